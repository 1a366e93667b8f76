// See slots.h.
//
// The notes are a list that only grows at its head, by one store. So a signal handler may go through it at any moment.

#include "slots.h"

#include <stdlib.h>

struct note {
    uintptr_t first, size;
    size_t class;
    struct note *next;
};

static struct note *notes;

void context_note_slots(const char *first, size_t size, size_t class)
{
    struct note *note = malloc(sizeof *note);
    if (!note)
        return;
    *note = (struct note){(uintptr_t)first, size, class, __atomic_load_n(&notes, __ATOMIC_ACQUIRE)};
    while (!__atomic_compare_exchange_n(&notes, &note->next, note, true, __ATOMIC_RELEASE, __ATOMIC_ACQUIRE)) {}
}

struct context_control *context_find_guarded(uintptr_t address)
{
    for (struct note *note = __atomic_load_n(&notes, __ATOMIC_ACQUIRE); note; note = note->next)
        if (address - note->first < note->size)
            return context_guarded_by(address, note->class);
    return NULL;
}
