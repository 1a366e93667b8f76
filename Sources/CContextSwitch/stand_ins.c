// See stand_ins.h.

#if defined(__linux__)
#define _GNU_SOURCE
#endif

#include "stand_ins.h"
#include "accesses.h"
#include "thread_end.h"

#include <pthread.h>
#include <sys/mman.h>

// The runtime's, where the program has tasks.
extern void *swift_task_getCurrent(void) __attribute__((weak));

/// Who needs it. Changed by an exchange where the other side may change it, too.
enum need {
    is_standing = 0,
    is_idle = 1,     // the body went on
    is_orphaned = 2, // the thread that had it in its list has ended
};

struct stand_in {
    struct context_access access;
    struct stand_in *next; // of the same body, or the next free one
    void *task;            // whose part of the list it is in
    int need;
};

enum { room = 64 << 20 }; // bytes of address space: more stand-ins than a process has suspended bodies

static char nothing; // the variable that nobody accesses

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char *reservation;
static size_t taken; // bytes
static struct stand_in *first_free;

bool context_is_stand_in(const struct context_access *access)
{
    char *begin = __atomic_load_n(&reservation, __ATOMIC_RELAXED);
    return begin && (uintptr_t)access - (uintptr_t)begin < room;
}

/// Without memory there is none, and the access is simply not seen.
static struct stand_in *new_stand_in(void)
{
    pthread_mutex_lock(&lock);
    struct stand_in *stand_in = first_free;
    if (stand_in) {
        first_free = stand_in->next;
    } else {
        if (!reservation) {
            char *new = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
            if (new != MAP_FAILED)
                __atomic_store_n(&reservation, new, __ATOMIC_RELAXED);
        }
        if (reservation && room - taken >= sizeof *stand_in) {
            stand_in = (struct stand_in *)(reservation + taken);
            taken += sizeof *stand_in;
        }
    }
    pthread_mutex_unlock(&lock);
    return stand_in;
}

static void give_back(struct stand_in *stand_in)
{
    pthread_mutex_lock(&lock);
    stand_in->next = first_free;
    first_free = stand_in;
    pthread_mutex_unlock(&lock);
}

static void *current_task(void) { return swift_task_getCurrent ? swift_task_getCurrent() : NULL; }

static bool is_idle_stand_in(const struct context_access *access)
{
    return context_is_stand_in(access)
        && __atomic_load_n(&((const struct stand_in *)access)->need, __ATOMIC_ACQUIRE) == is_idle;
}

bool context_take_out_idle(void **word, struct context_access *before)
{
    struct context_access *access = before ? context_access_after(before) : *word;
    if (!is_idle_stand_in(access))
        return false;
    context_access_follow(word, before, context_access_after(access));
    give_back((struct stand_in *)access);
    return true;
}

/// Lets a stand-in of this thread's list, new or idle, stand for an access of `control`.
static void employ(struct stand_in *stand_in, const struct context_access *access, struct context_control *control)
{
    uintptr_t link = stand_in->access.link & ~(uintptr_t)context_access_writes;
    stand_in->access = (struct context_access){
        access->variable, access->place, link | (access->link & context_access_writes)};
    stand_in->next = control->stand_ins;
    control->stand_ins = stand_in;
    __atomic_store_n(&stand_in->need, is_standing, __ATOMIC_RELAXED);
}

void context_put_stand_ins(struct context_control *control, void **word, struct context_access *first)
{
    context_register_thread();
    struct context_access *idle = *word;
    for (struct context_access *access = first; access; access = context_access_after(access)) {
        while (idle && !is_idle_stand_in(idle))
            idle = context_access_after(idle);
        struct stand_in *stand_in = (struct stand_in *)idle;
        if (!stand_in) {
            stand_in = new_stand_in();
            if (!stand_in)
                return;
            stand_in->task = current_task();
            stand_in->access.link = (uintptr_t)*word;
            *word = stand_in;
        }
        employ(stand_in, access, control);
    }
}

#if defined(__linux__)
/// Whether the caller stands on the stack that its thread was started with.
static bool is_on_own_stack(void)
{
    static _Thread_local uintptr_t low, high;
    if (!high) {
        pthread_attr_t attributes;
        void *address;
        size_t size;
        if (pthread_getattr_np(pthread_self(), &attributes))
            return false;
        if (!pthread_attr_getstack(&attributes, &address, &size)) {
            low = (uintptr_t)address;
            high = low + size;
        }
        pthread_attr_destroy(&attributes);
    }
    uintptr_t here = context_stack_pointer();
    return here >= low && here < high;
}
#else
static bool is_on_own_stack(void) { return false; }
#endif

void context_take_out_idle_ones(void **word)
{
    struct context_access *before = NULL;
    void *task = NULL;
    bool is_known = false;
    for (struct context_access *access = *word; access;) {
        struct context_access *after = context_access_after(access);
        if (is_idle_stand_in(access) && !is_known) {
            if (!is_on_own_stack())
                return;
            task = current_task();
            is_known = true;
        }
        bool is_own = is_known && context_is_stand_in(access) && ((struct stand_in *)access)->task == task;
        if (!is_own || !context_take_out_idle(word, before))
            before = access;
        access = after;
    }
}

void context_dismiss_stand_ins(struct context_control *control)
{
    for (struct stand_in *next, *stand_in = control->stand_ins; stand_in; stand_in = next) {
        next = stand_in->next;
        __atomic_store_n(&stand_in->access.variable, &nothing, __ATOMIC_RELAXED);
        if (__atomic_exchange_n(&stand_in->need, is_idle, __ATOMIC_ACQ_REL) == is_orphaned)
            give_back(stand_in);
    }
    control->stand_ins = NULL;
}

void context_end_thread_accesses(void)
{
    void **word = context_access_word();
    struct context_access *access = *word;
    *word = NULL;
    while (access) {
        struct context_access *after = context_access_after(access);
        struct stand_in *stand_in = (struct stand_in *)access;
        if (context_is_stand_in(access)
            && __atomic_exchange_n(&stand_in->need, is_orphaned, __ATOMIC_ACQ_REL) == is_idle)
            give_back(stand_in);
        access = after;
    }
}
