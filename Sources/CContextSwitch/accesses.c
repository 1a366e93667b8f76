// See accesses.h.

#if defined(__linux__)
#define _GNU_SOURCE
#include <link.h>
#endif

#include "accesses.h"
#include "thread_end.h"

#include <stdlib.h>

// The runtime's, where the program has one.
extern void swift_beginAccess(void *pointer, void *buffer, uintptr_t flags, void *pc) __attribute__((weak));
extern void swift_endAccess(void *buffer) __attribute__((weak));
extern void swift_task_enterThreadLocalContext(char *state) __attribute__((weak));
extern void swift_task_exitThreadLocalContext(char *state) __attribute__((weak));

/// An entry of the list. The lowest bit of the link says whether the access writes.
struct access {
    void *variable;
    void *place;
    uintptr_t link;
};

enum { access_writes = 1, access_is_tracked = 0x20 };

static _Thread_local void *no_accesses; // what stands for the word where there is none to be found
static _Thread_local void **word;
static bool uses_hooks;

#if defined(__linux__)
struct search {
    void *wanted;
    void **found;
};

/// Looks at the calling thread's variables of one module.
static int search_module(struct dl_phdr_info *info, size_t size, void *data)
{
    (void)size;
    struct search *search = data;
    for (size_t n = 0; n < info->dlpi_phnum && info->dlpi_tls_data; n++) {
        if (info->dlpi_phdr[n].p_type != PT_TLS)
            continue;
        void **words = info->dlpi_tls_data;
        for (size_t index = 0; index < info->dlpi_phdr[n].p_memsz / sizeof *words; index++) {
            if (words[index] != search->wanted)
                continue;
            search->found = &words[index];
            return 1;
        }
    }
    return 0;
}

static void **find_word(void)
{
    int variables[2];
    struct access outer = {0}, inner = {0};
    if (!swift_beginAccess || !swift_endAccess)
        return NULL;
    swift_beginAccess(&variables[0], &outer, access_writes | access_is_tracked, NULL);
    swift_beginAccess(&variables[1], &inner, access_writes | access_is_tracked, NULL);
    struct search search = {&inner, NULL};
    // That the second entry links to the first shows that entries are what this file takes them for.
    if ((inner.link & ~(uintptr_t)access_writes) == (uintptr_t)&outer)
        dl_iterate_phdr(search_module, &search);
    swift_endAccess(&inner);
    bool is_list = search.found && *search.found == &outer;
    swift_endAccess(&outer);
    return is_list ? search.found : NULL;
}
#else
static void **find_word(void) { return NULL; }
#endif

void **context_access_word(void)
{
    if (word)
        return word;
    word = find_word();
    if (!word) {
        // A program without the runtime has no accesses.
        if (swift_task_enterThreadLocalContext && swift_task_exitThreadLocalContext)
            __atomic_store_n(&uses_hooks, true, __ATOMIC_RELAXED);
        word = &no_accesses;
    }
    return word;
}

bool context_uses_access_hooks(void) { return __atomic_load_n(&uses_hooks, __ATOMIC_RELAXED); }

/// What is in a thread's list in the place of an access of a waiting body.
struct stand_in {
    struct access access;
    struct stand_in *next_of_thread, *next_of_body;
    int parting; // an enum parting, changed by an exchange: the thread and the body part with it independently
};

enum parting { not_parted = 0, body_parted = 1, thread_parted = 2 };

static _Thread_local struct stand_in *stand_ins;
static char nothing; // the variable that nobody accesses

static void *link_of(const struct access *access) { return (void *)(access->link & ~(uintptr_t)access_writes); }

static void set_link(struct access *access, const void *target)
{
    access->link = (uintptr_t)target | (access->link & access_writes);
}

/// Takes an entry out of this thread's list, if it is there.
static void take_out(void **word, const struct access *entry)
{
    if (*word == entry) {
        *word = link_of(entry);
        return;
    }
    for (struct access *before = *word; before; before = link_of(before)) {
        if (link_of(before) != entry)
            continue;
        set_link(before, link_of(entry));
        return;
    }
}

/// Takes out those of this thread's stand-ins that stand for nothing any more.
static void sweep(void **word)
{
    for (struct stand_in **link = &stand_ins; *link;) {
        struct stand_in *stand_in = *link;
        if (__atomic_load_n(&stand_in->parting, __ATOMIC_ACQUIRE) != body_parted) {
            link = &stand_in->next_of_thread;
            continue;
        }
        take_out(word, &stand_in->access);
        *link = stand_in->next_of_thread;
        free(stand_in);
    }
}

/// The body's side parts with its stand-ins, from whatever thread.
static void part_with_stand_ins(struct context_control *control)
{
    for (struct stand_in *next, *stand_in = control->stand_ins; stand_in; stand_in = next) {
        next = stand_in->next_of_body;
        __atomic_store_n(&stand_in->access.variable, &nothing, __ATOMIC_RELAXED);
        if (__atomic_exchange_n(&stand_in->parting, body_parted, __ATOMIC_ACQ_REL) == thread_parted)
            free(stand_in);
    }
    control->stand_ins = NULL;
}

void context_end_thread_accesses(void)
{
    for (struct stand_in *next, *stand_in = stand_ins; stand_in; stand_in = next) {
        next = stand_in->next_of_thread;
        if (__atomic_exchange_n(&stand_in->parting, thread_parted, __ATOMIC_ACQ_REL) == body_parted)
            free(stand_in);
    }
    stand_ins = NULL;
}

/// Puts a stand-in before the entries of this thread; without memory for it the access is simply not seen.
static void stand_in_for(const struct access *access, struct context_control *control, void **word)
{
    struct stand_in *stand_in = malloc(sizeof *stand_in);
    if (!stand_in)
        return;
    *stand_in = (struct stand_in){.access = *access, .next_of_thread = stand_ins, .next_of_body = control->stand_ins};
    set_link(&stand_in->access, *word);
    *word = stand_in;
    stand_ins = stand_in;
    context_register_thread();
    control->stand_ins = stand_in;
}

void context_attach_accesses(struct context_control *control)
{
    void **word = context_access_word();
    if (context_uses_access_hooks())
        swift_task_enterThreadLocalContext((char *)control->access_context);
    if (control->stand_ins)
        part_with_stand_ins(control);
    if (stand_ins)
        sweep(word);
    control->open_accesses = word;
    control->base_access = *word;
    if (!control->first_access)
        return;
    set_link(control->last_access, *word);
    *word = control->first_access;
    control->first_access = NULL;
}

bool context_detach_accesses(struct context_control *control)
{
    void **word = context_access_word();
    struct access *first = *word;
    if (context_uses_access_hooks() || first == control->base_access)
        return false;
    struct access *last = first;
    while (link_of(last) && link_of(last) != control->base_access)
        last = link_of(last);
    *word = link_of(last);
    for (struct access *access = first;; access = link_of(access)) {
        stand_in_for(access, control, word);
        if (access == last)
            break;
    }
    control->first_access = first;
    control->last_access = last;
    return true;
}

void context_leave_accesses(struct context_control *control)
{
    if (context_uses_access_hooks())
        swift_task_exitThreadLocalContext((char *)control->access_context);
}
