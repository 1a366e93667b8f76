#include "row_scan.h"

#include "masks.h"
#include <string.h>

static inline uint64_t low_bits(unsigned count)
{
    return ((uint64_t)1 << count) - 1;
}

enum { row_batch = 64 }; // lines whose ends are found at a time

static inline size_t row_template_place(const struct masks_key *key)
{
    return (size_t)((key->within ^ key->separators ^ key->minuses << 1) * UINT64_C(0x9E3779B97F4A7C15) >> 57);
}

#if defined(__x86_64__)

#define ROW_NAME(name) name##_sse2
#define ROW_TARGET
#define ROW_MASKS masks_sse2
#define ROW_LINE_FEEDS line_feeds_sse2
#include "row_scan_variant.h"

#define ROW_NAME(name) name##_avx2
#define ROW_TARGET __attribute__((target("avx2,bmi,bmi2")))
#define ROW_MASKS masks_avx2
#define ROW_LINE_FEEDS line_feeds_avx2
#include "row_scan_variant.h"

#define ROW_NAME(name) name##_avx512
#define ROW_TARGET __attribute__((target("avx512bw,bmi,bmi2")))
#define ROW_MASKS masks_avx512
#define ROW_LINE_FEEDS line_feeds_avx512
#include "row_scan_variant.h"

#else

#define ROW_NAME(name) name##_plain
#define ROW_TARGET
#define ROW_MASKS masks_plain
#define ROW_LINE_FEEDS line_feeds_plain
#include "row_scan_variant.h"

#endif

typedef size_t scan_function(struct row_scan *, struct row *, size_t, const uint8_t *, size_t, const struct row_shape *,
                             const struct row_symbols *, struct row_template *);

/// The variant for the widest vectors that this processor has.
static scan_function *best_scan(void)
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("bmi2"))
        return scan_sse2;
    return __builtin_cpu_supports("avx512bw") ? scan_avx512 : __builtin_cpu_supports("avx2") ? scan_avx2 : scan_sse2;
#else
    return scan_plain;
#endif
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
