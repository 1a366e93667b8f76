// What the long way of a resume is made of.

#ifndef CONTEXT_RESUME_H
#define CONTEXT_RESUME_H

#include "accesses.h"
#include "sanitizers.h"

/// Whether somebody has to be told of each switch.
static inline bool context_needs_telling(void) { return CONTEXT_IS_WATCHED || context_uses_access_hooks(); }

/// What stands for the word of a thread's accesses where the long way is to be taken: it differs from an empty list.
extern void *_Nonnull context_telling __attribute__((visibility("hidden")));

/// Enters a held body and waits for what it says. A value is `context_yielded_apart`, and the body still held.
struct context_message context_enter_held(struct context_control *_Nonnull body, uintptr_t tag, uintptr_t payload);

/// Leaves the running body, which has a delegate now, until it is resumed itself.
struct context_message context_suspend_delegating(struct context_control *_Nonnull control, uintptr_t payload);

/// How many delegate to a new body.
static inline uintptr_t context_no_delegators(uintptr_t identity) { return identity << 16; }

/// The body has ended: those that resume it when they are resumed go on by themselves.
void context_scatter_watchers(struct context_control *_Nonnull control);

/// Ends the watching of a body that will never be resumed again.
void context_unwatch(struct context_control *_Nonnull watcher);

#endif
