// The switch between a coroutine's body and whoever resumes it, and the memory that a body stands on.
//
// A coroutine has a stack of its own. Its control block lies at the top of that stack:
//
//      high addresses
//      +-----------------------------+
//      |  struct context_control     |  saved registers, identity, bounds
//      +-----------------------------+  <- `result`: room for what the body returns or throws at its end
//      |  result                     |
//      +-----------------------------+  <- the stack pointer when the body starts
//      |  frames of the body         |
//      |     ...                     |  grows downwards
//      +-----------------------------+  <- `low`
//      |  guard: no access           |
//      +-----------------------------+
//      low addresses
//
// While the coroutine is suspended, the control block holds the registers of its body; while the body runs, it holds
// those of the one who resumed it. One routine, `context_switch`, exchanges them with the processor's. The first two
// words, frame pointer and return address, have the layout of a frame record; the body's outermost frame links to it.
// So a walk along the frame pointers of a running body goes through its control block into the one who resumed it.
//
// A value crosses as a tag and an address, both in registers. The reader takes the address from the output registers of
// the assembly, so no compiler can move the reading to before the switch: it does not know the address there.
//
// Control blocks are never unmapped and each start of a body has a new identity. So a control block may be asked
// `context_is_current` at any time, also long after its body has ended.

#ifndef CONTEXT_SWITCH_H
#define CONTEXT_SWITCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What crosses a switch: what kind of thing, and where it lies.
struct context_message {
    uintptr_t tag;
    void *payload;
};

/// What is said to a body, or by it. `context_refused` is the answer of a resume that did not take place.
enum {
    context_send = 0,              // to the body: the value it waited for
    context_throw = 1,             // to the body: an error to throw at its yield
    context_exit = 2,              // to the body: leave
    context_throw_here = 3,        // as `context_throw`, but not to one that yields in the body's place
    context_delegate_returned = 4, // to the body: what the one that yielded in its place returned; that one has ended
    context_delegate_threw = 5,    // to the body: what that one threw; it has ended
    context_delegate_gone = 6,     // to the body: that one has ended before; with the value that was to be sent to it
    context_yielded = 0,           // from the body: a value
    context_returned = 1,          // from the body: its return value; it has ended
    context_threw = 2,             // from the body: an error; it has ended
    context_refused = 3,           // the body was running already
};

enum context_state {
    context_idle = 0, // in a pool: no body
    context_suspended = 1,
    context_running = 2,
    context_delegating = 3, // suspended, and another body yields in its place
};

struct context_control;

/// What runs on a new stack: gets the argument given to `context_create`, returns `context_returned` or
/// `context_threw` once it has left what it returns or throws in `control->result`.
typedef uintptr_t (*context_entry)(void *argument, struct context_control *control);

/// The head of a coroutine's stack. The order of the first four fields is known to the assembly.
struct context_control {
    void *frame_pointer;
    void *return_address;
    void *stack_pointer;
    void *base_register;
    uintptr_t identity;   // differs with every body started in this process; 0 where none is
    uintptr_t state;      // an enum context_state
    void *result;         // where the body's end leaves what it returns or throws
    uintptr_t stack_size; // usable bytes below the control block

    // While it delegates: the body that yields in its place, and the last one that was found at the end of the chain of
    // those. Each may have ended since, and is asked for its identity.
    struct context_control *delegate, *leaf;
    uintptr_t delegate_identity, leaf_identity, leaf_break_count;
    bool accepts_throw; // whether an error can be thrown in

    uintptr_t size_class;         // log2 of the distance between two stacks of this size
    struct context_control *next; // in a pool: the next free one
    context_entry entry;          // what the first resume calls, and with what
    void *argument;
};

#if defined(__x86_64__)
#include "context_switch_x86_64.h"
#else
#error "No context switch for this processor yet: add include/context_switch_<processor>.h beside the one for x86-64."
#endif

/// Whether the caller stands on the stack of the body that `identity` names: the one comparison of a yield.
/// False on any other thread, on another coroutine's stack, and after the body has ended.
static inline __attribute__((always_inline)) bool
context_is_current(const struct context_control *control, uintptr_t identity)
{
    uintptr_t depth = (uintptr_t)control - context_stack_pointer();
    return (depth < control->stack_size) & (control->identity == identity);
}

/// `context_resume` for a body that is not simply suspended.
struct context_message context_resume_delegating(struct context_control *control, uintptr_t tag, void *payload);

/// Resumes a suspended body, or the one that yields in its place. Returns when the body yields, returns or throws;
/// `context_refused` where it was running.
static inline __attribute__((always_inline)) struct context_message
context_resume(struct context_control *control, uintptr_t tag, void *payload)
{
    if (__builtin_expect(control->state != context_suspended, 0))
        return context_resume_delegating(control, tag, payload);
    control->state = context_running;
    return context_switch(control, tag, payload);
}

/// Suspends the running body, whose control block this is, and hands a message to the one who resumed it.
static inline __attribute__((always_inline)) struct context_message
context_suspend(struct context_control *control, uintptr_t tag, void *payload)
{
    control->state = context_suspended;
    return context_switch(control, tag, payload);
}

/// The same, and from here on `delegate` yields in this body's place: who resumes this one resumes that one, without a
/// detour, until it ends. Returns when this body itself is resumed: with `context_exit`, `context_throw` or one of the
/// `context_delegate_…`.
struct context_message context_delegate(
    struct context_control *control, struct context_control *delegate, void *payload);

/// Whether another body yields in this one's place.
static inline __attribute__((always_inline)) bool
context_is_delegating(const struct context_control *control)
{
    return control->state == context_delegating;
}

/// Whether a body runs: itself, or one that yields in its place.
bool context_is_running(struct context_control *control);

/// Why `context_create` gave no stack.
enum context_failure {
    context_out_of_memory = 1, // no address space or memory
    context_out_of_maps = 2,   // the kernel's limit of mappings: vm.max_map_count
};

/// A suspended control block whose first resume calls `entry`; null, with the reason in `failure`, where no guarded
/// stack can be had. `stack_size` is rounded up; `result_size` bytes aligned to `result_alignment` are kept for the end.
struct context_control *context_create(
    size_t stack_size, size_t result_size, size_t result_alignment,
    context_entry entry, void *argument, enum context_failure *failure);

/// Gives the stack of an ended body to this thread's pool. The identity is void from here on.
void context_destroy(struct context_control *control);

/// Takes the identity from a body that will never be resumed again. Its stack is left alone for ever, since frames on
/// it may still be linked from elsewhere.
void context_abandon(struct context_control *control);

/// Bytes of stack that a default coroutine gets: more in unoptimised and sanitized builds, whose frames are larger.
size_t context_default_stack_size(void);

/// How many stacks exist in this process: in use and pooled.
size_t context_stack_count(void);

#endif
