// What an older or a fuller kernel does, for this process alone and for good. 0, or what went wrong as errno.

#ifndef KERNEL_LIMITS_H
#define KERNEL_LIMITS_H

#include <stdbool.h>

/// Whether the kernel has MADV_GUARD_INSTALL, as Linux has from 6.13 on.
bool has_guard_install(void);

/// The kernel knows no MADV_GUARD_INSTALL from now on.
int forget_guard_install(void);

/// The kernel protects no memory from now on.
int refuse_mprotect(void);

/// Uses up the mappings that the kernel allows a process, but for about `count`.
int leave_mappings(int count);

/// Whether the kernel gives so many mappings more. They are kept.
bool take_mappings(int count);

#endif
