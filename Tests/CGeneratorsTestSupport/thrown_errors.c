#include "thrown_errors.h"

#include <stddef.h>

/// The runtime's: what it calls with each error before that is thrown; NULL for nothing.
extern _Atomic(void *) _swift_willThrow __attribute__((weak));

void stop_noting_thrown_errors(void)
{
    if (&_swift_willThrow)
        _swift_willThrow = NULL;
}
