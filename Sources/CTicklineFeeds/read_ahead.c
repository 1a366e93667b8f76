#include "read_ahead.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

/// A ring of pieces. The thread fills those from `read_count` on, while fewer than all are taken; the consumer takes those
/// from `taken_count` on. A piece goes back to the thread when the one after the next is asked for, so that the consumer
/// can carry over what it has not used.
struct read_ahead {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    size_t read_count, taken_count;
    bool stops;
    int descriptor;
    uint8_t *memory[read_ahead_pieces];
    intptr_t sizes[read_ahead_pieces];
};

static void *read_pieces(void *argument)
{
    struct read_ahead *reader = argument;
    for (;;) {
        pthread_mutex_lock(&reader->lock);
        // The piece that was taken last, and the one before it, are still the consumer's.
        while (!reader->stops && reader->read_count + 2 >= reader->taken_count + read_ahead_pieces)
            pthread_cond_wait(&reader->changed, &reader->lock);
        size_t place = reader->read_count % read_ahead_pieces;
        bool stops = reader->stops;
        pthread_mutex_unlock(&reader->lock);
        if (stops)
            return NULL;
        ssize_t size;
        do
            size = read(reader->descriptor, reader->memory[place] + read_ahead_room, read_ahead_piece);
        while (size < 0 && errno == EINTR);
        pthread_mutex_lock(&reader->lock);
        reader->sizes[place] = size < 0 ? -errno : size;
        reader->read_count++;
        pthread_cond_signal(&reader->changed);
        pthread_mutex_unlock(&reader->lock);
        if (size <= 0)
            return NULL;
    }
}

static void release(struct read_ahead *reader)
{
    for (int i = 0; i < read_ahead_pieces; i++)
        free(reader->memory[i]);
    pthread_mutex_destroy(&reader->lock);
    pthread_cond_destroy(&reader->changed);
    free(reader);
}

struct read_ahead *read_ahead_start(int descriptor)
{
    struct read_ahead *reader = calloc(1, sizeof *reader);
    if (!reader)
        return NULL;
    reader->descriptor = descriptor;
    pthread_mutex_init(&reader->lock, NULL);
    pthread_cond_init(&reader->changed, NULL);
    bool has_memory = true;
    for (int i = 0; i < read_ahead_pieces; i++) {
        reader->memory[i] = malloc(read_ahead_room + read_ahead_piece + read_ahead_slack);
        has_memory = has_memory && reader->memory[i];
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

intptr_t read_ahead_next(struct read_ahead *reader, uint8_t **piece)
{
    pthread_mutex_lock(&reader->lock);
    while (reader->read_count == reader->taken_count)
        pthread_cond_wait(&reader->changed, &reader->lock);
    size_t place = reader->taken_count % read_ahead_pieces;
    intptr_t size = reader->sizes[place];
    if (size > 0)
        reader->taken_count++; // the end is told again and again
    pthread_cond_signal(&reader->changed);
    pthread_mutex_unlock(&reader->lock);
    *piece = reader->memory[place] + read_ahead_room;
    return size;
}

void read_ahead_stop(struct read_ahead *reader)
{
    pthread_mutex_lock(&reader->lock);
    reader->stops = true;
    pthread_cond_signal(&reader->changed);
    pthread_mutex_unlock(&reader->lock);
    pthread_join(reader->thread, NULL);
    release(reader);
}
