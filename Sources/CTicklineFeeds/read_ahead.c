#include "read_ahead.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/// A ring of pieces. The thread fills those from `read_count` on; the consumer takes those from `taken_count` on. A piece
/// goes back to the thread when the one after the next is asked for, so that the consumer can carry over what it has not
/// used.
struct read_ahead {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    size_t read_count, taken_count;
    bool stops;
    struct byte_source *source;
    bool is_within; // a file of the source
    uint8_t *memory[read_ahead_pieces];
    struct read_ahead_piece pieces[read_ahead_pieces];

    // What the thread scans with, and what it is to scan with from now on.
    bool has_news;
    uint64_t number, new_number; // 0 before the first request
    struct row_shape shape, new_shape;
    struct row_symbols symbols, new_symbols; // copies that belong to the reader
    struct row_template templates[row_templates];
};

static void read_piece(struct read_ahead *reader, struct read_ahead_piece *piece)
{
    piece->scan_number = 0;
    if (reader->is_within) {
        piece->kind = read_ahead_bytes;
        piece->size = byte_source_read(reader->source, piece->bytes, read_ahead_piece);
        reader->is_within = piece->size > 0;
        if (reader->is_within)
            return;
    }
    if (piece->size >= 0) {
        piece->kind = read_ahead_file;
        piece->size = byte_source_next(reader->source, piece->name);
        reader->is_within = piece->size > 0;
        if (reader->is_within)
            return;
    }
    piece->kind = read_ahead_end;
    piece->fault = byte_source_fault(reader->source);
}

/// Scans the lines that begin and end in a piece.
static void scan_piece(struct read_ahead *reader, struct read_ahead_piece *piece)
{
    const uint8_t *first = memchr(piece->bytes, '\n', (size_t)piece->size);
    if (!first)
        return;
    size_t limit = (size_t)piece->size;
    while (piece->bytes[limit - 1] != '\n')
        limit--;
    memset(piece->bytes + piece->size, 0, row_slack);
    piece->scan_number = reader->number;
    struct row_scan scan = {(size_t)(first - piece->bytes) + 1, 0};
    piece->scan_start = scan.offset;
    piece->row_count = row_scan(&scan, piece->rows, read_ahead_rows, piece->bytes, limit, &reader->shape,
                                &reader->symbols, reader->templates);
    piece->scan_end = scan.offset;
    piece->line_count = scan.line;
}

/// Takes over what the consumer wants scanned. Under `lock`.
static void hear_news(struct read_ahead *reader)
{
    if (!reader->has_news)
        return;
    reader->has_news = false;
    if (reader->number != reader->new_number)
        memset(reader->templates, 0, sizeof reader->templates);
    reader->number = reader->new_number;
    reader->shape = reader->new_shape;
    free(reader->symbols.places);
    reader->symbols = reader->new_symbols;
    reader->new_symbols.places = NULL;
}

static void *read_pieces(void *argument)
{
    struct read_ahead *reader = argument;
    for (;;) {
        pthread_mutex_lock(&reader->lock);
        // The piece that was taken last, and the one before it, are still the consumer's.
        while (!reader->stops && reader->read_count + 2 >= reader->taken_count + read_ahead_pieces)
            pthread_cond_wait(&reader->changed, &reader->lock);
        struct read_ahead_piece *piece = &reader->pieces[reader->read_count % read_ahead_pieces];
        bool stops = reader->stops;
        hear_news(reader);
        pthread_mutex_unlock(&reader->lock);
        if (stops)
            return NULL;
        piece->size = 0;
        read_piece(reader, piece);
        bool is_last = piece->kind == read_ahead_end;
        if (piece->kind == read_ahead_bytes && reader->number)
            scan_piece(reader, piece);
        pthread_mutex_lock(&reader->lock);
        reader->read_count++;
        pthread_cond_signal(&reader->changed);
        pthread_mutex_unlock(&reader->lock);
        if (is_last)
            return NULL;
    }
}

static void release(struct read_ahead *reader)
{
    for (int i = 0; i < read_ahead_pieces; i++) {
        free(reader->memory[i]);
        free(reader->pieces[i].rows);
    }
    free(reader->symbols.places);
    free(reader->new_symbols.places);
    byte_source_close(reader->source);
    pthread_mutex_destroy(&reader->lock);
    pthread_cond_destroy(&reader->changed);
    free(reader);
}

struct read_ahead *read_ahead_start(struct byte_source *source)
{
    struct read_ahead *reader = source ? calloc(1, sizeof *reader) : NULL;
    if (!reader) {
        byte_source_close(source);
        return NULL;
    }
    reader->source = source;
    pthread_mutex_init(&reader->lock, NULL);
    pthread_cond_init(&reader->changed, NULL);
    bool has_memory = true;
    for (int i = 0; i < read_ahead_pieces; i++) {
        reader->memory[i] = aligned_alloc(read_ahead_alignment, read_ahead_room + read_ahead_piece + read_ahead_slack);
        reader->pieces[i].rows = malloc(read_ahead_rows * sizeof(struct row));
        reader->pieces[i].bytes = reader->memory[i] + read_ahead_room;
        has_memory = has_memory && reader->memory[i] && reader->pieces[i].rows;
    }
    // Signals are for the consumer's thread.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool has_thread = has_memory && pthread_create(&reader->thread, NULL, read_pieces, reader) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (has_thread)
        return reader;
    release(reader);
    return NULL;
}

/// The time of the system's clock in so many milliseconds.
static struct timespec after(unsigned milliseconds)
{
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    long nanoseconds = time.tv_nsec + (long)(milliseconds % 1000) * 1000000;
    time.tv_sec += milliseconds / 1000 + nanoseconds / 1000000000;
    time.tv_nsec = nanoseconds % 1000000000;
    return time;
}

const struct read_ahead_piece *read_ahead_next(struct read_ahead *reader, unsigned milliseconds)
{
    const struct read_ahead_piece *piece = NULL;
    pthread_mutex_lock(&reader->lock);
    if (reader->read_count == reader->taken_count) {
        struct timespec end = after(milliseconds);
        while (reader->read_count == reader->taken_count
               && pthread_cond_timedwait(&reader->changed, &reader->lock, &end) == 0) {
        }
    }
    if (reader->read_count != reader->taken_count) {
        piece = &reader->pieces[reader->taken_count % read_ahead_pieces];
        if (piece->kind != read_ahead_end)
            reader->taken_count++; // the end is told again and again
        pthread_cond_signal(&reader->changed);
    }
    pthread_mutex_unlock(&reader->lock);
    return piece;
}

void read_ahead_scan(struct read_ahead *reader, uint64_t number, const struct row_shape *shape,
                     const struct row_symbols *symbols)
{
    size_t size = symbols->count * sizeof *symbols->places;
    struct row_symbol *places = malloc(size);
    if (!places)
        return;
    memcpy(places, symbols->places, size);
    pthread_mutex_lock(&reader->lock);
    reader->new_number = number;
    reader->new_shape = *shape;
    free(reader->new_symbols.places); // news that nobody has heard
    reader->new_symbols = *symbols;
    reader->new_symbols.places = places;
    reader->has_news = true;
    pthread_mutex_unlock(&reader->lock);
}

void read_ahead_stop(struct read_ahead *reader)
{
    pthread_mutex_lock(&reader->lock);
    reader->stops = true;
    byte_source_stop(reader->source);
    pthread_cond_signal(&reader->changed);
    pthread_mutex_unlock(&reader->lock);
    pthread_join(reader->thread, NULL);
    release(reader);
}
