// A stack for the signal handler, since the one that ran out has no room for it. Each thread needs its own.

#ifndef CONTEXT_SIGNAL_STACK_H
#define CONTEXT_SIGNAL_STACK_H

#include "context_switch.h"

/// From now on threads get signal stacks; the calling thread first.
void context_use_signal_stacks(void);

/// Gives this thread a signal stack, where they are in use and it has none.
void context_prepare_signal_stack(void);

/// Takes it back.
void context_end_thread_signal_stack(void);

#endif
