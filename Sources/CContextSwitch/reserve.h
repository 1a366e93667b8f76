// Mappings kept back for the time when the kernel gives no more.
//
// Without MADV_GUARD_INSTALL every stack costs the process two mappings, and vm.max_map_count ends that. At the limit it is
// not only the next stack that is refused: the allocator's next request for memory is, too, and with it the program would
// end before it has read the error. So a few mappings are held that nobody needs, and are let go at the first refusal.
// Until they can be had again there is no further stack.

#ifndef CONTEXT_RESERVE_H
#define CONTEXT_RESERVE_H

#include <stdbool.h>

/// Takes mappings out of the kernel's limit, where they are not held already. False where it has no more.
bool context_hold_reserve(void);

/// Lets the mappings go, for the rest of the program.
void context_release_reserve(void);

#endif
