// What is done when a thread ends that has used this room.

#ifndef CONTEXT_THREAD_END_H
#define CONTEXT_THREAD_END_H

#include <stdbool.h>

/// Makes sure that this thread's things are put in order at its end. False where the thread is ending already.
bool context_register_thread(void);

/// Gives the thread's free stacks to all. In stacks.c.
void context_end_thread_stacks(void);

/// Parts with the thread's list of accesses. In accesses.c.
void context_end_thread_accesses(void);

#endif
