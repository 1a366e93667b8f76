// Who may resume a body: one thread at a time, and which one costs next to nothing to ask.
//
// Nearly every body is resumed by one thread, its owner. The owner passes by plain loads and stores of `gate`. Another
// thread first takes the ownership away, for good; from then on every thread asks by putting its number into
// `shared_hold`, where nobody's is.
//
//      owner:                                    another thread:
//          gate == me?                               owner = owner, being deposed
//          gate = passed                             make every thread pass a memory barrier (membarrier(2))
//          owner == me? else give way                owner = owner, deposed
//                                                    gate == passed? then it is refused
//
// A store and a load after it may be seen by others in the wrong order, which would let both sides pass. A barrier
// between them would cost the owner more than the switch does. So the other thread pays: membarrier(2) puts that
// barrier into every running thread of the process. Either it sees that the owner has passed, or the owner sees itself
// deposed. Only the owner writes `gate`, also after it was deposed. Where it comes too late and gives way, a third thread
// may be refused although nobody runs the body: three at once are misuse, and nothing worse than a refusal comes of it.
//
// A control block may get its next body while another thread still asks for the last one. So what `owner` and `shared_hold`
// hold is changed only from a value that was seen there, and the right is given back only where it was taken: by whose
// number stands there. A thread that got the right asks for the identity before it does anything else.
//
// Where there is no membarrier(2), nobody owns anything, and all ask. Source: "biased locking", and
// membarrier(2) for the fence of which only one side pays.

#ifndef CONTEXT_OWNERSHIP_H
#define CONTEXT_OWNERSHIP_H

#include "context_switch.h"

/// What `owner` holds beside the thread's number, whose last bits are 0, once others have come.
enum {
    context_being_deposed = 1, // whoever finds it passes the barrier again
    context_deposed = 2,       // the barrier has been passed: all have to ask
    context_deposal = 3,       // either
};

/// Whether the system has the barrier without which nobody owns anything.
extern bool context_have_barrier __attribute__((visibility("hidden")));

/// What a body's owner is called that is started by this thread.
static inline uintptr_t context_new_owner(void) { return context_have_barrier ? context_thread() : 0; }

/// Makes the caller the owner of a body that nobody else can reach and that nobody has.
void context_own(struct context_control *control);

/// Takes the right to resume a body. False where another one has it, or where there is no body.
bool context_hold(struct context_control *control);

/// The same for a body that nobody else knows of yet.
static inline void context_hold_new(struct context_control *control)
{
    uintptr_t nobody = 0;
    if (control->owner)
        __atomic_store_n(&control->gate, context_passed, __ATOMIC_RELEASE);
    else
        while (!__atomic_compare_exchange_n(
            &control->shared_hold, &nobody, context_thread(), false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
            nobody = 0; // a thread that asked for the body before is about to see that it has ended
}

/// Gives that right back. The next resume goes by what `state` says.
void context_release(struct context_control *control);

/// The same for a body that has ended: without a call in the usual case, by an owner while nobody asks.
static inline void context_release_ended(struct context_control *control)
{
    bool is_owned = __atomic_load_n(&control->owner, __ATOMIC_RELAXED) == context_thread();
    if (is_owned && !__atomic_load_n(&control->shared_hold, __ATOMIC_RELAXED))
        __atomic_store_n(&control->gate, context_apart, __ATOMIC_RELEASE);
    else
        context_release(control);
}

/// Whether somebody has the right. An answer for people: it may be out of date.
static inline bool context_is_held(const struct context_control *control)
{
    return __atomic_load_n(&control->gate, __ATOMIC_RELAXED) == context_passed
        || __atomic_load_n(&control->shared_hold, __ATOMIC_RELAXED);
}

/// Whether the caller's thread has the right: then the body runs, or has resumed the one that does.
static inline bool context_is_held_here(const struct context_control *control)
{
    uintptr_t me = context_thread();
    if (__atomic_load_n(&control->shared_hold, __ATOMIC_RELAXED) == me)
        return true;
    return __atomic_load_n(&control->gate, __ATOMIC_RELAXED) == context_passed
        && (__atomic_load_n(&control->owner, __ATOMIC_RELAXED) & ~(uintptr_t)context_deposal) == me;
}

#endif
