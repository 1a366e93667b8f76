// Finds the fields of a row of separated values and checks every byte of them, without a branch for each check.

#ifndef ROW_SCAN_H
#define ROW_SCAN_H

#include "byte_masks.h"
#include <stdbool.h>
#include <string.h>

enum {
    row_most_columns = 32,
    row_longest = 2048,       // bytes of a row that is looked at
    // How far behind the start of a row bytes are looked at, wherever the row ends, and their masks.
    row_reach = row_longest + 128,
    row_symbol_places = 256,  // a power of two
};

/// A symbol of up to eight bytes, packed with the first in the lowest place, and what is known of it.
struct row_symbol {
    uint64_t bytes;
    int32_t instrument;
    bool is_wanted, allows_negative;
};

/// What does not change from row to row. Columns count from 0; -1 stands for one that is not there.
struct row_shape {
    int column_count, time_column, symbol_column, price_column, size_column;
    uint32_t other_columns; // bit n is set where nobody asked for column n
    unsigned time_digits;
    uint8_t separator, line_end;
};

/// A field that is a decimal number: its first digit, and how many stand before and behind the point.
struct row_number {
    uint32_t start;
    uint8_t whole_digits, fraction_digits;
    bool is_negative;
};

/// A row, with places counted in bytes from its start.
struct row_fields {
    struct row_symbol symbol;
    uint32_t time_start;
    struct row_number price, size;
    uint32_t end; // behind the byte that ends the line
};

/// 10 to the power of 0 to 9.
static inline __attribute__((always_inline)) uint64_t row_power_of_ten(unsigned exponent)
{
    static const uint64_t powers[16] = {
        1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};
    return powers[exponent & 15];
}

static inline __attribute__((always_inline)) uint64_t row_low_bits(unsigned count)
{
    return ((uint64_t)1 << count) - 1;
}

/// The place of a symbol in the table of those that are known.
static inline __attribute__((always_inline)) size_t row_symbol_place(uint64_t bytes)
{
    return (size_t)(bytes * UINT64_C(0x9E3779B97F4A7C15) >> 56);
}

/// Describes a field that should be a decimal number of up to nine digits, and up to nine behind a point. Not 0 where it
/// is not.
static inline __attribute__((always_inline)) uint64_t
row_scan_number(struct row_number *number, const uint8_t *row, const struct byte_masks *blocks, size_t offset,
                uint32_t start, uint32_t end)
{
    bool is_negative = row[start] == '-';
    start += is_negative;
    unsigned count = end - start; // wraps round for an empty field, which the last check refuses
    struct byte_masks masks = byte_masks_at(blocks, offset + start);
    uint64_t all = row_low_bits(count & 31), digits = masks.digits & all, dots = masks.dots & all;
    unsigned whole = (unsigned)__builtin_ctzll(dots | (uint64_t)1 << (count & 31));
    unsigned fraction = count - whole - (dots != 0);
    *number = (struct row_number){start, (uint8_t)whole, (uint8_t)fraction, is_negative};
    return ((digits | dots) ^ all) | (dots & (dots - 1)) | (whole - 1 > 8) | (fraction > 9) | (count > 31);
}

/// Reads the row at `offset` of a buffer, whose bytes `blocks` describes up to the row's end. Buffer and blocks must go on
/// for `row_reach` bytes, but what stands in them beyond the row does not matter. False where the row's shape is not the
/// usual one: it says nothing then, and a slower reader must look.
static inline __attribute__((always_inline)) bool
row_scan(struct row_fields *fields, const uint8_t *buffer, const struct byte_masks *blocks, size_t offset,
         const struct row_shape *shape, const struct row_symbol *symbols)
{
    const uint8_t *row = buffer + offset;
    uint32_t limits[row_most_columns + 1]; // field n lies between limits[n] and limits[n + 1] - 1
    limits[0] = 0;
    uint64_t wrong = 0;
    uint32_t window = 0;
    uint64_t ends = byte_masks_at(blocks, offset).ends;
    int last = shape->column_count - 1;
    for (int column = 0; column <= last; column++) {
        while (__builtin_expect(ends == 0, 0)) {
            window += 64;
            if (window > row_longest)
                return false;
            ends = byte_masks_at(blocks, offset + window).ends;
        }
        uint32_t end = window + (uint32_t)__builtin_ctzll(ends);
        ends &= ends - 1;
        limits[column + 1] = end + 1;
        wrong |= row[end] ^ (column == last ? shape->line_end : shape->separator);
    }
    // The fields that are read hold no quotation mark; the others must not begin with one.
    for (uint32_t rest = shape->other_columns; rest; rest &= rest - 1)
        wrong |= row[limits[__builtin_ctz(rest)]] == '"';
    if (shape->time_column >= 0) {
        uint32_t start = limits[shape->time_column], end = limits[shape->time_column + 1] - 1;
        uint64_t all = row_low_bits(shape->time_digits);
        fields->time_start = start;
        wrong |= (end - start) ^ shape->time_digits;
        wrong |= (byte_masks_at(blocks, offset + start).digits & all) ^ all;
        wrong |= row[start] > '8'; // more might not fit
    }
    uint32_t start = limits[shape->symbol_column], length = limits[shape->symbol_column + 1] - 1 - start;
    wrong |= length - 1 > 7;
    uint64_t bytes;
    memcpy(&bytes, row + start, sizeof bytes);
    unsigned unused = 64 - 8 * length & 63;
    bytes = bytes << unused >> unused;
    fields->symbol = symbols[row_symbol_place(bytes)];
    wrong |= fields->symbol.bytes ^ bytes;
    wrong |= row_scan_number(&fields->price, row, blocks, offset, limits[shape->price_column],
                             limits[shape->price_column + 1] - 1);
    if (shape->size_column >= 0) {
        wrong |= row_scan_number(&fields->size, row, blocks, offset, limits[shape->size_column],
                                 limits[shape->size_column + 1] - 1);
        wrong |= fields->size.is_negative;
    }
    fields->end = limits[last + 1];
    return wrong == 0;
}

#endif
