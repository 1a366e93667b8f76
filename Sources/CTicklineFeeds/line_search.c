#define _GNU_SOURCE // memmem, memrchr

#include "line_search.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>

#define LINE_NAME(name) name##_sse2
#define LINE_TARGET
#define LINE_WIDTH 16
#define LINE_VECTOR __m128i
#define LINE_LOAD(place) _mm_loadu_si128((const __m128i *)(place))
#define LINE_SET _mm_set1_epi8
#define LINE_EQUAL _mm_cmpeq_epi8
#define LINE_AND _mm_and_si128
#define LINE_OR _mm_or_si128
#define LINE_BITS _mm_movemask_epi8
#include "line_search_variant.h"

#define LINE_NAME(name) name##_avx2
#define LINE_TARGET __attribute__((target("avx2,bmi,popcnt")))
#define LINE_WIDTH 32
#define LINE_VECTOR __m256i
#define LINE_LOAD(place) _mm256_loadu_si256((const __m256i *)(place))
#define LINE_SET _mm256_set1_epi8
#define LINE_EQUAL _mm256_cmpeq_epi8
#define LINE_AND _mm256_and_si256
#define LINE_OR _mm256_or_si256
#define LINE_BITS _mm256_movemask_epi8
#include "line_search_variant.h"
#endif

enum line_search_kind line_search_best(void)
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt") ? line_search_avx2 : line_search_sse2;
#else
    return line_search_plain;
#endif
}

/// How common a byte is in logs, from 0: only the order counts, and a wrong guess costs time, nothing else.
static unsigned commonness(uint8_t byte)
{
    // The most common first; measured on system logs and on program text in English.
    static const char common[] = " etaoinrsld0cu1mhp23.:-/=4f_g5y69b87v,[]wk\"TADSIEj(){}CNxRPLq";
    const char *place = byte ? strchr(common, byte) : NULL;
    if (place)
        return 255 - (unsigned)(place - common);
    if (byte >= 'A' && byte <= 'Z')
        return 150;
    return byte == 0 || byte == '\n' ? 140 : byte >= 0x80 ? 60 : 100;
}

struct line_text line_text_make(const uint8_t *bytes, size_t count, enum line_search_kind kind)
{
    struct line_text text = {bytes, count, 0, 0, kind};
    for (size_t i = 1; i < count; i++)
        if (commonness(bytes[i]) < commonness(bytes[text.first_place]))
            text.first_place = i;
    // The second one is another byte where there is one: two of the same find no more than one.
    bool has_second = false;
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] == bytes[text.first_place])
            continue;
        if (!has_second || commonness(bytes[i]) < commonness(bytes[text.second_place])) {
            text.second_place = i;
            has_second = true;
        }
    }
    if (!has_second)
        text.second_place = text.first_place == 0 ? count - 1 : 0;
    return text;
}

const uint8_t *line_text_find(const struct line_text *text, const uint8_t *start, const uint8_t *end)
{
    if ((size_t)(end - start) < text->count)
        return NULL;
    switch (text->kind) {
#if defined(__x86_64__)
    case line_search_avx2: return find_avx2(text, start, end);
    case line_search_sse2: return find_sse2(text, start, end);
#else
    case line_search_avx2:
    case line_search_sse2:
#endif
    case line_search_plain: break;
    }
    return memmem(start, (size_t)(end - start), text->bytes, text->count);
}

size_t line_feed_count(const uint8_t *start, const uint8_t *end, enum line_search_kind kind)
{
    switch (kind) {
#if defined(__x86_64__)
    case line_search_avx2: return feeds_avx2(start, end);
    case line_search_sse2: return feeds_sse2(start, end);
#else
    case line_search_avx2:
    case line_search_sse2:
#endif
    case line_search_plain: break;
    }
    size_t count = 0;
    for (const uint8_t *place = start; place < end; place++)
        count += *place == '\n';
    return count;
}

const uint8_t *line_last_end(const uint8_t *start, const uint8_t *end)
{
#if defined(__GLIBC__)
    const uint8_t *feed = memrchr(start, '\n', (size_t)(end - start));
    return feed ? feed + 1 : start;
#else
    while (end > start && end[-1] != '\n')
        end--;
    return end;
#endif
}
