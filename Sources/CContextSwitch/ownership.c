// See ownership.h.

#include "ownership.h"

#if defined(__linux__)
#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>

bool context_have_barrier;

__attribute__((constructor)) static void register_barrier(void)
{
    context_have_barrier = syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;
}

static void barrier_in_all_threads(void)
{
    // Only a process that was forked may have to register again.
    if (syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0) == 0)
        return;
    register_barrier();
    syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0);
}
#else
bool context_have_barrier;

static void barrier_in_all_threads(void) {}
#endif

void context_own(struct context_control *control)
{
    control->owner = context_new_owner();
    control->gate = context_apart;
}

/// The owner was deposed when it had just passed the gate. The gate means nothing any more, but must not look passed.
void context_give_way(struct context_control *body)
{
    __atomic_store_n(&body->gate, context_apart, __ATOMIC_RELEASE);
}

static bool hold_as_owner(struct context_control *control, uintptr_t me)
{
    if (__atomic_load_n(&control->gate, __ATOMIC_RELAXED) == context_passed)
        return false;
    __atomic_store_n(&control->gate, context_passed, __ATOMIC_RELAXED);
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    if (__atomic_load_n(&control->owner, __ATOMIC_ACQUIRE) == me)
        return true;
    context_give_way(control);
    return false;
}

static bool hold_by_asking(struct context_control *control)
{
    uintptr_t nobody = 0;
    if (!__atomic_compare_exchange_n(
            &control->shared_hold, &nobody, context_thread(), false, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED))
        return false;
    // The owner may have resumed it before it was deposed.
    if (__atomic_load_n(&control->gate, __ATOMIC_ACQUIRE) != context_passed)
        return true;
    __atomic_store_n(&control->shared_hold, 0, __ATOMIC_RELEASE);
    return false;
}

/// Takes the ownership from a thread, unless it went to another body's meanwhile.
static void depose(struct context_control *control, uintptr_t owner)
{
    uintptr_t expected = owner;
    uintptr_t being_deposed = (owner & ~(uintptr_t)context_deposal) | context_being_deposed;
    if (owner != being_deposed
        && !__atomic_compare_exchange_n(
            &control->owner, &expected, being_deposed, false, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED))
        return;
    barrier_in_all_threads();
    expected = being_deposed;
    uintptr_t deposed = being_deposed ^ context_deposal;
    __atomic_compare_exchange_n(&control->owner, &expected, deposed, false, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED);
}

bool context_hold(struct context_control *control)
{
    if (__atomic_load_n(&control->state, __ATOMIC_RELAXED) == context_idle)
        return false;
    uintptr_t me = context_thread(), owner = __atomic_load_n(&control->owner, __ATOMIC_RELAXED);
    if (owner == me && hold_as_owner(control, me))
        return true;
    while ((owner = __atomic_load_n(&control->owner, __ATOMIC_ACQUIRE)) && !(owner & context_deposed)) {
        if (owner == me)
            return false;
        depose(control, owner);
    }
    return hold_by_asking(control);
}

void context_release(struct context_control *control)
{
    uintptr_t me = context_thread();
    if (__atomic_load_n(&control->shared_hold, __ATOMIC_RELAXED) == me) {
        __atomic_store_n(&control->shared_hold, 0, __ATOMIC_RELEASE);
        return;
    }
    uintptr_t owner = __atomic_load_n(&control->owner, __ATOMIC_RELAXED);
    if ((owner & ~(uintptr_t)context_deposal) != me)
        return; // the memory of an ended body that was asked for went back to the system meanwhile
    control->base_access = NULL; // as it is at each resume by the short way
    uintptr_t gate = control->state == context_suspended ? owner : context_apart;
    __atomic_store_n(&control->gate, gate, __ATOMIC_RELEASE);
}
