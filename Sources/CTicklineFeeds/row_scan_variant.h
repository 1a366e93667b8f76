// The scan for one set of instructions: included once for each, with
//
//   ROW_NAME(name)   the name of a function of this variant
//   ROW_TARGET       the attribute that allows its instructions
//   ROW_MASKS        the function that looks at 64 bytes

/// Looks a symbol of `length` bytes up. Not 0 where it is not in the table.
ROW_TARGET static inline uint64_t
ROW_NAME(scan_symbol)(struct row_symbol *symbol, const uint8_t *text, uint32_t length, const struct row_symbol *symbols)
{
    uint64_t bytes;
    memcpy(&bytes, text, sizeof bytes);
    unsigned unused = (64 - 8 * length) & 63; // an empty or longer one is refused below
    bytes = bytes << unused >> unused;
    *symbol = symbols[row_symbol_place(bytes)];
    return (symbol->bytes ^ bytes) | (length - 1 > 7);
}

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

/// Reads a row of any columns. Returns its length with the end of its line, or 0 where its shape is not the usual one.
ROW_TARGET static uint32_t
ROW_NAME(scan_any)(struct row *row, const uint8_t *text, const struct row_shape *shape, const struct row_symbol *symbols)
{
    uint32_t limits[row_most_columns + 1]; // field n lies between limits[n] and limits[n + 1] - 1
    limits[0] = 0;
    uint64_t wrong = 0;
    uint32_t window = 0;
    uint64_t ends = ROW_MASKS(text, shape->separator).ends;
    int last = shape->column_count - 1;
    uint8_t line_end = shape->has_carriage_returns ? '\r' : '\n';
    for (int column = 0; column <= last; column++) {
        while (__builtin_expect(ends == 0, 0)) {
            window += 64;
            if (window > row_longest)
                return 0;
            ends = ROW_MASKS(text + window, shape->separator).ends;
        }
        uint32_t end = window + (uint32_t)__builtin_ctzll(ends);
        ends &= ends - 1;
        limits[column + 1] = end + 1;
        if (text[end] != (column == last ? line_end : shape->separator))
            return 0;
    }
    if (shape->time_column >= 0) {
        uint32_t start = limits[shape->time_column], end = limits[shape->time_column + 1] - 1;
        uint64_t all = low_bits(shape->time_digits);
        row->time_start = start;
        wrong |= (end - start) ^ shape->time_digits;
        wrong |= (ROW_MASKS(text + start, shape->separator).digits & all) ^ all;
        wrong |= text[start] > '8'; // more might not fit
    }
    uint32_t start = limits[shape->symbol_column], end = limits[shape->symbol_column + 1] - 1;
    wrong |= ROW_NAME(scan_symbol)(&row->symbol, text + start, end - start, symbols);
    wrong |= ROW_NAME(scan_number)(&row->price, text, limits[shape->price_column], limits[shape->price_column + 1] - 1,
                                   shape->separator);
    if (shape->size_column >= 0) {
        wrong |= ROW_NAME(scan_number)(&row->size, text, limits[shape->size_column], limits[shape->size_column + 1] - 1,
                                       shape->separator);
        wrong |= row->size.is_negative;
    }
    uint32_t length = limits[last + 1] + shape->has_carriage_returns;
    wrong |= text[length - 1] ^ '\n';
    return wrong ? 0 : length;
}

/// The same for time, symbol, price and size, in this order, that end within 64 bytes: one look at all of them. 0 where
/// they do not end there, too.
ROW_TARGET static inline uint32_t
ROW_NAME(scan_usual)(struct row *row, const uint8_t *text, const struct row_shape *shape, const struct row_symbol *symbols)
{
    uint8_t separator = shape->separator, line_end = shape->has_carriage_returns ? '\r' : '\n';
    struct masks masks = ROW_MASKS(text, separator);
    uint64_t after_time = masks.ends & (masks.ends - 1), after_symbol = after_time & (after_time - 1);
    uint64_t after_price = after_symbol & (after_symbol - 1);
    if (__builtin_expect(after_price == 0, 0))
        return 0;
    unsigned time_end = (unsigned)__builtin_ctzll(masks.ends), symbol_end = (unsigned)__builtin_ctzll(after_time);
    unsigned price_end = (unsigned)__builtin_ctzll(after_symbol), size_end = (unsigned)__builtin_ctzll(after_price);
    uint64_t wrong = (uint64_t)((text[time_end] ^ separator) | (text[symbol_end] ^ separator)
                                | (text[price_end] ^ separator) | (text[size_end] ^ line_end)
                                | (text[size_end + shape->has_carriage_returns] ^ '\n'));

    // All bytes but those of the symbol, the ends of fields and a minus sign must be digits or points.
    bool is_negative = text[symbol_end + 1] == '-';
    unsigned price_start = symbol_end + 1 + is_negative;
    uint64_t symbol = low_bits(symbol_end) & ~low_bits(time_end);
    uint64_t numbers = low_bits(size_end) & ~(symbol | masks.ends | (uint64_t)is_negative << (symbol_end + 1));
    uint64_t dots = masks.dots & numbers;
    wrong |= numbers & ~(masks.digits | dots);

    // At most one point in the price, one in the size, none in the time.
    uint64_t price_dots = dots & low_bits(price_end), size_dots = dots & ~low_bits(price_end);
    wrong |= (price_dots & (price_dots - 1)) | (size_dots & (size_dots - 1)) | (dots & low_bits(time_end));
    unsigned price_point = (unsigned)__builtin_ctzll(price_dots | (uint64_t)1 << price_end);
    unsigned size_point = (unsigned)__builtin_ctzll(size_dots | (uint64_t)1 << size_end);
    unsigned price_whole = price_point - price_start, price_fraction = price_end - price_point - (price_dots != 0);
    unsigned size_whole = size_point - price_end - 1, size_fraction = size_end - size_point - (size_dots != 0);
    wrong |= (price_whole - 1 > 8) | (price_fraction > 9) | (size_whole - 1 > 8) | (size_fraction > 9);
    wrong |= (time_end ^ shape->time_digits) | (text[0] > '8');
    wrong |= ROW_NAME(scan_symbol)(&row->symbol, text + time_end + 1, symbol_end - time_end - 1, symbols);

    row->time_start = 0;
    row->price = (struct row_number){price_start, (uint8_t)price_whole, (uint8_t)price_fraction, is_negative};
    row->size = (struct row_number){price_end + 1, (uint8_t)size_whole, (uint8_t)size_fraction, false};
    return wrong ? 0 : size_end + 1 + shape->has_carriage_returns;
}

ROW_TARGET static size_t
ROW_NAME(scan)(struct row_scan *scan, struct row *rows, size_t capacity, const uint8_t *buffer, size_t limit,
               const struct row_shape *shape, const struct row_symbol *symbols)
{
    bool is_usual = shape->column_count == 4 && shape->time_column == 0 && shape->symbol_column == 1
        && shape->price_column == 2 && shape->size_column == 3;
    size_t count = 0, offset = scan->offset;
    uint64_t line = scan->line;
    while (offset < limit && count < capacity) {
        struct row *row = rows + count;
        uint32_t length = is_usual ? ROW_NAME(scan_usual)(row, buffer + offset, shape, symbols) : 0;
        if (__builtin_expect(length == 0, 0))
            length = ROW_NAME(scan_any)(row, buffer + offset, shape, symbols);
        if (__builtin_expect(length == 0, 0))
            break;
        row->offset = offset;
        row->line = line;
        count += row->symbol.is_wanted; // the row of an unwanted symbol is written over
        offset += length;
        line++;
    }
    *scan = (struct row_scan){offset, line};
    return count;
}

#undef ROW_NAME
#undef ROW_TARGET
#undef ROW_MASKS
