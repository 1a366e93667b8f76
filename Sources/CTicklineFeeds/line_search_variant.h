// The search for one set of instructions: included once for each, with
//
//   LINE_NAME(name)      the name of a function of this variant
//   LINE_TARGET          the attribute that allows its instructions
//   LINE_WIDTH           bytes of a vector
//   LINE_VECTOR          its type
//   LINE_LOAD, LINE_SET, LINE_EQUAL, LINE_AND, LINE_OR, LINE_BITS   its operations

LINE_TARGET static inline LINE_VECTOR
LINE_NAME(pair)(const uint8_t *place, const struct line_text *text, LINE_VECTOR first, LINE_VECTOR second)
{
    return LINE_AND(LINE_EQUAL(LINE_LOAD(place + text->first_place), first),
                    LINE_EQUAL(LINE_LOAD(place + text->second_place), second));
}

LINE_TARGET static const uint8_t *
LINE_NAME(find)(const struct line_text *text, const uint8_t *start, const uint8_t *end)
{
    const uint8_t *last = end - text->count; // the last place where it can begin
    LINE_VECTOR first = LINE_SET((char)text->bytes[text->first_place]);
    LINE_VECTOR second = LINE_SET((char)text->bytes[text->second_place]);
    const uint8_t *place = start;
    while (place <= last) {
        LINE_VECTOR found[4];
        for (int i = 0; i < 4; i++)
            found[i] = LINE_NAME(pair)(place + i * LINE_WIDTH, text, first, second);
        if (__builtin_expect(LINE_BITS(LINE_OR(LINE_OR(found[0], found[1]), LINE_OR(found[2], found[3]))) != 0, 0)) {
            for (int i = 0; i < 4; i++) {
                for (uint32_t bits = (uint32_t)LINE_BITS(found[i]); bits; bits &= bits - 1) {
                    const uint8_t *candidate = place + i * LINE_WIDTH + __builtin_ctz(bits);
                    if (candidate > last)
                        return NULL;
                    if (memcmp(candidate, text->bytes, text->count) == 0)
                        return candidate;
                }
            }
        }
        place += 4 * LINE_WIDTH;
    }
    return NULL;
}

LINE_TARGET static size_t
LINE_NAME(feeds)(const uint8_t *start, const uint8_t *end)
{
    size_t count = 0;
    LINE_VECTOR feed = LINE_SET('\n');
    const uint8_t *place = start;
    for (; end - place >= 2 * LINE_WIDTH; place += 2 * LINE_WIDTH) {
        uint64_t low = (uint32_t)LINE_BITS(LINE_EQUAL(LINE_LOAD(place), feed));
        uint64_t high = (uint32_t)LINE_BITS(LINE_EQUAL(LINE_LOAD(place + LINE_WIDTH), feed));
        count += (size_t)__builtin_popcountll(low | high << 32);
    }
    for (; place < end; place++)
        count += *place == '\n';
    return count;
}

#undef LINE_NAME
#undef LINE_TARGET
#undef LINE_WIDTH
#undef LINE_VECTOR
#undef LINE_LOAD
#undef LINE_SET
#undef LINE_EQUAL
#undef LINE_AND
#undef LINE_OR
#undef LINE_BITS
