// How much stack something needs: the stack below the caller is painted, and what has lost its paint was used.

#ifndef STACK_USE_H
#define STACK_USE_H

#include <stddef.h>
#include <stdint.h>

/// Paints that many bytes of the stack below the caller's frame. All of them must be there.
void paint_stack(size_t size);

/// How many of the bytes that this thread painted last have been used since, counted from the caller's frame downwards.
size_t used_stack(void);

/// An address on the stack that the caller stands on.
uintptr_t address_on_stack(void);

/// From now on a trap of the processor or an abort tells how much was used, in a line `used N bytes` on standard output,
/// and ends the process with exit code 9. It runs on a stack of its own.
void tell_used_stack_at_trap(void);

#endif
