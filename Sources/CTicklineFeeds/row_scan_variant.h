// The scan for one set of instructions: included once for each, with
//
//   ROW_NAME(name)   the name of a function of this variant
//   ROW_TARGET       the attribute that allows its instructions
//   ROW_MASKS        the function that looks at 64 bytes
//   ROW_LINE_FEEDS   the function that finds the line feeds among them

/// Describes a field that should be a decimal number of up to nine digits, and up to nine behind a point. Not 0 where it
/// is not.
ROW_TARGET static inline uint64_t
ROW_NAME(scan_number)(struct row_number *number, const uint8_t *text, uint32_t start, uint32_t end, uint8_t separator)
{
    bool is_negative = text[start] == '-';
    start += is_negative;
    unsigned count = end - start; // wraps round for an empty field, which the last check refuses
    struct masks masks = ROW_MASKS(text + start, separator);
    uint64_t all = low_bits(count & 31), digits = masks.digits & all, dots = masks.dots & all;
    unsigned whole = (unsigned)__builtin_ctzll(dots | (uint64_t)1 << (count & 31));
    unsigned fraction = count - whole - (dots != 0);
    *number = (struct row_number){start, (uint8_t)whole, (uint8_t)fraction, is_negative};
    return ((digits | dots) ^ all) | (dots & (dots - 1)) | (whole - 1 > 8) | (fraction > 9) | (count > 31);
}

/// Reads a row by itself. False where its shape is not the usual one. The symbol is found but not looked up.
ROW_TARGET static bool
ROW_NAME(scan_row)(struct row_fields *fields, const uint8_t *text, const struct row_shape *shape)
{
    uint32_t limits[row_most_columns + 1]; // field n lies between limits[n] and limits[n + 1] - 1
    limits[0] = 0;
    uint32_t window = 0;
    struct masks masks = ROW_MASKS(text, shape->separator);
    uint64_t ends = masks.separators | masks.controls, wrong = 0;
    int last = shape->column_count - 1;
    uint8_t line_end = shape->has_carriage_returns ? '\r' : '\n';
    *fields = (struct row_fields){0};
    for (int column = 0; column <= last; column++) {
        while (ends == 0) {
            window += 64;
            if (window > row_longest || masks.quotes)
                return false;
            masks = ROW_MASKS(text + window, shape->separator);
            ends = masks.separators | masks.controls;
        }
        uint32_t end = window + (uint32_t)__builtin_ctzll(ends);
        ends &= ends - 1;
        limits[column + 1] = end + 1;
        if (text[end] != (column == last ? line_end : shape->separator))
            return false;
    }
    if (masks.quotes & low_bits(limits[last + 1] - 1 - window))
        return false;
    if (shape->time_column >= 0) {
        uint32_t start = limits[shape->time_column], end = limits[shape->time_column + 1] - 1;
        uint64_t all = low_bits(shape->time_digits);
        fields->time_start = start;
        wrong |= (end - start) ^ shape->time_digits;
        wrong |= (ROW_MASKS(text + start, shape->separator).digits & all) ^ all;
    }
    uint32_t start = limits[shape->symbol_column], length = limits[shape->symbol_column + 1] - 1 - start;
    wrong |= length - 1 > 7;
    fields->symbol_start = start;
    fields->symbol_shift = (uint8_t)(64 - 8 * length);
    wrong |= ROW_NAME(scan_number)(&fields->price, text, limits[shape->price_column], limits[shape->price_column + 1] - 1,
                                   shape->separator);
    if (shape->size_column >= 0) {
        wrong |= ROW_NAME(scan_number)(&fields->size, text, limits[shape->size_column], limits[shape->size_column + 1] - 1,
                                       shape->separator);
        wrong |= fields->size.is_negative;
    }
    fields->length = limits[last + 1] + shape->has_carriage_returns;
    wrong |= text[fields->length - 1] ^ '\n';
    return wrong == 0;
}

/// Notes where the lines of a text end, behind each line feed, for at least `row_batch` lines or all of them.
ROW_TARGET static size_t ROW_NAME(find_lines)(uint32_t *ends, const uint8_t *text, size_t size)
{
    size_t count = 0;
    for (size_t offset = 0; offset < size && count < row_batch; offset += 64) {
        for (uint64_t feeds = ROW_LINE_FEEDS(text + offset); feeds; feeds &= feeds - 1)
            ends[count++] = (uint32_t)(offset + (size_t)__builtin_ctzll(feeds)) + 1;
    }
    while (count && ends[count - 1] > size) // behind the last line
        count--;
    return count;
}

/// Reads a row of a known length: by a template, or by itself, which makes one. Returns where its fields are, in the
/// template or in `own`; null where the row is not of the usual shape.
ROW_TARGET static inline __attribute__((always_inline)) const struct row_fields *
ROW_NAME(scan_line)(struct row_fields *own, const uint8_t *text, uint32_t length, const struct row_shape *shape,
                    struct row_template *templates)
{
    struct masks masks = ROW_MASKS(text, shape->separator);
    uint64_t controls = masks.controls & ~masks.separators;
    uint64_t within = (controls - 1) & ~controls; // the bytes before the end of the line, if that is within reach
    struct masks_key key = {masks.separators & within, masks.digits & within, masks.dots & within,
                            masks.minuses & within, within};
    struct row_template *template = templates + row_template_place(&key);
    uint64_t wrong = (uint64_t)(within == 0) | (template->key.separators ^ key.separators)
        | (template->key.digits ^ key.digits) | (template->key.dots ^ key.dots) | (template->key.minuses ^ key.minuses)
        | (template->key.within ^ key.within) | (masks.quotes & within) | (template->fields.length ^ length);
    if (shape->has_carriage_returns)
        wrong |= length < 2 || text[length - 2] != '\r';
    if (__builtin_expect(wrong == 0, 1))
        return &template->fields;
    if (!ROW_NAME(scan_row)(own, text, shape) || own->length != length)
        return NULL;
    if (controls && !(masks.quotes & within))
        *template = (struct row_template){key, *own};
    return own;
}

ROW_TARGET static size_t
ROW_NAME(scan)(struct row_scan *scan, struct row *rows, size_t capacity, const uint8_t *buffer, size_t limit,
               const struct row_shape *shape, const struct row_symbols *symbols, struct row_template *templates)
{
    size_t count = 0;
    bool is_usual = true;
    const struct row_symbols known = *symbols; // which no row that is written can change
    while (is_usual && scan->offset < limit && count < capacity) {
        // Where lines end is found first, so that no row has to wait for the one before it.
        uint32_t ends[row_batch + 64], start = 0;
        size_t batch = scan->offset, line_count = ROW_NAME(find_lines)(ends, buffer + batch, limit - batch), line = 0;
        for (; line < line_count && count < capacity; line++) {
            const uint8_t *text = buffer + batch + start;
            struct row_fields own;
            const struct row_fields *fields = ROW_NAME(scan_line)(&own, text, ends[line] - start, shape, templates);
            is_usual = fields != NULL;
            if (__builtin_expect(!is_usual, 0))
                break;
            uint64_t bytes;
            memcpy(&bytes, text + fields->symbol_start, sizeof bytes);
            bytes = bytes << fields->symbol_shift >> fields->symbol_shift;
            const struct row_symbol *symbol = row_symbol_place(&known, bytes);
            // A time that begins with a 9 might not fit.
            is_usual = symbol->bytes == bytes && (shape->time_column < 0 || text[fields->time_start] != '9');
            if (__builtin_expect(!is_usual, 0))
                break;
            // The row of an unwanted symbol is written over by the next.
            rows[count].offset = batch + start;
            rows[count].line = scan->line + line;
            rows[count].symbol = *symbol;
            rows[count].fields = *fields;
            count += symbol->is_wanted;
            start = ends[line];
        }
        *scan = (struct row_scan){batch + start, scan->line + line};
    }
    return count;
}

#undef ROW_NAME
#undef ROW_TARGET
#undef ROW_MASKS
#undef ROW_LINE_FEEDS
