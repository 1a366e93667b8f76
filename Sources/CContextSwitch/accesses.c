// See accesses.h.

#if defined(__linux__)
#define _GNU_SOURCE
#include <link.h>
#endif

#include "accesses.h"
#include "stand_ins.h"
#include "thread_end.h"

// The runtime's, where the program has one.
extern void swift_beginAccess(void *pointer, void *buffer, uintptr_t flags, void *pc) __attribute__((weak));
extern void swift_endAccess(void *buffer) __attribute__((weak));
extern void swift_task_enterThreadLocalContext(char *state) __attribute__((weak));
extern void swift_task_exitThreadLocalContext(char *state) __attribute__((weak));

enum { access_is_tracked = 0x20 };

static _Thread_local void *no_accesses; // what stands for the word where there is none to be found
_Thread_local void **context_known_access_word;
bool context_access_hooks_are_used;

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
    struct context_access outer = {0}, inner = {0};
    if (!swift_beginAccess || !swift_endAccess)
        return NULL;
    swift_beginAccess(&variables[0], &outer, context_access_writes | access_is_tracked, NULL);
    swift_beginAccess(&variables[1], &inner, context_access_writes | access_is_tracked, NULL);
    struct search search = {&inner, NULL};
    // That the second entry links to the first shows that entries are what this file takes them for.
    if (context_access_after(&inner) == &outer)
        dl_iterate_phdr(search_module, &search);
    swift_endAccess(&inner);
    bool is_list = search.found && *search.found == &outer;
    swift_endAccess(&outer);
    return is_list ? search.found : NULL;
}
#else
static void **find_word(void) { return NULL; }
#endif

void **context_find_access_word(void)
{
    void **word = find_word();
    if (!word) {
        // A program without the runtime has no accesses.
        if (swift_task_enterThreadLocalContext && swift_task_exitThreadLocalContext)
            __atomic_store_n(&context_access_hooks_are_used, true, __ATOMIC_RELAXED);
        word = &no_accesses;
    }
    context_known_access_word = word;
    // A thread's first resume, which may be of a body that another one has started: a fault of it is told of here, too.
    context_register_thread();
    return word;
}

/// Stops the program, with the runtime's own sentence, where this thread has an access open that conflicts with one of a
/// body's. On the thread that resumed the body last its stand-ins have seen to that, on another one nobody has.
static void refuse_conflicts(const struct context_access *access)
{
    for (; access; access = context_access_after(access)) {
        struct context_access probe = {0};
        uintptr_t flags = (access->link & context_access_writes) | access_is_tracked;
        swift_beginAccess(access->variable, &probe, flags, access->place);
        swift_endAccess(&probe);
    }
}

void context_attach_accesses(struct context_control *control)
{
    void **word = context_access_word();
    if (context_uses_access_hooks())
        swift_task_enterThreadLocalContext((char *)control->access_context);
    if (control->stand_ins)
        context_dismiss_stand_ins(control);
    context_take_out_idle_ones(word);
    control->open_accesses = word;
    control->base_access = *word;
    if (!control->first_access)
        return;
    if (*word)
        refuse_conflicts(control->first_access);
    context_access_follow(word, control->last_access, *word);
    *word = control->first_access;
    control->first_access = NULL;
}

bool context_detach_accesses(struct context_control *control)
{
    if (context_uses_access_hooks())
        return false;
    void **word = context_access_word();
    void *first = NULL;
    struct context_access *last = NULL, *before = NULL;
    for (struct context_access *access = *word; access && access != control->base_access;) {
        struct context_access *after = context_access_after(access);
        if (!context_is_stand_in(access)) {
            context_access_follow(word, before, after);
            context_access_follow(&first, last, access);
            last = access;
        } else if (!context_take_out_idle(word, before)) {
            before = access; // of a body that this one has resumed
        }
        access = after;
    }
    if (!first)
        return false;
    context_access_follow(&first, last, NULL);
    context_put_stand_ins(control, word, first);
    control->first_access = first;
    control->last_access = last;
    return true;
}

void context_leave_accesses(struct context_control *control)
{
    if (context_uses_access_hooks())
        swift_task_exitThreadLocalContext((char *)control->access_context);
}
