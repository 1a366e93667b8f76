// What the sanitizers have to be told of every switch: which stack is the current one.
//
// In a build with a sanitizer `CONTEXT_IS_WATCHED` is 1 and every resume and every yield takes the long way through the
// functions of this room, which tell. In all other builds what stands here is empty. Source: sanitizer/common_interface_defs.h
// and sanitizer/tsan_interface.h of compiler-rt.

#ifndef CONTEXT_SANITIZERS_H
#define CONTEXT_SANITIZERS_H

#include "context_switch.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CONTEXT_ADDRESS_SANITIZER 1
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#include <sanitizer/lsan_interface.h>
#endif
#if __has_feature(thread_sanitizer)
#define CONTEXT_THREAD_SANITIZER 1
#include <sanitizer/tsan_interface.h>
#endif
#endif

#if CONTEXT_ADDRESS_SANITIZER || CONTEXT_THREAD_SANITIZER
#define CONTEXT_IS_WATCHED 1
#else
#define CONTEXT_IS_WATCHED 0
#endif

// The functions that switch must not be instrumented: they begin on one stack and end on another.
#define CONTEXT_UNWATCHED __attribute__((no_sanitize("address", "thread"), noinline))

static inline void context_tell_of_birth(struct context_control *_Nonnull control)
{
#if CONTEXT_THREAD_SANITIZER
    control->fiber = __tsan_create_fiber(0);
#elif CONTEXT_ADDRESS_SANITIZER
    // What the frames of a waiting body hold is not lost. This also holds for a body that was given up.
    __lsan_register_root_region((char *)control - control->stack_size, control->stack_size);
#endif
    control->fake_stack = NULL;
}

static inline void context_tell_of_death(struct context_control *_Nonnull control)
{
#if CONTEXT_THREAD_SANITIZER
    __tsan_destroy_fiber(control->fiber);
#elif CONTEXT_ADDRESS_SANITIZER
    __lsan_unregister_root_region((char *)control - control->stack_size, control->stack_size);
#endif
    (void)control;
}

/// On the resumer's stack, before the body is entered. Gives what `context_tell_of_return` wants.
__attribute__((always_inline)) static inline void *_Nullable context_tell_of_entry(struct context_control *_Nonnull body)
{
    void *fake_stack = NULL;
#if CONTEXT_ADDRESS_SANITIZER
    __sanitizer_start_switch_fiber(&fake_stack, (char *)body - body->stack_size, body->stack_size);
#elif CONTEXT_THREAD_SANITIZER
    body->resumer_fiber = __tsan_get_current_fiber();
    __tsan_switch_to_fiber(body->fiber, 0);
#endif
    (void)body;
    return fake_stack;
}

/// On the resumer's stack, after it was switched back to.
__attribute__((always_inline)) static inline void context_tell_of_return(void *_Nullable fake_stack)
{
#if CONTEXT_ADDRESS_SANITIZER
    __sanitizer_finish_switch_fiber(fake_stack, NULL, NULL);
#endif
    (void)fake_stack;
}

/// On the body's stack, after it was entered.
__attribute__((always_inline)) static inline void context_tell_of_arrival(struct context_control *_Nonnull body)
{
#if CONTEXT_ADDRESS_SANITIZER
    __sanitizer_finish_switch_fiber(body->fake_stack, &body->resumer_low, &body->resumer_size);
#endif
    (void)body;
}

/// On the body's stack, before it is left; for good where `is_end`.
__attribute__((always_inline)) static inline void context_tell_of_leave(struct context_control *_Nonnull body, bool is_end)
{
#if CONTEXT_ADDRESS_SANITIZER
    __sanitizer_start_switch_fiber(is_end ? NULL : &body->fake_stack, body->resumer_low, body->resumer_size);
#elif CONTEXT_THREAD_SANITIZER
    __tsan_switch_to_fiber(body->resumer_fiber, 0);
#endif
    (void)body;
    (void)is_end;
}

#endif
