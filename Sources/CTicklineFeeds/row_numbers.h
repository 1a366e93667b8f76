// Numbers in their usual shapes, eight digits at a time.

#ifndef ROW_NUMBERS_H
#define ROW_NUMBERS_H

#include "row_scan.h"

#include <string.h>

/// Eight bytes, the first in the lowest place.
static inline uint64_t load_eight(const uint8_t *text)
{
    uint64_t bytes;
    memcpy(&bytes, text, sizeof bytes);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    bytes = __builtin_bswap64(bytes);
#endif
    return bytes;
}

/// The number that eight digits spell, by three multiplications. Source: Johnny Lee, "Fast numeric string to int".
static inline uint64_t number_of_eight(uint64_t digits)
{
    uint64_t value = digits & UINT64_C(0x0F0F0F0F0F0F0F0F);
    value = value * 2561 >> 8;
    value = (value & UINT64_C(0x00FF00FF00FF00FF)) * 6553601 >> 16;
    return (value & UINT64_C(0x0000FFFF0000FFFF)) * 42949672960001 >> 32;
}

/// The number that up to 19 digits spell. Bytes behind them are loaded, but nothing comes of them.
static inline int64_t number_of_digits(const uint8_t *text, unsigned count)
{
    uint64_t value = 0;
    for (; count >= 8; count -= 8, text += 8)
        value = value * 100000000 + number_of_eight(load_eight(text));
    if (count) // The rest moves to the high end; zeros come in front of it.
        value = value * row_power_of_ten(count) + number_of_eight(load_eight(text) << (64 - 8 * count));
    return (int64_t)value;
}

/// A decimal number in units of 1e-9: up to nine digits, and up to nine behind a point.
static inline int64_t number_value(const uint8_t *text, struct row_number number)
{
    const uint8_t *start = text + number.start;
    unsigned whole = number.whole_digits, fraction = number.fraction_digits;
    uint64_t value;
    if (__builtin_expect(whole + fraction < 8, 1)) {
        // One load: the point is taken out from between the digits. There is at least one of them.
        uint64_t bytes = load_eight(start), before = ((uint64_t)1 << 8 * whole) - 1;
        uint64_t joined = fraction ? (bytes & before) | (bytes >> 8 & ~before) : bytes;
        value = number_of_eight(joined << (64 - 8 * (whole + fraction))) * row_power_of_ten(9 - fraction);
    } else {
        value = (uint64_t)number_of_digits(start, whole) * 1000000000;
        if (fraction)
            value += (uint64_t)number_of_digits(start + whole + 1, fraction) * row_power_of_ten(9 - fraction);
    }
    return (int64_t)(number.is_negative ? 0 - value : value);
}

#endif
