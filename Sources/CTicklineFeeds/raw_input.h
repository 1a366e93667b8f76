// The bytes of a descriptor in a buffer, for those that unpack them.

#ifndef RAW_INPUT_H
#define RAW_INPUT_H

#include "byte_source.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct raw_input {
    int descriptor;
    bool can_wait;
    atomic_bool stops;
    size_t start, end; // of what is in the buffer and not used
    _Alignas(64) uint8_t buffer[byte_start_room]; // see read_ahead.h
};

/// Reads into memory, once. The count, 0 at the end, or the negative of an `errno`.
intptr_t raw_input_read(struct raw_input *input, uint8_t *bytes, size_t size);

/// Reads more where the buffer is used up. The same results.
intptr_t raw_input_fill(struct raw_input *input);

#endif
