// Reads a file ahead of its consumer, on one thread, a few pieces at most, and scans its rows there, too.

#ifndef READ_AHEAD_H
#define READ_AHEAD_H

#include "row_scan.h"

enum {
    read_ahead_piece = 256 * 1024, // bytes asked for at a time
    read_ahead_room = 256 * 1024,  // bytes before each piece that belong to the consumer
    read_ahead_slack = 256,        // bytes behind each piece that belong to the consumer
    read_ahead_pieces = 4,         // two with the consumer, two ahead
    read_ahead_rows = 8192,        // rows of wanted symbols that a scan keeps of a piece
};

struct read_ahead;

/// A piece of the file.
struct read_ahead_piece {
    uint8_t *bytes;
    intptr_t size; // 0 at the end, less than 0 for the negative of an `errno`
    uint64_t scan_number; // which request the scan answers; 0 where nothing was scanned
    // The lines from `scan_start` to `scan_end` were scanned, `line_count` of them; the rows' places count from `bytes`, their
    // lines from `scan_start`.
    size_t scan_start, scan_end;
    uint64_t line_count;
    struct row *rows;
    size_t row_count;
};

/// Starts to read a descriptor, which stays the caller's and must be open until `read_ahead_stop`. Null where there is no
/// memory or no thread.
struct read_ahead *read_ahead_start(int descriptor);

/// Waits for the next piece. It and the room around it are the consumer's until the call after the next one.
const struct read_ahead_piece *read_ahead_next(struct read_ahead *reader);

/// From the next piece on, rows of this shape are scanned, with these symbols, which are copied. A scan stops at a symbol
/// that is not among them, so it does no harm that pieces that are there already were scanned with fewer. `number`, which
/// is not 0, is another one for another shape. Where there is no memory for the copy, nothing changes.
void read_ahead_scan(struct read_ahead *reader, uint64_t number, const struct row_shape *shape,
                     const struct row_symbols *symbols);

/// Stops and waits for the thread, which ends after the read it is at.
void read_ahead_stop(struct read_ahead *reader);

#endif
