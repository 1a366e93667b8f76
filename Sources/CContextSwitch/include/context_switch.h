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
// The block has room for two sets of registers: the resumer's, while the body runs, and the body's, while it waits. The
// resumer's frame pointer and return address come first and so have the layout of a frame record; the body's outermost
// frame links to it. A walk along the frame pointers of a running body goes through its control block into the one who
// resumed it.
//
// A value crosses in a register, by its bits or by its address. The reader takes it from the output registers of the
// assembly, so no compiler can move the reading to before the switch: neither is known there.
//
// What crosses nearly always is a value, so nothing says that it is one: it arrives at the return address of the one
// who waits. Everything else, an error, an exit, an end, arrives `context_detour` bytes before that address, where a
// jump leads to the code that looks at the tag.
//
// One at a time may resume a body, from any thread. `ownership.h` says how a second one is refused. Control blocks are never
// unmapped and each start of a body has a new identity. So a control block may be asked for both at any time, also
// long after its body has ended.

#ifndef CONTEXT_SWITCH_H
#define CONTEXT_SWITCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

struct context_control;

/// What crosses a switch: what kind of thing, its bits or where it lies, and on the resumer's side, which body it comes from.
struct context_message {
    uintptr_t tag;
    uintptr_t payload;
    struct context_control *body;
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
    context_refused = 3,           // the body was running already, or has ended
    context_yielded_apart = 4,     // from the body: a value; the next resume needs more than a switch
    context_unsent = 6,            // the answer of the short way where the long one has to be taken
    context_misplaced = 7,         // the answer of a yield outside of its body
};

/// What `gate` holds, beside the owner: that one passes where it finds itself.
enum {
    context_apart = 0,  // the next resume takes more than a switch
    context_passed = 1, // the owner has passed, and the body runs
};

/// Where a body stands while nobody runs it.
enum context_state {
    context_idle = 0,       // no body
    context_suspended = 1,  // at a yield
    context_accessing = 2,  // at a yield, with accesses open, or where something must be told of each switch
    context_delegating = 3, // another body yields in its place
};

/// What runs on a new stack: gets the argument given to `context_create`, returns `context_returned` or
/// `context_threw` once it has left what it returns or throws in `control->result`.
typedef uintptr_t (*context_entry)(void *argument, struct context_control *control);

/// Where a body was made, for messages. The texts are UTF-8 and live for ever; a missing one's length is a Unicode scalar.
struct context_origin {
    const char *_Nullable name, *_Nullable file;
    uint32_t name_length, file_length;
    uint32_t line;
};

/// What the object that stands for a body keeps for this room, at a place that does not move.
struct context_handle {
    /// Who is resumed when this body is: itself, the one that yields in its place, or `context_none()`.
    struct context_control *target;
    struct context_origin origin;
};

/// Who is resumed next. By the address of the handle, which lets the compiler know that others may change it: also where the
/// object that has it lies in a frame, and is said not to leave that.
static inline __attribute__((always_inline)) struct context_control *context_target(const struct context_handle *handle)
{
    return __atomic_load_n(&handle->target, __ATOMIC_RELAXED);
}

/// The head of a coroutine's stack. The assembly knows the offsets of the fields up to `result`.
struct context_control {
    void *_Nullable resumer_frame_pointer; // 0
    void *_Nullable resumer_return_address;
    void *_Nullable resumer_stack_pointer; // 16
    void *argument;                        // what the first resume calls `entry` with
    void *_Nullable frame_pointer;         // 32
    void *_Nullable return_address;
    void *_Nullable stack_pointer; // 48
    context_entry entry;

    uintptr_t owner;      // 64: the thread that may resume it without asking; ownership.h tells what else it may be
    uintptr_t gate;       // 72: the owner, while the body waits and a switch is all that it takes; ownership.h tells more
    uintptr_t identity;   // 80: differs with every body started in this process; 0 where none is
    uintptr_t stack_size; // 88: usable bytes below the control block
    void *_Nullable *_Nullable open_accesses; // 96: where the list of the resumer's thread's open accesses begins
    uintptr_t state;                          // an enum context_state

    void *result;          // where the body's end leaves what it returns or throws
    uintptr_t shared_hold; // the thread that resumes it and had to ask; 0 where there is none
    void *_Nullable base_access; // the first open access when the body was resumed: what comes before is the body's
    void *_Nullable first_access, *_Nullable last_access; // those that it had open when it yielded
    void *_Nullable stand_ins;                            // what takes their places in a thread's list meanwhile
    uintptr_t access_context[2];                          // the same, where the runtime keeps them

    // While it delegates: the body that yields in its place. That one may have ended since, and is asked for its identity.
    // `aim` is who is resumed when this one is: itself, or the one at the end of the chain. `target` is the same in the
    // body's handle, for the short way; it is only written, by who holds the aim, since the object may go.
    struct context_control *aim, *_Nonnull *_Nonnull target;
    struct context_control *_Nullable delegate;
    uintptr_t delegate_identity;
    void *_Nullable delegate_object;
    struct context_control *_Nullable delegator; // the last one that began to delegate to this one
    uintptr_t delegators;                        // how many do, and the end of the identity for which they were counted
    struct context_control *_Nullable watchers;  // those whose target is this one, as a list
    struct context_control *_Nullable next_watcher, *_Nullable *_Nullable watcher_link;

    struct context_control *_Nullable next; // in a pool: the next free one
    uint8_t size_class;                     // log2 of the distance between two stacks of this size
    bool accepts_throw;                     // whether an error can be thrown in

    // What a debug build and the sanitizers know of it.
    const char *_Nullable yield_file;
    uint32_t yield_line;
    void *_Nullable fiber, *_Nullable resumer_fiber, *_Nullable fake_stack;
    const void *_Nullable resumer_low;
    size_t resumer_size;
};

/// The short way of a resume and a yield, and what it falls back on.
struct context_message context_resume_apart(
    struct context_control *control, uintptr_t identity, uintptr_t tag, uintptr_t payload);
void context_give_way(struct context_control *body);
struct context_message context_climb(struct context_control *control, struct context_message message);
void context_settle_apart(struct context_control *body);

/// It changes no register of its caller's, so that a body keeps its control block in one from yield to yield.
__attribute__((cold, preserve_most)) struct context_message
context_suspend_apart(struct context_control *control, uintptr_t payload);

#pragma clang assume_nonnull end

#if defined(__x86_64__)
#include "context_switch_x86_64.h"
#else
#error "No context switch for this processor yet: add include/context_switch_<processor>.h beside the one for x86-64."
#endif

#pragma clang assume_nonnull begin

/// What stands for the control block of a body that has not started, or has ended: every resume of it is refused.
extern struct context_control context_no_control;

static inline __attribute__((always_inline)) struct context_control *context_none(void)
{
    return &context_no_control;
}

/// Whether the caller stands on the stack of the body that `identity` names. False on any other thread, on another
/// coroutine's stack, and after the body has ended.
static inline __attribute__((always_inline)) bool
context_is_current(const struct context_control *control, uintptr_t identity)
{
    uintptr_t depth = (uintptr_t)control - context_stack_pointer();
    return (depth < control->stack_size) & (control->identity == identity);
}

/// Says that what was yielded has been taken, so that the body may be resumed again.
static inline __attribute__((always_inline)) void context_settle(struct context_message message)
{
    if (__builtin_expect(message.tag == context_yielded, 1))
        __atomic_store_n(&message.body->gate, message.body->owner, __ATOMIC_RELEASE);
    else
        context_settle_apart(message.body);
}

/// What a resume of `control` came to, where a message may come from another body that was resumed in its place.
static inline __attribute__((always_inline)) struct context_message
context_arrive(struct context_control *control, struct context_message message)
{
    return message.body == control ? message : context_climb(control, message);
}

/// Runs a body that was just created to its first yield, or to its end.
struct context_message context_start(struct context_control *control, uintptr_t payload);

/// Whether `context_start_here` may do that.
static inline __attribute__((always_inline)) bool context_may_start_here(const struct context_control *control)
{
    return control->owner && !*control->open_accesses;
}

/// The same by a switch alone, in the caller's function. No call is open then but the body's own, so that the processor
/// predicts the returns of both.
static inline __attribute__((always_inline)) struct context_message
context_start_here(struct context_control *control)
{
    return context_enter(control, 0, context_send, 0);
}

/// From here on the body `delegate`, called `identity`, yields in this body's place: who resumes this one resumes that one,
/// without a detour, until it ends. `payload` is what that one has just yielded. Returns when this body itself is resumed:
/// with `context_exit`, `context_throw` or one of the `context_delegate_…`.
///
/// `object` is the one that stands for the delegate. That it is handed over here tells the compiler that it may be found
/// again, so that it is not put on the caller's stack.
struct context_message context_delegate(
    struct context_control *control, struct context_control *delegate, uintptr_t identity, void *object,
    uintptr_t payload);

/// Whether another body yields in this one's place.
static inline __attribute__((always_inline)) bool
context_is_delegating(const struct context_control *control)
{
    return control->state == context_delegating;
}

/// Whether a body runs: itself, or one that yields in its place.
bool context_is_running(struct context_control *control);

/// The object of the body that yields in this one's place; null where none does.
void *_Nullable context_delegate_object(const struct context_control *control);

/// Why `context_create` gave no stack.
enum context_failure {
    context_out_of_memory = 1, // no address space or memory
    context_out_of_maps = 2,   // the kernel's limit of mappings: vm.max_map_count
};

/// What came of an attempt to create a body.
struct context_creation {
    struct context_control *_Nullable control; // null where no guarded stack could be had
    enum context_failure failure;              // why not
};

/// A body that the caller holds, until `context_start` or `context_start_here` has run it; it calls `entry`. `stack_size` is rounded up, 0 is the
/// default; `result_size` bytes aligned to `result_alignment` are kept for the end.
///
/// The handle's target is this body's control block at first, another one while that yields in this one's place. The object
/// that the handle lies in sets it to `context_none()` after the end, and outlives the body.
struct context_creation context_create(
    size_t stack_size, size_t result_size, size_t result_alignment,
    context_entry entry, void *argument, struct context_handle *handle);

/// Gives the stack of an ended body to this thread's pool. The identity is void from here on.
void context_destroy(struct context_control *control);

/// Makes the caller the owner of a body that nobody else can reach.
void context_adopt(struct context_control *control);

/// Resumes a body with `context_exit` whose object is about to go. One that yields in its place may be running at the
/// moment: on this thread it goes on with what it does, on another one it is waited for.
struct context_message context_exit_dropped(struct context_control *control);

/// Takes the identity from a body that will never be resumed again. Its stack is left alone for ever, since frames on
/// it may still be linked from elsewhere.
void context_abandon(struct context_control *control);

/// Bytes of stack that a default coroutine gets: more in unoptimised and sanitized builds, whose frames are larger.
size_t context_default_stack_size(void);

/// How many stacks exist in this process: in use and pooled.
size_t context_stack_count(void);

/// From now on a body that runs out of stack on this thread, or on one that comes to this room later, is named on standard
/// error before the program ends. In overflow.c.
void context_report_overflows(void);

#pragma clang assume_nonnull end

#endif
