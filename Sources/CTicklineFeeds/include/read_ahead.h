// Reads a source of bytes ahead of its consumer, on one thread, a few pieces at most, and scans its rows there, too.

#ifndef READ_AHEAD_H
#define READ_AHEAD_H

#include "byte_source.h"
#include "row_scan.h"

enum {
    read_ahead_piece = 256 * 1024, // bytes asked for at a time
    read_ahead_room = 256 * 1024,  // bytes before each piece that belong to the consumer
    read_ahead_slack = 4096,       // bytes behind each piece that belong to the consumer
    // Of the memory that is read into: a page. To a place up to 31 bytes further into its page than the file's bytes are in
    // theirs, which is where malloc puts it, some processors (AMD's Zen 3) copy five times as slowly.
    read_ahead_alignment = 4096,
    read_ahead_pieces = 4,         // two with the consumer, two ahead
    read_ahead_rows = 8192,        // rows of wanted symbols that a scan keeps of a piece
};

struct read_ahead;

/// What a piece is.
enum read_ahead_kind {
    read_ahead_bytes,
    read_ahead_file, // the bytes of a file begin, of which an archive has several
    read_ahead_end,
};

/// A piece of the source.
struct read_ahead_piece {
    enum read_ahead_kind kind;
    uint8_t *bytes;
    intptr_t size; // at the end 0, or the negative of an `errno` where reading failed
    char name[byte_entry_size]; // of the file that begins; empty where it has none
    const char *fault; // at the end: what is wrong with packed bytes, or empty
    uint64_t scan_number; // which request the scan answers; 0 where nothing was scanned
    // The lines from `scan_start` to `scan_end` were scanned, `line_count` of them; the rows' places count from `bytes`, their
    // lines from `scan_start`.
    size_t scan_start, scan_end;
    uint64_t line_count;
    struct row *rows;
    size_t row_count;
};

/// Starts to read a source, which it closes at its stop. Null where there is no source, no memory or no thread; the source
/// is closed then.
struct read_ahead *read_ahead_start(struct byte_source *source);

/// Waits for the next piece, so many milliseconds at most: null where it has not come by then. It and the room around it are
/// the consumer's until the call after the next one.
const struct read_ahead_piece *read_ahead_next(struct read_ahead *reader, unsigned milliseconds);

/// The name of the file that a piece begins.
static inline const char *read_ahead_name(const struct read_ahead_piece *piece)
{
    return piece->name;
}

/// From the next piece on, rows of this shape are scanned, with these symbols, which are copied. A scan stops at a symbol
/// that is not among them, so it does no harm that pieces that are there already were scanned with fewer. `number`, which
/// is not 0, is another one for another shape. Where there is no memory for the copy, nothing changes.
void read_ahead_scan(struct read_ahead *reader, uint64_t number, const struct row_shape *shape,
                     const struct row_symbols *symbols);

/// Stops and waits for the thread, which ends soon.
void read_ahead_stop(struct read_ahead *reader);

#endif
