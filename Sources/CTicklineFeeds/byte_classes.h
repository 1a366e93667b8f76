// What kind of byte each of the next 64 of a text is: once for the wide vectors of x86-64, once for any processor.
//
// Each class is all bytes whose upper four bits are of one set and whose lower four are of another, so that two look-ups
// in tables of sixteen, and the bits that both know, tell the classes of a byte.

#ifndef BYTE_CLASSES_H
#define BYTE_CLASSES_H

#include <stdint.h>
#include <string.h>

enum byte_class {
    class_digit = 1,      // 0 to 9
    class_dot = 2,        // the decimal point
    class_minus = 4,
    class_quote = 8,      // the quotation mark
    class_control = 16,   // below the blank, the end of a line among them
    class_separator = 32, // may be one of the others, too
};

/// The classes of bytes by their upper and by their lower half.
struct class_tables {
    uint8_t upper[16], lower[16];
};

static inline struct class_tables class_tables(uint8_t separator)
{
    struct class_tables tables = {{0}, {0}};
    tables.upper[0] = tables.upper[1] = class_control;
    for (int half = 0; half < 16; half++)
        tables.lower[half] = class_control;
    tables.upper['0' >> 4] |= class_digit;
    for (int digit = 0; digit < 10; digit++)
        tables.lower[digit] |= class_digit;
    const uint8_t single[4][2] = {
        {'.', class_dot}, {'-', class_minus}, {'"', class_quote}, {separator, class_separator}};
    for (int n = 0; n < 4; n++) {
        tables.upper[single[n][0] >> 4] |= single[n][1];
        tables.lower[single[n][0] & 15] |= single[n][1];
    }
    return tables;
}

/// From place 64 - n on, n bytes that keep what they are put on, and then 64 that clear it.
static const uint8_t class_limits[128] = {
#define KEEP 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF
    KEEP, KEEP, KEEP, KEEP, KEEP, KEEP, KEEP, KEEP,
#undef KEEP
};

// MARK: - Any processor

struct classes_plain {
    uint8_t bytes[64];
};

static inline struct classes_plain classes_plain(const uint8_t *text, const struct class_tables *tables)
{
    struct classes_plain classes;
    for (int n = 0; n < 64; n++)
        classes.bytes[n] = tables->upper[text[n] >> 4] & tables->lower[text[n] & 15];
    return classes;
}

/// Bit n tells whether byte n is of a class.
static inline uint64_t class_bits_plain(struct classes_plain classes, enum byte_class class)
{
    uint64_t bits = 0;
    for (int n = 0; n < 64; n++)
        bits |= (uint64_t)((classes.bytes[n] & class) != 0) << n;
    return bits;
}

/// No class for bytes from `count` on, which is at most 64.
static inline struct classes_plain classes_within_plain(struct classes_plain classes, unsigned count)
{
    for (int n = 0; n < 64; n++)
        classes.bytes[n] &= class_limits[64 - count + n];
    return classes;
}

static inline int classes_differ_plain(struct classes_plain classes, const uint8_t *known)
{
    return memcmp(classes.bytes, known, 64) != 0;
}

static inline void keep_classes_plain(struct classes_plain classes, uint8_t *known)
{
    memcpy(known, classes.bytes, 64);
}

static inline uint64_t line_feeds_plain(const uint8_t *text)
{
    uint64_t bits = 0;
    for (int n = 0; n < 64; n++)
        bits |= (uint64_t)(text[n] == '\n') << n;
    return bits;
}

// MARK: - x86-64 with AVX2

#if defined(__x86_64__)
#include <immintrin.h>

#define CLASSES_AVX2 __attribute__((target("avx2,bmi,bmi2"), always_inline)) static inline

struct classes_avx2 {
    __m256i low, high;
};

CLASSES_AVX2 __m256i classes_avx2_of(__m256i text, __m256i upper, __m256i lower)
{
    const __m256i half = _mm256_set1_epi8(15);
    return _mm256_and_si256(
        _mm256_shuffle_epi8(upper, _mm256_and_si256(_mm256_srli_epi16(text, 4), half)),
        _mm256_shuffle_epi8(lower, _mm256_and_si256(text, half)));
}

CLASSES_AVX2 struct classes_avx2 classes_avx2(const uint8_t *text, const struct class_tables *tables)
{
    const __m256i upper = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)tables->upper));
    const __m256i lower = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)tables->lower));
    return (struct classes_avx2){
        classes_avx2_of(_mm256_loadu_si256((const __m256i *)text), upper, lower),
        classes_avx2_of(_mm256_loadu_si256((const __m256i *)(text + 32)), upper, lower)};
}

CLASSES_AVX2 uint64_t class_bits_avx2(struct classes_avx2 classes, enum byte_class class)
{
    // The class's bit becomes the highest of its byte; what comes in from the byte below does not reach that.
    int shift = 7 - __builtin_ctz((unsigned)class);
    uint32_t low = (uint32_t)_mm256_movemask_epi8(_mm256_slli_epi16(classes.low, shift));
    uint32_t high = (uint32_t)_mm256_movemask_epi8(_mm256_slli_epi16(classes.high, shift));
    return low | (uint64_t)high << 32;
}

CLASSES_AVX2 struct classes_avx2 classes_within_avx2(struct classes_avx2 classes, unsigned count)
{
    const uint8_t *limits = class_limits + 64 - count;
    return (struct classes_avx2){
        _mm256_and_si256(classes.low, _mm256_loadu_si256((const __m256i *)limits)),
        _mm256_and_si256(classes.high, _mm256_loadu_si256((const __m256i *)(limits + 32)))};
}

CLASSES_AVX2 int classes_differ_avx2(struct classes_avx2 classes, const uint8_t *known)
{
    __m256i low = _mm256_xor_si256(classes.low, _mm256_loadu_si256((const __m256i *)known));
    __m256i high = _mm256_xor_si256(classes.high, _mm256_loadu_si256((const __m256i *)(known + 32)));
    __m256i any = _mm256_or_si256(low, high);
    return !_mm256_testz_si256(any, any);
}

CLASSES_AVX2 void keep_classes_avx2(struct classes_avx2 classes, uint8_t *known)
{
    _mm256_storeu_si256((__m256i *)known, classes.low);
    _mm256_storeu_si256((__m256i *)(known + 32), classes.high);
}

CLASSES_AVX2 uint64_t line_feeds_avx2(const uint8_t *text)
{
    const __m256i feed = _mm256_set1_epi8('\n');
    __m256i low = _mm256_cmpeq_epi8(_mm256_loadu_si256((const __m256i *)text), feed);
    __m256i high = _mm256_cmpeq_epi8(_mm256_loadu_si256((const __m256i *)(text + 32)), feed);
    return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

#endif
#endif
