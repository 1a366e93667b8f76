// The long way of a resume and of a yield: errors, exits, ends, other threads, open accesses, sanitizers. What the short
// way, in the caller, can't do by a switch alone.

#include "resume.h"

#include "accesses.h"
#include "ownership.h"
#include "sanitizers.h"

static struct context_control *no_target = &context_no_control;

struct context_control context_no_control = {.gate = context_apart, .state = context_idle, .aim = &context_no_control, .target = &no_target};

void *context_telling = &context_telling;

/// Enters a held body and waits for what it says.
CONTEXT_UNWATCHED struct context_message context_enter_held(struct context_control *body, uintptr_t tag, uintptr_t payload)
{
    context_attach_accesses(body);
    if (context_needs_telling())
        body->open_accesses = &context_telling; // so that it yields the long way
    body->state = context_suspended; // what it is when it yields the short way
    void *fake_stack = context_tell_of_entry(body);
    struct context_message message = context_enter(body, tag == context_send ? 0 : context_detour, tag, payload);
    context_tell_of_return(fake_stack);
    context_leave_accesses(body);
    if (message.tag == context_yielded)
        message.tag = context_yielded_apart; // so that the body is released by the one who held it
    return message;
}

struct context_message context_start(struct context_control *control, uintptr_t payload)
{
    return context_enter_held(control, context_send, payload);
}

/// Leaves the body for a while.
CONTEXT_UNWATCHED static struct context_message leave(struct context_control *body, uintptr_t payload)
{
    bool is_accessing = context_detach_accesses(body) || context_needs_telling();
    if (is_accessing && body->state == context_suspended)
        body->state = context_accessing;
    context_tell_of_leave(body, false);
    struct context_message message = context_leave(body, context_yielded_apart, payload);
    context_tell_of_arrival(body);
    return message;
}

__attribute__((cold, preserve_most)) struct context_message
context_suspend_apart(struct context_control *control, uintptr_t payload)
{
    return leave(control, payload);
}

struct context_message context_suspend_delegating(struct context_control *control, uintptr_t payload)
{
    control->state = context_delegating;
    return leave(control, payload);
}

/// What the entry of a new stack calls when the body has returned or thrown.
CONTEXT_UNWATCHED void context_finish(struct context_control *control, uintptr_t tag)
{
    if (*control->open_accesses != control->base_access)
        context_detach_accesses(control); // it has none, but may have left some to take out
    control->state = context_idle;
    context_tell_of_leave(control, true);
    context_leave(control, tag, (uintptr_t)control->result);
    __builtin_unreachable();
}

/// What the entry of a new stack calls first.
CONTEXT_UNWATCHED void context_begin(struct context_control *control)
{
    context_tell_of_arrival(control);
}

void context_settle_apart(struct context_control *body) { context_release(body); }
