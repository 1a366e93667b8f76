// What each processor's entry file provides.

#ifndef CONTEXT_ENTRY_H
#define CONTEXT_ENTRY_H

#include "context_switch.h"

/// Fills in the registers so that the first switch to `control` calls `run(control)` on the stack below `stack_pointer`,
/// with a frame record that links to `control`.
void context_prepare(struct context_control *control, void *stack_pointer, void (*run)(struct context_control *));

#endif
