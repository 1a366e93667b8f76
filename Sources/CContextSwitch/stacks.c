// Stacks: carved out of large mappings, each with a guard below it, pooled by thread.
//
// Every stack lives in a slot whose size is a power of two, 64 slots to a mapping. A slot is never unmapped, so a
// control block can always be read. Three places keep free stacks:
//
//   - this thread's pool, a linked list through the control blocks: taking and giving costs a few instructions;
//   - the shared pool: what threads had when they ended;
//   - the cold pool: stacks beyond the watermark, whose memory went back to the system. Only their addresses are kept,
//     outside of them, since a link in the stack itself would cost a page.
//
// The guard is made by MADV_GUARD_INSTALL where the kernel has it (Linux 6.13): it splits no mapping. Elsewhere by
// mprotect, which costs two of the kernel's mappings a stack. Without a guard no stack is handed out.
//
// swiftc moves the stack pointer by a whole frame without touching what lies between, so a frame that is larger than the
// guard can leap over it into the neighbour's slot. Hence the guard is a quarter of the slot, 64 KiB at most: address
// space, not memory. Frames that are larger still are not caught.

#include "accesses.h"
#include "context_entry.h"
#include "ownership.h"
#include "reserve.h"
#include "resume.h"
#include "sanitizers.h"
#include "slots.h"
#include "thread_end.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__linux__) && !defined(MADV_GUARD_INSTALL)
#define MADV_GUARD_INSTALL 102
#endif

enum {
    smallest_class = 14,   // 16 KiB
    largest_class = 40,    // 1 TiB: more is an arithmetic mistake
    class_count = largest_class + 1,
    slots_per_mapping = 64,
    watermark = 256,       // warm stacks that a thread keeps of each size
    control_room = 384,    // bytes for the control block
    largest_guard = 64 * 1024, // bytes

    place_step = 64,       // bytes between the places where control blocks may lie: a cache line
    places = 40,           // how many such places there are, so that a few frames still lie on the same page
};

struct pool {
    struct context_control *first;
    size_t count;
    size_t most; // how many a thread keeps: none before it is sure to give them to others at its end
};

/// What the threads share, under `lock`.
struct shared_class {
    struct pool ended;           // of threads that ended
    struct context_control **cold;
    size_t cold_count, cold_capacity;
    char *mapping;               // the newest mapping, and how many of its slots are taken
    size_t taken;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct shared_class shared[class_count];
static atomic_size_t stack_count;
static atomic_uintptr_t identity_blocks;

static _Thread_local struct pool pools[class_count];
static _Thread_local uintptr_t next_identity, identity_end;
static size_t page_size;

void context_end_thread_stacks(void)
{
    pthread_mutex_lock(&lock);
    for (int class = 0; class < class_count; class++) {
        while (pools[class].first) {
            struct context_control *control = pools[class].first;
            pools[class].first = control->next;
            control->next = shared[class].ended.first;
            shared[class].ended.first = control;
            shared[class].ended.count++;
        }
        pools[class].count = pools[class].most = 0;
    }
    pthread_mutex_unlock(&lock);
}

/// Identities are handed to threads in blocks, so that taking one is an addition; 64 bits never run out.
static uintptr_t new_identity(void)
{
    if (next_identity == identity_end) {
        uintptr_t block = atomic_fetch_add_explicit(&identity_blocks, 1, memory_order_relaxed);
        next_identity = (block << 24) + 1;
        identity_end = (block + 1) << 24;
    }
    return next_identity++;
}

/// Bytes at the low end of a slot that are inaccessible.
static size_t guard_size(size_t class)
{
    size_t size = (size_t)1 << class >> 2;
    if (size > largest_guard)
        size = largest_guard;
    return size < page_size ? page_size : size;
}

/// Makes the low end of a slot inaccessible. 0, or the reason why not.
static int install_guard(char *slot, size_t class)
{
    size_t size = guard_size(class);
#ifdef MADV_GUARD_INSTALL
    if (madvise(slot, size, MADV_GUARD_INSTALL) == 0)
        return 0;
#endif
    if (!context_hold_reserve())
        return context_out_of_maps;
    if (mprotect(slot, size, PROT_NONE) == 0)
        return 0;
    context_release_reserve();
    return errno == ENOMEM ? context_out_of_maps : context_out_of_memory;
}

/// Bytes at the top of a slot that are kept for the control block and its places.
enum { placement_room = control_room + place_step * (places - 1) };

/// Why there was no mapping. The kernel says the same of both; where there is not even room for a page it is their number.
static int reason_of_mmap(void)
{
    char *page = mmap(NULL, page_size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED)
        return context_out_of_maps;
    munmap(page, page_size);
    return context_out_of_memory;
}

/// The control block of a slot. Slots differ in where it lies: else all control blocks, and the frames below them,
/// would compete for the same few sets of the processor's caches.
static struct context_control *control_of(char *slot, size_t class)
{
    size_t place = ((uintptr_t)slot >> class) % places;
    return (struct context_control *)(slot + ((size_t)1 << class) - control_room - place_step * place);
}

struct context_control *context_guarded_by(uintptr_t address, size_t class)
{
    char *slot = (char *)(address >> class << class);
    return address - (uintptr_t)slot < guard_size(class) ? control_of(slot, class) : NULL;
}

static char *low_of(struct context_control *control)
{
    size_t class = control->size_class;
    return (char *)((uintptr_t)control >> class << class) + guard_size(class);
}

/// A stack that was never used before, or whose memory had gone back. Under `lock`.
static struct context_control *new_stack(size_t class, enum context_failure *failure)
{
    struct shared_class *mine = &shared[class];
    if (mine->cold_count)
        return mine->cold[--mine->cold_count];
    size_t size = (size_t)1 << class;
    if (!mine->mapping || mine->taken == slots_per_mapping) {
        // One slot more than needed: slots are aligned to their size.
        char *mapping = mmap(NULL, size * (slots_per_mapping + 1), PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (mapping == MAP_FAILED) {
            *failure = (enum context_failure)reason_of_mmap();
            context_release_reserve();
            return NULL;
        }
#ifdef MADV_NOHUGEPAGE
        madvise(mapping, size * (slots_per_mapping + 1), MADV_NOHUGEPAGE); // a huge page would make each stack 2 MiB
#endif
        mine->mapping = (char *)(((uintptr_t)mapping + size - 1) & ~(size - 1));
        mine->taken = 0;
        context_note_slots(mine->mapping, size * slots_per_mapping, class);
    }
    char *slot = mine->mapping + mine->taken * size;
    int reason = install_guard(slot, class);
    if (reason) {
        *failure = (enum context_failure)reason;
        return NULL;
    }
    mine->taken++;
    atomic_fetch_add_explicit(&stack_count, 1, memory_order_relaxed);
    return control_of(slot, class);
}

static struct context_control *take_shared(size_t class, enum context_failure *failure)
{
    context_register_thread();
    pthread_mutex_lock(&lock);
    struct context_control *control = shared[class].ended.first;
    if (control) {
        shared[class].ended.first = control->next;
        shared[class].ended.count--;
    } else {
        control = new_stack(class, failure);
    }
    pthread_mutex_unlock(&lock);
    return control;
}

/// Gives a stack's memory back to the system and remembers only where it is.
static __attribute__((noinline)) void cool_down(struct context_control *control)
{
    size_t class = control->size_class;
    char *low = low_of(control);
    size_t size = ((size_t)1 << class) - guard_size(class);
    pthread_mutex_lock(&lock);
    struct shared_class *mine = &shared[class];
    if (mine->cold_count == mine->cold_capacity) {
        size_t capacity = mine->cold_capacity ? mine->cold_capacity * 2 : 1024;
        void *cold = realloc(mine->cold, capacity * sizeof *mine->cold);
        if (!cold) { // then it stays warm
            control->next = mine->ended.first;
            mine->ended.first = control;
            mine->ended.count++;
            pthread_mutex_unlock(&lock);
            return;
        }
        mine->cold = cold;
        mine->cold_capacity = capacity;
    }
    madvise(low, size, MADV_DONTNEED);
    mine->cold[mine->cold_count++] = control;
    pthread_mutex_unlock(&lock);
}

static size_t usable_size(size_t class)
{
    return ((size_t)1 << class) - guard_size(class) - placement_room;
}

static size_t class_for(size_t stack_size)
{
    for (size_t class = smallest_class; class < class_count; class++)
        if (stack_size <= usable_size(class))
            return class;
    return class_count;
}

_Static_assert(sizeof(struct context_control) <= control_room, "a control block fits its room");

/// The size class of a stack of the default size that has room for a small result.
static size_t default_class;

enum { small_result = 256 }; // bytes

__attribute__((constructor)) static void prepare_process(void)
{
    page_size = (size_t)sysconf(_SC_PAGESIZE);
    default_class = class_for(context_default_stack_size() + small_result);
}

static __attribute__((noinline)) size_t class_with_result(size_t stack_size, size_t result_size, size_t result_alignment)
{
    if (stack_size == 0)
        stack_size = context_default_stack_size();
    if (stack_size > (size_t)1 << largest_class || result_size > (size_t)1 << largest_class)
        return class_count;
    return class_for(stack_size + result_size + result_alignment);
}

/// A stack that is not in this thread's pool.
static __attribute__((noinline)) struct context_creation take_other(size_t class)
{
    struct context_creation creation = {NULL, context_out_of_memory};
    if (class >= class_count)
        return creation;
    creation.control = take_shared(class, &creation.failure);
    if (creation.control) {
        creation.control->size_class = class;
        creation.control->stack_size = (size_t)((char *)creation.control - low_of(creation.control));
    }
    return creation;
}

struct context_creation context_create(
    size_t stack_size, size_t result_size, size_t result_alignment,
    context_entry entry, void *argument, struct context_handle *handle)
{
    size_t class = default_class;
    if (stack_size || result_size + result_alignment > small_result)
        class = class_with_result(stack_size, result_size, result_alignment);
    struct context_creation creation = {class < class_count ? pools[class].first : NULL, context_out_of_memory};
    if (creation.control) {
        pools[class].first = creation.control->next;
        pools[class].count--;
    } else {
        creation = take_other(class);
        if (!creation.control)
            return creation;
    }
    struct context_control *control = creation.control;
#if CONTEXT_ADDRESS_SANITIZER
    __asan_unpoison_memory_region(low_of(control), control->stack_size);
#endif
    uintptr_t mask = (result_alignment < 16 ? 16 : result_alignment) - 1;
    char *result = (char *)(((uintptr_t)control - result_size) & ~mask);
    control->result = result;
    control->entry = entry;
    control->argument = argument;
    uintptr_t identity = new_identity();
    __atomic_store_n(&control->owner, context_new_owner(), __ATOMIC_RELAXED);
    control->identity = identity;
    control->delegators = context_no_delegators(identity);
    control->accepts_throw = false;
    control->yield_file = NULL;
    void **word = context_access_word(); // which may find that each switch needs telling
    control->open_accesses = context_needs_telling() ? &context_telling : word;
    control->base_access = NULL;
    context_hold_new(control);
    control->state = context_suspended;
    control->target = &handle->target;
    control->aim = handle->target = control;
    context_tell_of_birth(control);
    context_prepare(control, result);
    return creation;
}

/// Whether this thread may keep one stack more, which has kept none yet or many.
static __attribute__((noinline)) bool may_keep(struct pool *pool)
{
    if (pool->most || !context_register_thread())
        return false;
    pool->most = watermark;
    return true;
}

void context_destroy(struct context_control *control)
{
    control->state = context_idle;
    control->identity = 0;
    if (control->watchers)
        context_scatter_watchers(control);
    context_release_ended(control);
    context_tell_of_death(control);
    struct pool *pool = &pools[control->size_class];
    if (pool->count >= pool->most && !may_keep(pool)) {
        cool_down(control);
        return;
    }
    control->next = pool->first;
    pool->first = control;
    pool->count++;
}

void context_abandon(struct context_control *control)
{
    context_unwatch(control);
    control->state = context_idle;
    control->identity = 0;
    context_scatter_watchers(control);
}

size_t context_default_stack_size(void)
{
#if defined(__OPTIMIZE__) && !CONTEXT_ADDRESS_SANITIZER
    return 184 * 1024;
#else
    return 952 * 1024;
#endif
}

size_t context_stack_count(void)
{
    return atomic_load_explicit(&stack_count, memory_order_relaxed);
}
