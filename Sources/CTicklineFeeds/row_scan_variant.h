// The scan for one set of instructions: included once for each, with
//
//   ROW_NAME(name)   the name of a function or a type of this variant
//   ROW_TARGET       the attribute that allows its instructions

/// Describes a field that should be a decimal number of up to nine digits, and up to nine behind a point. Not 0 where it
/// is not.
ROW_TARGET static inline uint64_t ROW_NAME(scan_number)(struct row_number *number, const uint8_t *text, uint32_t start,
                                                        uint32_t end, const struct class_tables *tables)
{
    bool is_negative = text[start] == '-';
    start += is_negative;
    unsigned count = end - start; // wraps round for an empty field, which the last check refuses
    struct ROW_NAME(classes) classes = ROW_NAME(classes)(text + start, tables);
    uint64_t all = low_bits(count & 31), digits = ROW_NAME(class_bits)(classes, class_digit) & all;
    uint64_t dots = ROW_NAME(class_bits)(classes, class_dot) & all;
    unsigned whole = (unsigned)__builtin_ctzll(dots | (uint64_t)1 << (count & 31));
    unsigned fraction = count - whole - (dots != 0);
    *number = (struct row_number){(uint16_t)start, (uint8_t)whole, (uint8_t)fraction, is_negative};
    return ((digits | dots) ^ all) | (dots & (dots - 1)) | (whole - 1 > 8) | (fraction > 9) | (count > 31);
}

/// Finds where the fields of a row end: field n lies between limits[n] and limits[n + 1] - 1. False where it has not the
/// columns it should have, or a quotation mark.
ROW_TARGET static bool ROW_NAME(find_fields)(uint32_t limits[row_most_columns + 1], const uint8_t *text,
                                             const struct row_shape *shape, const struct class_tables *tables)
{
    limits[0] = 0;
    uint32_t window = 0;
    uint64_t ends = 0, quotes = 0;
    for (int column = 0; column < shape->column_count; column++) {
        for (bool is_first = column == 0; ends == 0; is_first = false) {
            window += is_first ? 0 : 64;
            if (window > row_longest || quotes)
                return false;
            struct ROW_NAME(classes) classes = ROW_NAME(classes)(text + window, tables);
            quotes = ROW_NAME(class_bits)(classes, class_quote);
            ends = ROW_NAME(class_bits)(classes, class_separator) | ROW_NAME(class_bits)(classes, class_control);
        }
        uint32_t end = window + (uint32_t)__builtin_ctzll(ends);
        ends &= ends - 1;
        limits[column + 1] = end + 1;
        uint8_t line_end = shape->has_carriage_returns ? '\r' : '\n';
        if (text[end] != (column == shape->column_count - 1 ? line_end : shape->separator))
            return false;
    }
    return !(quotes & low_bits(limits[shape->column_count] - 1 - window));
}

/// Reads a row by itself. False where its shape is not the usual one. The symbol is found but not looked up.
ROW_TARGET static bool ROW_NAME(scan_row)(struct row_fields *fields, const uint8_t *text, const struct row_shape *shape,
                                          const struct class_tables *tables)
{
    uint32_t limits[row_most_columns + 1];
    if (!ROW_NAME(find_fields)(limits, text, shape, tables))
        return false;
    *fields = (struct row_fields){0};
    uint64_t wrong = 0;
    if (shape->time_column >= 0) {
        uint32_t start = limits[shape->time_column], end = limits[shape->time_column + 1] - 1;
        uint64_t all = low_bits(shape->time_digits);
        uint64_t digits = ROW_NAME(class_bits)(ROW_NAME(classes)(text + start, tables), class_digit);
        fields->time_start = (uint16_t)start;
        wrong |= ((end - start) ^ shape->time_digits) | ((digits & all) ^ all);
    }
    uint32_t start = limits[shape->symbol_column], length = limits[shape->symbol_column + 1] - 1 - start;
    wrong |= length - 1 > 7;
    fields->symbol_start = (uint16_t)start;
    fields->symbol_shift = (uint8_t)(64 - 8 * length);
    wrong |= ROW_NAME(scan_number)(&fields->price, text, limits[shape->price_column], limits[shape->price_column + 1] - 1,
                                   tables);
    if (shape->size_column >= 0) {
        wrong |= ROW_NAME(scan_number)(&fields->size, text, limits[shape->size_column], limits[shape->size_column + 1] - 1,
                                       tables);
        wrong |= fields->size.is_negative;
    }
    fields->length = (uint16_t)(limits[shape->column_count] + shape->has_carriage_returns);
    wrong |= text[fields->length - 1] ^ '\n';
    return wrong == 0;
}

/// Notes where the lines of a text end, behind each line feed, for at least `row_batch` lines or all of them.
ROW_TARGET static size_t ROW_NAME(find_lines)(uint32_t *ends, const uint8_t *text, size_t size)
{
    size_t count = 0;
    for (size_t offset = 0; offset < size && count < row_batch; offset += 64) {
        for (uint64_t feeds = ROW_NAME(line_feeds)(text + offset); feeds; feeds &= feeds - 1)
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
                    const struct class_tables *tables, struct row_template *templates)
{
    if (__builtin_expect(length > 64, 0))
        return ROW_NAME(scan_row)(own, text, shape, tables) && own->length == length ? own : NULL;
    struct ROW_NAME(classes) classes = ROW_NAME(classes_within)(ROW_NAME(classes)(text, tables), length - 1);
    // Nearly all rows that differ do in where their digits are; the others take turns in one place.
    uint64_t digits = ROW_NAME(class_bits)(classes, class_digit) | (uint64_t)1 << (length - 1);
    struct row_template *template = templates + (digits * UINT64_C(0x9E3779B97F4A7C15) >> 57);
    bool is_other = ROW_NAME(classes_differ)(classes, template->classes) | (template->fields.length != length);
    if (shape->has_carriage_returns)
        is_other |= length < 2 || text[length - 2] != '\r';
    if (__builtin_expect(!is_other, 1))
        return &template->fields;
    if (!ROW_NAME(scan_row)(own, text, shape, tables) || own->length != length)
        return NULL;
    ROW_NAME(keep_classes)(classes, template->classes);
    template->fields = *own;
    return own;
}

ROW_TARGET static size_t
ROW_NAME(scan)(struct row_scan *scan, struct row *rows, size_t capacity, const uint8_t *buffer, size_t limit,
               const struct row_shape *shape, const struct row_symbols *symbols, struct row_template *templates)
{
    size_t count = 0;
    bool is_usual = true;
    const struct row_symbols known = *symbols; // which no row that is written can change
    const struct class_tables tables = class_tables(shape->separator);
    while (is_usual && scan->offset < limit && count < capacity) {
        // Where lines end is found first, so that no row has to wait for the one before it.
        uint32_t ends[row_batch + 64], start = 0;
        const uint8_t *batch = buffer + scan->offset;
        size_t line_count = ROW_NAME(find_lines)(ends, batch, limit - scan->offset), line = 0, wanted_count = 0;
        if (line_count > row_batch)
            line_count = row_batch;
        if (line_count > capacity - count)
            line_count = capacity - count;
        struct wanted_row wanted[row_batch];
        for (; line < line_count; line++) {
            const uint8_t *text = batch + start;
            struct row_fields own;
            const struct row_fields *fields =
                ROW_NAME(scan_line)(&own, text, ends[line] - start, shape, &tables, templates);
            is_usual = fields != NULL;
            if (__builtin_expect(!is_usual, 0))
                break;
            uint64_t bytes = load_eight(text + fields->symbol_start) << fields->symbol_shift >> fields->symbol_shift;
            const struct row_symbol *symbol = row_symbol_place(&known, bytes);
            // A time that begins with a 9 might not fit.
            is_usual = symbol->bytes == bytes && (shape->time_column < 0 || text[fields->time_start] != '9');
            if (__builtin_expect(!is_usual, 0))
                break;
            // The row of an unwanted symbol is written over by the next.
            wanted[wanted_count] = (struct wanted_row){start, (uint32_t)line, symbol, *fields};
            wanted_count += symbol->is_wanted;
            start = ends[line];
        }
        for (size_t n = 0; n < wanted_count; n++) {
            rows[count] = row_of(&wanted[n], batch, shape);
            rows[count].offset += (uint32_t)scan->offset;
            rows[count++].line += (uint32_t)scan->line;
        }
        *scan = (struct row_scan){scan->offset + start, scan->line + line};
    }
    return count;
}

#undef ROW_NAME
#undef ROW_TARGET
