// The accesses that a body has open when it yields travel with it.
//
// Swift checks at run time that no two accesses to the same variable overlap, where one of them writes. Each thread has a
// list of the accesses that are open on it; the entries lie in the frames, or next to them, that made the accesses. A
// body that yields inside of one, as in `try object.property.change(yield)`, would leave its entries in the list of the
// resumer's thread, where another thread, that resumes the body next, can't take them out. So what the body has added to
// the list since it was resumed is taken out when it yields, and put before the others when it is resumed again:
//
//      the thread's word --> body's last access --> body's first access --> the resumer's accesses
//                            \______________ the body's ______________/     ^ `base_access`
//
// While the body waits, stand-ins take their places, so that the resumer's accesses to the same variables are still
// refused. stand_ins.h says how they go again.
//
// The short way of a resume and of a yield is taken where the list is empty, so that without open accesses the price is
// a comparison each. For that the word in which the thread's list begins has to be known. It lies at the same distance from the thread pointer in every
// thread, and is found by opening an access and looking for its address among the thread's variables. Where it is not
// found, the runtime's own functions are called before and after every switch.
//
// Source: Exclusivity.cpp of the Swift runtime, `Access` and `AccessSet`.

#ifndef CONTEXT_ACCESSES_H
#define CONTEXT_ACCESSES_H

#include "context_switch.h"

/// The word in which the list of this thread's open accesses begins, where the thread has found it; else null.
extern _Thread_local void *_Nullable *_Nullable context_known_access_word __attribute__((visibility("hidden")));
extern bool context_access_hooks_are_used __attribute__((visibility("hidden")));

/// Looks for the word on a thread that does not know it.
void *_Nullable *_Nonnull context_find_access_word(void);

/// The word in which the list of this thread's open accesses begins.
static inline void *_Nullable *_Nonnull context_access_word(void)
{
    void **word = context_known_access_word;
    return word ? word : context_find_access_word();
}

/// Makes a held body's accesses the thread's, and notes where they end. True where each switch needs this.
void context_attach_accesses(struct context_control *_Nonnull control);

/// Takes the accesses that a body has opened out of the thread's list. True where there are any.
bool context_detach_accesses(struct context_control *_Nonnull control);

/// What the resumer does when the body has yielded: for the runtime's own functions.
void context_leave_accesses(struct context_control *_Nonnull control);

/// Whether each switch needs the runtime's own functions.
static inline bool context_uses_access_hooks(void)
{
    return __atomic_load_n(&context_access_hooks_are_used, __ATOMIC_RELAXED);
}

#endif
