// What stands for the accesses of a waiting body in a thread's list.
//
// A stand-in can be unlinked only by the thread in whose list it is. Its body, which may be resumed by another thread, makes
// it idle, by one store: it stands for nothing then, and the list's thread gives it new work or takes it out.
//
// It must not be taken out while somebody has noted it as the place where his own part of the list ends: a running body
// has (`base_access`), and the runtime has for each running task. So it goes only where all that lies above
// somebody's mark is certainly known:
//
//   - when a body yields, nobody can have noted an entry above the body's own mark;
//   - on the thread's own stack no body runs, and the part that a task has put on the list is its own.
//
// A task takes its part of the list along when it goes on on another thread, stand-ins included. All of them lie in one
// reservation of addresses, so that they are known by sight in any list, and one that is lost with the list of a task that
// has ended does no harm.

#ifndef CONTEXT_STAND_INS_H
#define CONTEXT_STAND_INS_H

#include "context_switch.h"

/// An entry of the list. The lowest bit of the link says whether the access writes.
struct context_access {
    void *_Nullable variable;
    void *_Nullable place;
    uintptr_t link;
};

enum { context_access_writes = 1 };

static inline struct context_access *_Nullable context_access_after(const struct context_access *_Nonnull access)
{
    return (struct context_access *)(access->link & ~(uintptr_t)context_access_writes);
}

/// Makes `after` follow `before`, or begin the list where that is null.
static inline void context_access_follow(
    void *_Nullable *_Nonnull word, struct context_access *_Nullable before, struct context_access *_Nullable after)
{
    if (before)
        before->link = (uintptr_t)after | (before->link & context_access_writes);
    else
        *word = after;
}

/// Whether an entry is a stand-in, of whatever body.
bool context_is_stand_in(const struct context_access *_Nonnull access);

/// Puts stand-ins for the accesses of a body that is about to wait, a list of its own that begins with `first`.
void context_put_stand_ins(
    struct context_control *_Nonnull control, void *_Nullable *_Nonnull word, struct context_access *_Nonnull first);

/// The body goes on, on whatever thread: its stand-ins stand for nothing any more.
void context_dismiss_stand_ins(struct context_control *_Nonnull control);

/// Takes the entry after `before` out where it is an idle stand-in. The caller knows that nobody has noted it.
bool context_take_out_idle(void *_Nullable *_Nonnull word, struct context_access *_Nullable before);

/// Takes those idle ones out that nobody can have noted.
void context_take_out_idle_ones(void *_Nullable *_Nonnull word);

#endif
