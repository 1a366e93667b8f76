// What the next 64 bytes of a text are, a bit a byte: once for each set of vector instructions.

#ifndef MASKS_H
#define MASKS_H

#include <stdint.h>

/// Bit n tells of byte n.
struct masks {
    uint64_t ends;   // the separator, or a control character such as the end of a line
    uint64_t digits; // 0 to 9
    uint64_t dots;   // the decimal point
};

#if defined(__x86_64__)
#include <immintrin.h>

static inline uint64_t masks_sse2_bits(const __m128i parts[4])
{
    return (uint64_t)(uint16_t)_mm_movemask_epi8(parts[0]) | (uint64_t)(uint16_t)_mm_movemask_epi8(parts[1]) << 16
        | (uint64_t)(uint16_t)_mm_movemask_epi8(parts[2]) << 32 | (uint64_t)(uint16_t)_mm_movemask_epi8(parts[3]) << 48;
}

static inline struct masks masks_sse2(const uint8_t *bytes, uint8_t separator)
{
    const __m128i separators = _mm_set1_epi8((char)separator), dot = _mm_set1_epi8('.'), zero = _mm_set1_epi8('0');
    const __m128i nine = _mm_set1_epi8(9), last_control = _mm_set1_epi8(0x1F);
    __m128i ends[4], digits[4], dots[4];
    for (int i = 0; i < 4; i++) {
        __m128i part = _mm_loadu_si128((const __m128i *)(bytes + 16 * i));
        __m128i number = _mm_sub_epi8(part, zero);
        ends[i] = _mm_or_si128(
            _mm_cmpeq_epi8(part, separators), _mm_cmpeq_epi8(_mm_min_epu8(part, last_control), part));
        digits[i] = _mm_cmpeq_epi8(_mm_min_epu8(number, nine), number);
        dots[i] = _mm_cmpeq_epi8(part, dot);
    }
    return (struct masks){masks_sse2_bits(ends), masks_sse2_bits(digits), masks_sse2_bits(dots)};
}

__attribute__((target("avx2"))) static inline uint64_t masks_avx2_bits(const __m256i parts[2])
{
    return (uint32_t)_mm256_movemask_epi8(parts[0]) | (uint64_t)(uint32_t)_mm256_movemask_epi8(parts[1]) << 32;
}

__attribute__((target("avx2"))) static inline struct masks masks_avx2(const uint8_t *bytes, uint8_t separator)
{
    const __m256i separators = _mm256_set1_epi8((char)separator), dot = _mm256_set1_epi8('.');
    const __m256i zero = _mm256_set1_epi8('0'), nine = _mm256_set1_epi8(9), last_control = _mm256_set1_epi8(0x1F);
    __m256i ends[2], digits[2], dots[2];
    for (int i = 0; i < 2; i++) {
        __m256i part = _mm256_loadu_si256((const __m256i *)(bytes + 32 * i));
        __m256i number = _mm256_sub_epi8(part, zero);
        ends[i] = _mm256_or_si256(
            _mm256_cmpeq_epi8(part, separators), _mm256_cmpeq_epi8(_mm256_min_epu8(part, last_control), part));
        digits[i] = _mm256_cmpeq_epi8(_mm256_min_epu8(number, nine), number);
        dots[i] = _mm256_cmpeq_epi8(part, dot);
    }
    return (struct masks){masks_avx2_bits(ends), masks_avx2_bits(digits), masks_avx2_bits(dots)};
}

__attribute__((target("avx512bw"))) static inline struct masks masks_avx512(const uint8_t *bytes, uint8_t separator)
{
    __m512i all = _mm512_loadu_si512(bytes);
    return (struct masks){
        _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8((char)separator)) | _mm512_cmple_epu8_mask(all, _mm512_set1_epi8(0x1F)),
        _mm512_cmple_epu8_mask(_mm512_sub_epi8(all, _mm512_set1_epi8('0')), _mm512_set1_epi8(9)),
        _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8('.'))};
}

#else

static inline struct masks masks_plain(const uint8_t *bytes, uint8_t separator)
{
    struct masks found = {0, 0, 0};
    for (int i = 0; i < 64; i++) {
        found.ends |= (uint64_t)(bytes[i] == separator || bytes[i] < 0x20) << i;
        found.digits |= (uint64_t)((uint8_t)(bytes[i] - '0') < 10) << i;
        found.dots |= (uint64_t)(bytes[i] == '.') << i;
    }
    return found;
}

#endif
#endif
