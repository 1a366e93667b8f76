// Reads rows of separated values quickly: finds their fields, checks every byte of them, and calculates what those of
// wanted symbols come to, without a branch for each check.

#ifndef ROW_SCAN_H
#define ROW_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    row_most_columns = 32,
    row_longest = 2048,      // bytes of a row that is looked at
    row_slack = 192,         // bytes behind the last row that may be read, whatever they are
    row_templates = 128,     // a power of two
};

/// A symbol of up to eight bytes, packed with the first in the lowest place, and what is known of it.
struct row_symbol {
    uint64_t bytes;
    int32_t instrument;
    bool is_wanted, allows_negative;
};

/// The symbols that are known, found by their bytes: a table with open addressing, at least half of whose places are free,
/// which means that their bytes are 0.
struct row_symbols {
    struct row_symbol *places;
    size_t count;   // of places, a power of two
    unsigned shift; // 64 less its logarithm
};

/// What does not change from row to row. Columns count from 0; -1 stands for one that is not there.
struct row_shape {
    int column_count, time_column, symbol_column, price_column, size_column;
    unsigned time_digits;
    int64_t time_unit; // nanoseconds of a time's last digit
    uint8_t separator;
    bool has_carriage_returns; // before the end of each line
};

/// A field that is a decimal number: its first digit, and how many stand before and behind the point.
struct row_number {
    uint16_t start;
    uint8_t whole_digits, fraction_digits;
    bool is_negative;
};

/// Where a row's fields are, counted in bytes from its start.
struct row_fields {
    uint16_t length; // with the end of the line
    uint16_t time_start, symbol_start;
    uint8_t symbol_shift; // 64 less the symbol's bits
    struct row_number price, size;
};

/// A row of a wanted symbol.
struct row {
    int64_t time;        // nanoseconds since 1970; 0 where there is no column for it
    int64_t price, size; // in units of 1e-9; a size of 1 where there is no column for it
    uint64_t price_text; // its first eight bytes, and what follows where there are fewer
    uint32_t offset;     // in the buffer
    uint32_t line;       // counted from the first row of the scan
    int32_t instrument;
    uint16_t price_start; // the price's text, from the row's start on
    uint8_t price_length;
    bool allows_negative;
};

/// A row that was read before. Another one of the same length whose bytes are of the same classes has the same fields, and
/// need not be looked at again: rows of one file have few shapes.
struct row_template {
    uint8_t classes[64];
    struct row_fields fields;
};

/// Where a scan stands.
struct row_scan {
    size_t offset; // of the next row in the buffer
    uint64_t line; // how many rows were passed
};

/// Passes the rows from `scan->offset` on and keeps those of wanted symbols, at most `capacity`. It stops at `limit`, which
/// is below 4 GiB, where `rows` is full, or at a row that is not of the usual shape: digits for the time, a symbol of the
/// table, plain decimal numbers, no quotation marks. All rows up to `limit` end with a line feed, and `row_slack` bytes
/// behind it can be read. `templates` is room for `row_templates` of this shape, all zero before the first scan. Returns how
/// many rows it kept.
size_t row_scan(struct row_scan *scan, struct row *rows, size_t capacity, const uint8_t *buffer, size_t limit,
                const struct row_shape *shape, const struct row_symbols *symbols, struct row_template *templates);

/// The same by the instructions that any processor has.
size_t row_scan_portably(struct row_scan *scan, struct row *rows, size_t capacity, const uint8_t *buffer, size_t limit,
                         const struct row_shape *shape, const struct row_symbols *symbols, struct row_template *templates);

/// The place of a symbol in the table, or the free one where it belongs.
static inline __attribute__((always_inline)) struct row_symbol *
row_symbol_place(const struct row_symbols *symbols, uint64_t bytes)
{
    size_t place = (size_t)(bytes * UINT64_C(0x9E3779B97F4A7C15) >> symbols->shift);
    if (__builtin_expect(symbols->places[place].bytes == bytes, 1))
        return symbols->places + place;
    while (symbols->places[place].bytes != bytes && symbols->places[place].bytes != 0)
        place = (place + 1) & (symbols->count - 1);
    return symbols->places + place;
}

/// 10 to the power of 0 to 9.
static inline __attribute__((always_inline)) uint64_t row_power_of_ten(unsigned exponent)
{
    static const uint64_t powers[16] = {
        1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};
    return powers[exponent & 15];
}

#endif
