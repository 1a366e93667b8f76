#include "row_scan.h"

#include "byte_classes.h"
#include "row_numbers.h"

static inline uint64_t low_bits(unsigned count)
{
    return ((uint64_t)1 << count) - 1;
}

enum { row_batch = 64 }; // lines whose ends are found at a time

/// A row whose values are still to be calculated: which can wait until a batch is through, so that no branch depends on
/// whether a row is wanted.
struct wanted_row {
    uint32_t start; // from the batch's
    uint32_t line;
    const struct row_symbol *symbol;
    struct row_fields fields;
};

static inline __attribute__((always_inline)) struct row
row_of(const struct wanted_row *wanted, const uint8_t *batch, const struct row_shape *shape)
{
    const uint8_t *text = batch + wanted->start;
    struct row_number price = wanted->fields.price;
    struct row row = {
        .price = number_value(text, price),
        .size = 1000000000,
        .offset = wanted->start,
        .line = wanted->line,
        .instrument = wanted->symbol->instrument,
        .allows_negative = wanted->symbol->allows_negative,
        .price_start = (uint16_t)(price.start - price.is_negative),
    };
    if (shape->time_column >= 0)
        row.time = number_of_digits(text + wanted->fields.time_start, shape->time_digits) * shape->time_unit;
    if (shape->size_column >= 0)
        row.size = number_value(text, wanted->fields.size);
    bool has_point = text[price.start + price.whole_digits] == '.';
    row.price_length = (uint8_t)(price.is_negative + price.whole_digits + has_point + price.fraction_digits);
    row.price_text = load_eight(text + row.price_start);
    return row;
}

#if defined(__x86_64__)
#define ROW_NAME(name) name##_avx2
#define ROW_TARGET __attribute__((target("avx2,bmi,bmi2")))
#include "row_scan_variant.h"
#endif

#define ROW_NAME(name) name##_plain
#define ROW_TARGET
#include "row_scan_variant.h"

typedef size_t scan_function(struct row_scan *, struct row *, size_t, const uint8_t *, size_t, const struct row_shape *,
                             const struct row_symbols *, struct row_template *);

/// The variant for the widest vectors that this processor has.
static scan_function *best_scan(void)
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2"))
        return scan_avx2;
#endif
    return scan_plain;
}

size_t row_scan(struct row_scan *scan, struct row *rows, size_t capacity, const uint8_t *buffer, size_t limit,
                const struct row_shape *shape, const struct row_symbols *symbols, struct row_template *templates)
{
    static scan_function *chosen; // every thread chooses the same one
    scan_function *function = __atomic_load_n(&chosen, __ATOMIC_RELAXED);
    if (!function) {
        function = best_scan();
        __atomic_store_n(&chosen, function, __ATOMIC_RELAXED);
    }
    return function(scan, rows, capacity, buffer, limit, shape, symbols, templates);
}

size_t row_scan_portably(struct row_scan *scan, struct row *rows, size_t capacity, const uint8_t *buffer, size_t limit,
                         const struct row_shape *shape, const struct row_symbols *symbols, struct row_template *templates)
{
    return scan_plain(scan, rows, capacity, buffer, limit, shape, symbols, templates);
}
