// See kernel_limits.h. Source: seccomp(2), proc(5) on vm.max_map_count.

#include "kernel_limits.h"

#if defined(__linux__)

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { guard_install = 102, any_argument = -1 };

/// One system call fails from now on, where its third argument is that one, in every thread.
static int refuse(unsigned call, int argument, int error)
{
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[2])),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)argument, 0, argument == any_argument ? 0 : 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (unsigned)error),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return errno;
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0 ? 0 : errno;
}

bool has_guard_install(void)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *memory = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return false;
    bool is_known = madvise(memory, page, guard_install) == 0;
    munmap(memory, page);
    return is_known;
}

int forget_guard_install(void) { return refuse(SYS_madvise, guard_install, EINVAL); }

int refuse_mprotect(void) { return refuse(SYS_mprotect, any_argument, ENOMEM); }

int leave_mappings(int count)
{
    FILE *file = fopen("/proc/sys/vm/max_map_count", "r");
    size_t most = 0;
    if (!file || fscanf(file, "%zu", &most) != 1)
        return ENOENT;
    fclose(file);
    // Every second page is protected differently, so that each page is a mapping.
    size_t page = (size_t)sysconf(_SC_PAGESIZE), size = (most + 2) * page;
    char *memory = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        return errno;
    char *end = memory;
    while (end < memory + size && mprotect(end, page, PROT_READ) == 0)
        end += 2 * page;
    if (end >= memory + size)
        return ERANGE; // more than the kernel said
    char *from = end - (size_t)count * page;
    return munmap(from, (size_t)(memory + size - from)) == 0 ? 0 : errno;
}

bool take_mappings(int count)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    for (int n = 0; n < count; n++) {
        // Neighbours that are protected alike would be one mapping.
        int protection = n % 2 ? PROT_READ : PROT_NONE;
        if (mmap(NULL, page, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0) == MAP_FAILED)
            return false;
    }
    return true;
}

#else

bool take_mappings(int count) { return count >= 0; }
bool has_guard_install(void) { return false; }
int forget_guard_install(void) { return 0; }
int refuse_mprotect(void) { return 1; }
int leave_mappings(int count) { return count; }

#endif
