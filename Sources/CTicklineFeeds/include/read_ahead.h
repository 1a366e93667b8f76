// Reads a file ahead of its consumer, on one thread, a few pieces at most.

#ifndef READ_AHEAD_H
#define READ_AHEAD_H

#include <stddef.h>
#include <stdint.h>

enum {
    read_ahead_piece = 256 * 1024, // bytes asked for at a time
    read_ahead_room = 256 * 1024,  // bytes before each piece that belong to the consumer
    read_ahead_slack = 256,        // bytes behind each piece that belong to the consumer
    read_ahead_pieces = 4,         // two with the consumer, two ahead
};

struct read_ahead;

/// Starts to read a descriptor, which stays the caller's and must be open until `read_ahead_stop`. Null where there is no
/// memory or no thread.
struct read_ahead *read_ahead_start(int descriptor);

/// Waits for the next piece. Returns how many bytes it has: 0 at the end, less than 0 for the negative of an `errno`. The
/// piece and the room around it are the consumer's until the call after the next one.
intptr_t read_ahead_next(struct read_ahead *reader, uint8_t **piece);

/// Stops and waits for the thread, which ends after the read it is at.
void read_ahead_stop(struct read_ahead *reader);

#endif
