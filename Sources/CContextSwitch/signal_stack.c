// See signal_stack.h.

#include "signal_stack.h"

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/auxv.h>
#endif

enum { handler_room = 64 * 1024 }; // bytes: handlers that were set before ours run on it, too

static bool are_used;
static _Thread_local char *memory; // the guard page, and the stack above it

/// What the kernel itself puts on a signal stack: the registers, of which processors have more and more.
static size_t frame_room(void)
{
#if defined(AT_MINSIGSTKSZ)
    size_t size = getauxval(AT_MINSIGSTKSZ);
    return size < (size_t)MINSIGSTKSZ ? (size_t)MINSIGSTKSZ : size;
#else
    return MINSIGSTKSZ;
#endif
}

static size_t page_size(void) { return (size_t)sysconf(_SC_PAGESIZE); }

static size_t stack_size(void)
{
    size_t page = page_size();
    return (handler_room + frame_room() + page - 1) & ~(page - 1);
}

void context_use_signal_stacks(void)
{
    __atomic_store_n(&are_used, true, __ATOMIC_RELAXED);
    context_prepare_signal_stack();
}

void context_prepare_signal_stack(void)
{
    if (!__atomic_load_n(&are_used, __ATOMIC_RELAXED) || memory)
        return;
    stack_t present;
    if (sigaltstack(NULL, &present) != 0 || !(present.ss_flags & SS_DISABLE))
        return; // somebody else gave it one
    char *new = mmap(NULL, page_size() + stack_size(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (new == MAP_FAILED)
        return;
    stack_t mine = {.ss_sp = new + page_size(), .ss_size = stack_size()};
    if (mprotect(new, page_size(), PROT_NONE) != 0 || sigaltstack(&mine, NULL) != 0) {
        munmap(new, page_size() + stack_size());
        return;
    }
    memory = new;
}

void context_end_thread_signal_stack(void)
{
    if (!memory)
        return;
    stack_t present, none = {.ss_flags = SS_DISABLE};
    bool is_mine = sigaltstack(NULL, &present) == 0 && present.ss_sp == memory + page_size();
    // One that a handler stands on can't be taken.
    if (!is_mine || sigaltstack(&none, NULL) == 0)
        munmap(memory, page_size() + stack_size());
    memory = NULL;
}
