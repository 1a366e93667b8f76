// See reserve.h. The caller holds the lock of the stacks.

#include "reserve.h"

#include <sys/mman.h>
#include <unistd.h>

enum { reserved = 64 }; // mappings: an allocator's growth on some threads, and the error's own needs

static char *pages;

static size_t size(void) { return (size_t)reserved * (size_t)sysconf(_SC_PAGESIZE); }

bool context_hold_reserve(void)
{
    if (pages)
        return true;
    char *new = mmap(NULL, size(), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (new == MAP_FAILED)
        return false;
    // Every second page is protected differently, so that each page is a mapping.
    size_t page = size() / reserved;
    for (size_t n = 1; n < reserved; n += 2) {
        if (mprotect(new + n * page, page, PROT_READ) != 0) {
            munmap(new, size());
            return false;
        }
    }
    pages = new;
    return true;
}

void context_release_reserve(void)
{
    if (pages)
        munmap(pages, size());
    pages = 0;
}
