// Delegation: one body yields in the place of another, which yields in the place of another, and so on.
//
// A chain of delegating bodies ends in its leaf, the one that really runs. Whoever resumes a body of the chain resumes the
// leaf: a value costs the same at any depth. Only the end of a leaf goes up the chain, a step at a time:
//
//      resumed by the consumer --> root --> middle --> leaf        each arrow: `delegate`
//                                    \_________________^           the shortcut: `leaf`
//
// Anybody may hold a body of the chain and resume it as well, so that it ends or delegates elsewhere while others delegate
// to it. So a link is believed only where the identity that was noted with it is still there, and the shortcut only where
// no body has left its delegation otherwise than by the delegate's end since.

#include "context_switch.h"

#include <stdatomic.h>

/// How often a body left its delegation while its delegate lived on: by an exit, or an error that was thrown in.
static atomic_uintptr_t break_count;

static void note_leaf(struct context_control *control, struct context_control *leaf)
{
    control->leaf = leaf;
    control->leaf_identity = leaf->identity;
    control->leaf_break_count = atomic_load_explicit(&break_count, memory_order_relaxed);
}

/// The body that yields in this one's place, or null where that one has ended.
static struct context_control *delegate_of(const struct context_control *control)
{
    return control->delegate->identity == control->delegate_identity ? control->delegate : NULL;
}

/// The last body of the chain that has not ended: the leaf, or one whose delegate has ended.
static struct context_control *last_of(struct context_control *control)
{
    if (control->state != context_delegating)
        return control;
    if (control->leaf->identity == control->leaf_identity && control->leaf->state != context_delegating
        && control->leaf_break_count == atomic_load_explicit(&break_count, memory_order_relaxed))
        return control->leaf;
    struct context_control *last = control;
    while (last->state == context_delegating) {
        struct context_control *next = delegate_of(last);
        if (!next)
            break;
        last = next;
    }
    note_leaf(control, last);
    return last;
}

/// The body of the chain that delegates to another one of it.
static struct context_control *delegator_of(struct context_control *root, const struct context_control *body)
{
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
    return control->state == context_running
        || (control->state == context_delegating && last_of(control)->state == context_running);
}

struct context_message context_resume_delegating(struct context_control *root, uintptr_t tag, void *payload)
{
    struct context_message refused = {context_refused, NULL};
    if (root->state != context_delegating)
        return refused;
    struct context_control *body = last_of(root);
    if (body->state == context_running)
        return refused;
    if (tag == context_exit || tag == context_throw_here) {
        body = root;
        tag = tag == context_exit ? context_exit : context_throw;
    } else if (tag == context_throw) {
        body = last_that_accepts_throw(root, body);
    } else if (body->state == context_delegating) {
        tag = context_delegate_gone;
    }
    if (tag <= context_exit && body->state == context_delegating)
        atomic_fetch_add_explicit(&break_count, 1, memory_order_relaxed);
    root->state = context_running;
    for (;;) {
        body->state = context_running;
        struct context_message message = context_switch(body, tag, payload);
        if (message.tag == context_yielded) {
            if (body != root)
                root->state = context_delegating;
            if (root->state == context_delegating)
                note_leaf(root, last_of(body));
            return message;
        }
        if (body == root)
            return message;
        body = delegator_of(root, body);
        tag = message.tag == context_returned ? context_delegate_returned : context_delegate_threw;
        payload = message.payload;
    }
}

struct context_message context_delegate(
    struct context_control *control, struct context_control *delegate, void *payload)
{
    control->delegate = delegate;
    control->delegate_identity = delegate->identity;
    note_leaf(control, last_of(delegate));
    control->state = context_delegating;
    return context_switch(control, context_yielded, payload);
}
