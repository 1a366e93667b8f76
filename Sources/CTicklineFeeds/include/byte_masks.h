// What the bytes of a text are, a bit a byte: the first step of reading rows quickly.

#ifndef BYTE_MASKS_H
#define BYTE_MASKS_H

#include <stddef.h>
#include <stdint.h>

/// Bit n tells of byte n of 64.
struct byte_masks {
    uint64_t ends;   // the separator, or a control character such as the end of a line
    uint64_t digits; // 0 to 9
    uint64_t dots;   // the decimal point
};

/// Describes `block_count` blocks of 64 bytes, with the widest instructions that this processor has.
void byte_masks_fill(struct byte_masks *masks, const uint8_t *bytes, size_t block_count, uint8_t separator);

/// Describes the 64 bytes from byte `offset` on. The block behind the one that they start in must be filled, too.
static inline __attribute__((always_inline)) struct byte_masks
byte_masks_at(const struct byte_masks *masks, size_t offset)
{
    const struct byte_masks *first = masks + offset / 64, *second = first + 1;
    unsigned shift = offset % 64, rest = 63 - shift;
    return (struct byte_masks){
        first->ends >> shift | second->ends << 1 << rest,
        first->digits >> shift | second->digits << 1 << rest,
        first->dots >> shift | second->dots << 1 << rest,
    };
}

#endif
