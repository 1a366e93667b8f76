// Which memory is stacks: for one who has nothing but an address.

#ifndef CONTEXT_SLOTS_H
#define CONTEXT_SLOTS_H

#include "context_switch.h"

/// Notes that `size` bytes from `first` on are slots of 2^class bytes each, for ever. Without memory for the note
/// the slots are not found, and work.
void context_note_slots(const char *_Nonnull first, size_t size, size_t class);

/// The control block of the stack in whose guard an address lies, or null. May be asked in a signal handler.
struct context_control *_Nullable context_find_guarded(uintptr_t address);

/// The same where it is known that the address lies in a slot of that class. In stacks.c.
struct context_control *_Nullable context_guarded_by(uintptr_t address, size_t class);

#endif
