// What each processor's entry file provides, and what it calls.

#ifndef CONTEXT_ENTRY_H
#define CONTEXT_ENTRY_H

#include "context_switch.h"

/// Fills in the registers so that the first switch to `control` calls its entry on the stack below `stack_pointer`,
/// with a frame record that links to `control`.
void context_prepare(struct context_control *_Nonnull control, void *_Nonnull stack_pointer);

/// Called on a new stack before the entry, and with what the entry returned.
void context_begin(struct context_control *_Nonnull control);
void context_finish(struct context_control *_Nonnull control, uintptr_t tag);

#endif
