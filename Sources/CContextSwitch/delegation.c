// Delegation: one body yields in the place of another, which yields in the place of another, and so on.
//
// A chain of delegating bodies ends in its leaf, the one that really runs. Whoever resumes a body of the chain resumes the
// leaf: a value costs the same at any depth. Only the end of a leaf goes up the chain, a step at a time:
//
//      resumed by the consumer --> root --> middle --> leaf        each arrow: `delegate`
//                                    \_________________^           `target`: what a switch goes to
//
// Anybody may hold a body of the chain and resume it as well, so that it ends or delegates elsewhere while others delegate
// to it. So a delegate is believed only where the identity that was noted with it is still there. The target must be right
// without a look: a body knows its watchers, those whose target it is, and they are sent back to themselves as soon as it
// ends, delegates, or no longer lies at the end of their chain. They find their new target when they are resumed next.
//
// Whoever holds the leaf holds the chain: nobody else can resume a body of it. The list of a body's watchers, and their
// targets, are changed only by the one who holds that body.

#include "accesses.h"
#include "ownership.h"
#include "resume.h"

#include <sched.h>

static struct context_message refused(struct context_control *control, uintptr_t payload)
{
    return (struct context_message){context_refused, payload, control};
}

// Targets

static void set_target(struct context_control *watcher, struct context_control *target)
{
    __atomic_store_n(&watcher->aim, target, __ATOMIC_RELAXED);
    __atomic_store_n(watcher->target, target, __ATOMIC_RELAXED);
}

static struct context_control *target_of(const struct context_control *control)
{
    struct context_control *aim = __atomic_load_n(&control->aim, __ATOMIC_RELAXED);
    return aim ? aim : &context_no_control; // of a body that ended meanwhile, and whose memory went back
}

static void watch(struct context_control *watcher, struct context_control *target)
{
    set_target(watcher, target);
    watcher->next_watcher = target->watchers;
    watcher->watcher_link = &target->watchers;
    if (target->watchers)
        target->watchers->watcher_link = &watcher->next_watcher;
    target->watchers = watcher;
}

void context_scatter_watchers(struct context_control *target)
{
    for (struct context_control *watcher = target->watchers; watcher; watcher = watcher->next_watcher)
        set_target(watcher, watcher);
    target->watchers = NULL;
}

void context_unwatch(struct context_control *watcher)
{
    while (target_of(watcher) != watcher) {
        struct context_control *target = target_of(watcher);
        bool is_held = context_hold(target);
        if (!is_held && !context_is_held_here(target)) {
            sched_yield();
            continue;
        }
        if (target_of(watcher) == target) {
            *watcher->watcher_link = watcher->next_watcher;
            if (watcher->next_watcher)
                watcher->next_watcher->watcher_link = watcher->watcher_link;
            set_target(watcher, watcher);
        }
        if (is_held)
            context_release(target);
    }
}

// Chains

/// The body that yields in this one's place, or null where that one has ended.
static struct context_control *delegate_of(const struct context_control *control)
{
    struct context_control *delegate = __atomic_load_n(&control->delegate, __ATOMIC_RELAXED);
    return delegate && delegate->identity == control->delegate_identity ? delegate : NULL;
}

/// The last body of the chain that has not ended: the leaf, or one whose delegate has ended.
static struct context_control *last_of(struct context_control *control)
{
    struct context_control *last = target_of(control);
    while (last->state == context_delegating) {
        struct context_control *next = delegate_of(last);
        if (!next)
            break;
        last = target_of(next);
    }
    return last;
}

/// The last body of the chain, held. Null where somebody else has it, or where there is no body.
static struct context_control *hold_last_of(struct context_control *control)
{
    struct context_control *last = last_of(control);
    if (!context_hold(last))
        return NULL;
    if (last_of(control) == last)
        return last;
    context_release(last); // another thread was faster
    return NULL;
}

/// The body of the chain that delegates to another one of it.
static struct context_control *delegator_of(struct context_control *root, const struct context_control *body)
{
    struct context_control *last = body->delegator;
    bool is_only_one = body->delegators == context_no_delegators(body->identity) + 1;
    if (is_only_one && last->state == context_delegating && last->delegate == body && last->delegate_identity == body->identity)
        return last;
    while (root->delegate != body)
        root = root->delegate;
    return root;
}

/// The last body of the chain that an error can be thrown into.
static struct context_control *last_that_accepts_throw(struct context_control *root, struct context_control *last)
{
    struct context_control *found = root;
    for (struct context_control *body = root; body != last; body = body->delegate)
        if (body->delegate->accepts_throw)
            found = body->delegate;
    return found;
}

bool context_is_running(struct context_control *control)
{
    return context_is_held(last_of(control));
}

void *context_delegate_object(const struct context_control *control)
{
    return control->state == context_delegating && delegate_of(control) ? control->delegate_object : NULL;
}

/// Counts one who begins or ends to delegate to a body; not where that one has ended, and its block has another body.
static void count_delegator(struct context_control *delegate, uintptr_t identity, uintptr_t change)
{
    uintptr_t count = __atomic_load_n(&delegate->delegators, __ATOMIC_RELAXED);
    while (count >> 16 == context_no_delegators(identity) >> 16) {
        if (__atomic_compare_exchange_n(
                &delegate->delegators, &count, count + change, false, __ATOMIC_RELEASE, __ATOMIC_RELAXED))
            return;
    }
}

/// A delegating body is about to be resumed itself.
static void end_delegation(struct context_control *control)
{
    count_delegator(control->delegate, control->delegate_identity, -(uintptr_t)1);
}

/// A body is held whose leaf the caller holds, too: nobody can have it, or for a moment only.
static void hold_inner(struct context_control *control)
{
    while (!context_hold(control)) {}
}

// Resuming

/// Goes on with what a held body has said: a value goes to the consumer, an end to the one that delegates to it.
static struct context_message go_on(
    struct context_control *root, struct context_control *body, struct context_message message)
{
    while (message.tag != context_yielded_apart && body != root) {
        struct context_control *delegator = delegator_of(root, body);
        hold_inner(delegator);
        context_scatter_watchers(body);
        end_delegation(delegator);
        uintptr_t tag = message.tag == context_returned ? context_delegate_returned : context_delegate_threw;
        body = delegator;
        message = context_enter_held(body, tag, message.payload);
    }
    if (message.tag == context_yielded_apart && root != body && target_of(root) == root) {
        if (body->state != context_delegating) {
            watch(root, body);
        } else {
            struct context_control *last = hold_last_of(body);
            if (last) {
                watch(root, last);
                context_release(last);
            }
        }
    }
    message.body = body;
    return message;
}

struct context_message context_climb(struct context_control *control, struct context_message message)
{
    return go_on(control, message.body, message);
}

/// Lets a body leave its delegation, and holds it. The caller has the last one of its chain.
static void interrupt(struct context_control *receiver, struct context_control *last)
{
    // The way to the last one is broken at the receiver: nobody may take the short one.
    context_scatter_watchers(last);
    end_delegation(receiver);
    hold_inner(receiver);
}

struct context_message context_resume_apart(
    struct context_control *control, uintptr_t identity, uintptr_t tag, uintptr_t payload)
{
    struct context_control *body = hold_last_of(control);
    if (!body)
        return refused(control, payload);
    if (control->identity != identity) { // it has ended meanwhile, on another thread
        context_release(body);
        return refused(control, payload);
    }
    struct context_control *receiver = body;
    if (tag == context_exit || tag == context_throw_here)
        receiver = control;
    else if (tag == context_throw)
        receiver = last_that_accepts_throw(control, body);
    else if (body->state == context_delegating)
        tag = context_delegate_gone;
    if (tag == context_throw_here)
        tag = context_throw;
    if (receiver != body) {
        interrupt(receiver, body);
        context_release(body);
    }
    return go_on(control, receiver, context_enter_held(receiver, tag, payload));
}

struct context_message context_exit_dropped(struct context_control *control)
{
    for (;;) {
        struct context_control *last = hold_last_of(control);
        bool is_held = last;
        if (!is_held)
            last = last_of(control);
        if (is_held || (context_is_held_here(last) && last != control)) {
            if (last != control) {
                interrupt(control, last);
                if (is_held)
                    context_release(last);
            }
            return go_on(control, control, context_enter_held(control, context_exit, 0));
        }
        if (last == control && context_is_held_here(control))
            return refused(control, 0);
        sched_yield();
    }
}

struct context_message context_delegate(
    struct context_control *control, struct context_control *delegate, uintptr_t identity, void *object,
    uintptr_t payload)
{
    control->delegate = delegate;
    control->delegate_object = object;
    control->delegate_identity = identity;
    // Those who resumed this body directly have to go further now.
    context_scatter_watchers(control);
    delegate->delegator = control;
    count_delegator(delegate, identity, 1);
    struct context_control *last = hold_last_of(delegate);
    if (last) {
        if (delegate->identity == identity)
            watch(control, last);
        context_release(last);
    }
    return context_suspend_delegating(control, payload);
}

void context_adopt(struct context_control *control)
{
    if (target_of(control) == control && !context_is_held(control))
        context_own(control);
}
