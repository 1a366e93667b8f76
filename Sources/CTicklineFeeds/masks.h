// What the next 64 bytes of a text are, a bit a byte: once for each set of vector instructions.

#ifndef MASKS_H
#define MASKS_H

#include <stdint.h>

/// Bit n tells of byte n.
struct masks {
    uint64_t separators;
    uint64_t controls; // the end of a line among them
    uint64_t digits;   // 0 to 9
    uint64_t dots;     // the decimal point
    uint64_t minuses;
    uint64_t quotes;   // quotation marks
};

#if defined(__x86_64__)
#include <immintrin.h>

static inline uint64_t masks_sse2_bits(const __m128i parts[4])
{
    return (uint64_t)(uint16_t)_mm_movemask_epi8(parts[0]) | (uint64_t)(uint16_t)_mm_movemask_epi8(parts[1]) << 16
        | (uint64_t)(uint16_t)_mm_movemask_epi8(parts[2]) << 32 | (uint64_t)(uint16_t)_mm_movemask_epi8(parts[3]) << 48;
}

static inline uint64_t masks_sse2_equal(const __m128i text[4], char byte)
{
    __m128i equal[4];
    for (int i = 0; i < 4; i++)
        equal[i] = _mm_cmpeq_epi8(text[i], _mm_set1_epi8(byte));
    return masks_sse2_bits(equal);
}

/// The bytes from `first` to `first + count - 1`.
static inline uint64_t masks_sse2_range(const __m128i text[4], char first, char count)
{
    __m128i within[4];
    for (int i = 0; i < 4; i++) {
        __m128i number = _mm_sub_epi8(text[i], _mm_set1_epi8(first));
        within[i] = _mm_cmpeq_epi8(_mm_min_epu8(number, _mm_set1_epi8((char)(count - 1))), number);
    }
    return masks_sse2_bits(within);
}

static inline struct masks masks_sse2(const uint8_t *bytes, uint8_t separator)
{
    __m128i text[4];
    for (int i = 0; i < 4; i++)
        text[i] = _mm_loadu_si128((const __m128i *)(bytes + 16 * i));
    return (struct masks){
        masks_sse2_equal(text, (char)separator), masks_sse2_range(text, 0, 0x20), masks_sse2_range(text, '0', 10),
        masks_sse2_equal(text, '.'), masks_sse2_equal(text, '-'), masks_sse2_equal(text, '"')};
}

static inline uint64_t line_feeds_sse2(const uint8_t *bytes)
{
    __m128i text[4];
    for (int i = 0; i < 4; i++)
        text[i] = _mm_loadu_si128((const __m128i *)(bytes + 16 * i));
    return masks_sse2_equal(text, '\n');
}

#define MASKS_AVX2 __attribute__((target("avx2"))) static inline

MASKS_AVX2 uint64_t masks_avx2_bits(__m256i low, __m256i high)
{
    return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

MASKS_AVX2 uint64_t masks_avx2_equal(__m256i low, __m256i high, char byte)
{
    __m256i wanted = _mm256_set1_epi8(byte);
    return masks_avx2_bits(_mm256_cmpeq_epi8(low, wanted), _mm256_cmpeq_epi8(high, wanted));
}

MASKS_AVX2 uint64_t masks_avx2_range(__m256i low, __m256i high, char first, char count)
{
    __m256i start = _mm256_set1_epi8(first), last = _mm256_set1_epi8((char)(count - 1));
    low = _mm256_sub_epi8(low, start);
    high = _mm256_sub_epi8(high, start);
    return masks_avx2_bits(
        _mm256_cmpeq_epi8(_mm256_min_epu8(low, last), low), _mm256_cmpeq_epi8(_mm256_min_epu8(high, last), high));
}

MASKS_AVX2 struct masks masks_avx2(const uint8_t *bytes, uint8_t separator)
{
    __m256i low = _mm256_loadu_si256((const __m256i *)bytes), high = _mm256_loadu_si256((const __m256i *)(bytes + 32));
    return (struct masks){
        masks_avx2_equal(low, high, (char)separator), masks_avx2_range(low, high, 0, 0x20),
        masks_avx2_range(low, high, '0', 10), masks_avx2_equal(low, high, '.'), masks_avx2_equal(low, high, '-'),
        masks_avx2_equal(low, high, '"')};
}

MASKS_AVX2 uint64_t line_feeds_avx2(const uint8_t *bytes)
{
    return masks_avx2_equal(_mm256_loadu_si256((const __m256i *)bytes), _mm256_loadu_si256((const __m256i *)(bytes + 32)), '\n');
}

__attribute__((target("avx512bw"))) static inline uint64_t line_feeds_avx512(const uint8_t *bytes)
{
    return _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(bytes), _mm512_set1_epi8('\n'));
}

__attribute__((target("avx512bw"))) static inline struct masks masks_avx512(const uint8_t *bytes, uint8_t separator)
{
    __m512i text = _mm512_loadu_si512(bytes);
    return (struct masks){
        _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8((char)separator)),
        _mm512_cmplt_epu8_mask(text, _mm512_set1_epi8(0x20)),
        _mm512_cmplt_epu8_mask(_mm512_sub_epi8(text, _mm512_set1_epi8('0')), _mm512_set1_epi8(10)),
        _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8('.')), _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8('-')),
        _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8('"'))};
}

#else

static inline struct masks masks_plain(const uint8_t *bytes, uint8_t separator)
{
    struct masks found = {0, 0, 0, 0, 0, 0};
    for (int i = 0; i < 64; i++) {
        found.separators |= (uint64_t)(bytes[i] == separator) << i;
        found.controls |= (uint64_t)(bytes[i] < 0x20) << i;
        found.digits |= (uint64_t)((uint8_t)(bytes[i] - '0') < 10) << i;
        found.dots |= (uint64_t)(bytes[i] == '.') << i;
        found.minuses |= (uint64_t)(bytes[i] == '-') << i;
        found.quotes |= (uint64_t)(bytes[i] == '"') << i;
    }
    return found;
}

static inline uint64_t line_feeds_plain(const uint8_t *bytes)
{
    uint64_t found = 0;
    for (int i = 0; i < 64; i++)
        found |= (uint64_t)(bytes[i] == '\n') << i;
    return found;
}

#endif
#endif
