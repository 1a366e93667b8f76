#include "byte_masks.h"

typedef void fill(struct byte_masks *masks, const uint8_t *bytes, size_t block_count, uint8_t separator);

#if defined(__x86_64__)
#include <immintrin.h>

static inline uint64_t sse2_bits(const __m128i parts[4])
{
    return (uint64_t)(uint16_t)_mm_movemask_epi8(parts[0]) | (uint64_t)(uint16_t)_mm_movemask_epi8(parts[1]) << 16
        | (uint64_t)(uint16_t)_mm_movemask_epi8(parts[2]) << 32 | (uint64_t)(uint16_t)_mm_movemask_epi8(parts[3]) << 48;
}

static void fill_sse2(struct byte_masks *masks, const uint8_t *bytes, size_t block_count, uint8_t separator)
{
    const __m128i separators = _mm_set1_epi8((char)separator), dot = _mm_set1_epi8('.'), zero = _mm_set1_epi8('0');
    const __m128i nine = _mm_set1_epi8(9), last_control = _mm_set1_epi8(0x1F);
    for (size_t block = 0; block < block_count; block++) {
        __m128i ends[4], digits[4], dots[4];
        for (int i = 0; i < 4; i++) {
            __m128i part = _mm_loadu_si128((const __m128i *)(bytes + 64 * block + 16 * i));
            __m128i number = _mm_sub_epi8(part, zero);
            ends[i] = _mm_or_si128(
                _mm_cmpeq_epi8(part, separators), _mm_cmpeq_epi8(_mm_min_epu8(part, last_control), part));
            digits[i] = _mm_cmpeq_epi8(_mm_min_epu8(number, nine), number);
            dots[i] = _mm_cmpeq_epi8(part, dot);
        }
        masks[block] = (struct byte_masks){sse2_bits(ends), sse2_bits(digits), sse2_bits(dots)};
    }
}

__attribute__((target("avx2"))) static inline uint64_t avx2_bits(__m256i low, __m256i high)
{
    return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

__attribute__((target("avx2"))) static void
fill_avx2(struct byte_masks *masks, const uint8_t *bytes, size_t block_count, uint8_t separator)
{
    const __m256i separators = _mm256_set1_epi8((char)separator), dot = _mm256_set1_epi8('.');
    const __m256i zero = _mm256_set1_epi8('0'), nine = _mm256_set1_epi8(9), last_control = _mm256_set1_epi8(0x1F);
    for (size_t block = 0; block < block_count; block++) {
        __m256i ends[2], digits[2], dots[2];
        for (int i = 0; i < 2; i++) {
            __m256i part = _mm256_loadu_si256((const __m256i *)(bytes + 64 * block + 32 * i));
            __m256i number = _mm256_sub_epi8(part, zero);
            ends[i] = _mm256_or_si256(
                _mm256_cmpeq_epi8(part, separators), _mm256_cmpeq_epi8(_mm256_min_epu8(part, last_control), part));
            digits[i] = _mm256_cmpeq_epi8(_mm256_min_epu8(number, nine), number);
            dots[i] = _mm256_cmpeq_epi8(part, dot);
        }
        masks[block] = (struct byte_masks){
            avx2_bits(ends[0], ends[1]), avx2_bits(digits[0], digits[1]), avx2_bits(dots[0], dots[1])};
    }
}

__attribute__((target("avx512bw"))) static void
fill_avx512(struct byte_masks *masks, const uint8_t *bytes, size_t block_count, uint8_t separator)
{
    const __m512i separators = _mm512_set1_epi8((char)separator), dot = _mm512_set1_epi8('.');
    const __m512i zero = _mm512_set1_epi8('0'), nine = _mm512_set1_epi8(9), last_control = _mm512_set1_epi8(0x1F);
    for (size_t block = 0; block < block_count; block++) {
        __m512i all = _mm512_loadu_si512(bytes + 64 * block);
        masks[block] = (struct byte_masks){
            _mm512_cmpeq_epi8_mask(all, separators) | _mm512_cmple_epu8_mask(all, last_control),
            _mm512_cmple_epu8_mask(_mm512_sub_epi8(all, zero), nine),
            _mm512_cmpeq_epi8_mask(all, dot)};
    }
}

void byte_masks_fill(struct byte_masks *masks, const uint8_t *bytes, size_t block_count, uint8_t separator)
{
    static fill *chosen; // every thread chooses the same one
    fill *best = __atomic_load_n(&chosen, __ATOMIC_RELAXED);
    if (!best) {
        __builtin_cpu_init();
        best = __builtin_cpu_supports("avx512bw") ? fill_avx512
            : __builtin_cpu_supports("avx2")      ? fill_avx2
                                                  : fill_sse2;
        __atomic_store_n(&chosen, best, __ATOMIC_RELAXED);
    }
    best(masks, bytes, block_count, separator);
}

#else

void byte_masks_fill(struct byte_masks *masks, const uint8_t *bytes, size_t block_count, uint8_t separator)
{
    for (size_t block = 0; block < block_count; block++) {
        struct byte_masks found = {0, 0, 0};
        for (int i = 0; i < 64; i++) {
            uint8_t byte = bytes[64 * block + i];
            found.ends |= (uint64_t)(byte == separator || byte < 0x20) << i;
            found.digits |= (uint64_t)((uint8_t)(byte - '0') < 10) << i;
            found.dots |= (uint64_t)(byte == '.') << i;
        }
        masks[block] = found;
    }
}

#endif
