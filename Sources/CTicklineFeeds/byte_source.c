#include "byte_source.h"

#include "decoder.h"
#include "raw_input.h"
#include "zip_reader.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct byte_source {
    enum byte_form form;
    bool has_begun;
    bool is_between; // streams: the input may end here
    int error;       // found after bytes that are still to be handed out; an `errno`
    struct decoder *decoder;
    struct zip_reader *zip;
    char fault[byte_fault_size];
    struct raw_input input;
};

/// The first bytes of the forms. A zip archive without entries begins with its end.
static const struct {
    enum byte_form form;
    size_t size;
    uint8_t bytes[byte_form_size], mask[byte_form_size];
} beginnings[] = {
    {byte_gzip, 2, {0x1F, 0x8B}, {0xFF, 0xFF}},
    {byte_zstd, 4, {0x28, 0xB5, 0x2F, 0xFD}, {0xFF, 0xFF, 0xFF, 0xFF}},
    {byte_zstd, 4, {0x50, 0x2A, 0x4D, 0x18}, {0xF0, 0xFF, 0xFF, 0xFF}}, // a frame that is to be skipped
    {byte_xz, 6, {0xFD, '7', 'z', 'X', 'Z', 0}, {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}},
    {byte_bzip2, 6, {'B', 'Z', 'h', '0', 0x31, 0x41}, {0xFF, 0xFF, 0xFF, 0xF0, 0xFF, 0xFF}},
    {byte_bzip2, 6, {'B', 'Z', 'h', '0', 0x17, 0x72}, {0xFF, 0xFF, 0xFF, 0xF0, 0xFF, 0xFF}}, // of nothing
    {byte_zip, 4, {'P', 'K', 3, 4}, {0xFF, 0xFF, 0xFF, 0xFF}},
    {byte_zip, 4, {'P', 'K', 5, 6}, {0xFF, 0xFF, 0xFF, 0xFF}},
};

enum byte_form byte_form_of(const uint8_t *start, size_t size)
{
    enum byte_form form = size ? byte_plain : byte_undecided;
    for (size_t n = 0; n < sizeof beginnings / sizeof *beginnings; n++) {
        size_t same = 0, most = size < beginnings[n].size ? size : beginnings[n].size;
        while (same < most && (start[same] & beginnings[n].mask[same]) == beginnings[n].bytes[same])
            same++;
        if (same == beginnings[n].size)
            return beginnings[n].form;
        if (same == size)
            form = byte_undecided;
    }
    return form;
}

static const char *form_name(enum byte_form form)
{
    static const char *const names[] = {
        [byte_gzip] = "gzip", [byte_zstd] = "zstd", [byte_xz] = "xz", [byte_bzip2] = "bzip2", [byte_zip] = "zip"};
    return names[form];
}

intptr_t raw_input_read(struct raw_input *input, uint8_t *bytes, size_t size)
{
    for (;;) {
        if (atomic_load_explicit(&input->stops, memory_order_relaxed))
            return -ECANCELED;
        // A read that waits could not be stopped.
        struct pollfd descriptor = {input->descriptor, POLLIN, 0};
        if (input->can_wait && poll(&descriptor, 1, 50) == 0)
            continue;
        ssize_t count = read(input->descriptor, bytes, size);
        if (count >= 0 || errno != EINTR)
            return count >= 0 ? count : -errno;
    }
}

intptr_t raw_input_fill(struct raw_input *input)
{
    if (input->start < input->end)
        return (intptr_t)(input->end - input->start);
    intptr_t count = raw_input_read(input, input->buffer, byte_start_room);
    input->start = 0;
    input->end = count > 0 ? (size_t)count : 0;
    return count;
}

struct byte_source *byte_source_open(int descriptor, enum byte_form form, bool can_wait, const uint8_t *start, size_t size)
{
    struct byte_source *source = size <= byte_start_room ? aligned_alloc(64, sizeof *source) : NULL;
    if (!source)
        return NULL;
    memset(source, 0, offsetof(struct byte_source, input) + offsetof(struct raw_input, buffer));
    source->form = form;
    source->is_between = true;
    source->input.descriptor = descriptor;
    source->input.can_wait = can_wait;
    if (size)
        memcpy(source->input.buffer, start, size);
    source->input.end = size;
    if (form == byte_zip)
        source->zip = zip_reader_open(&source->input, !can_wait && !size);
    else if (form != byte_plain)
        source->decoder = decoder_open(form);
    if (form == byte_plain || source->zip || source->decoder)
        return source;
    free(source);
    return NULL;
}

/// Keeps what is wrong in words.
static int fail(struct byte_source *source, int error, const char *words)
{
    if (words)
        snprintf(source->fault, sizeof source->fault, "the %s data %s", form_name(source->form), words);
    source->error = error;
    return -error;
}

static int fail_zip(struct byte_source *source, int error)
{
    char words[byte_fault_size + 40];
    snprintf(words, sizeof words, error == ENOSYS ? "%s" : "are damaged or end too early (%s)", zip_reader_fault(source->zip));
    return fail(source, error, error == EBADMSG || error == ENOSYS ? words : NULL);
}

int byte_source_next(struct byte_source *source, char name[byte_entry_size])
{
    if (source->error)
        return -source->error;
    name[0] = 0;
    if (source->form == byte_zip) {
        int result = zip_reader_next(source->zip, name);
        return result < 0 ? fail_zip(source, -result) : result;
    }
    if (source->has_begun)
        return 0;
    source->has_begun = true;
    return 1;
}

/// Passes the zeros with which some programs fill up a file. False where something else follows.
static bool is_padding(struct raw_input *input)
{
    while (input->start < input->end && input->buffer[input->start] == 0)
        input->start++;
    return input->start == input->end;
}

/// Whether another stream begins here. It may begin in the middle of what is in the buffer.
static bool begins_stream(const struct byte_source *source)
{
    const struct raw_input *input = &source->input;
    enum byte_form form = byte_form_of(input->buffer + input->start, input->end - input->start);
    return form == source->form || form == byte_undecided;
}

/// Unpacks what is in the input's buffer, or in the decoder.
static enum decoder_state decode(struct byte_source *source, struct decoder_step *step)
{
    struct raw_input *input = &source->input;
    step->in = input->buffer + input->start;
    step->in_count = input->end - input->start;
    enum decoder_state state = decoder_step(source->decoder, step);
    input->start = input->end - step->in_count;
    source->is_between = state == decoder_ended;
    return state;
}

static intptr_t read_unpacked(struct byte_source *source, uint8_t *bytes, size_t size)
{
    struct raw_input *input = &source->input;
    struct decoder_step step = {NULL, 0, bytes, size};
    while (step.out_count && !source->error) {
        size_t in_before = input->end - input->start, out_before = step.out_count;
        if (!source->is_between || (in_before && !is_padding(input))) {
            if (source->is_between && !begins_stream(source)) {
                fail(source, EBADMSG, "are followed by something else");
                break;
            }
            if (decode(source, &step) == decoder_damaged) {
                char words[byte_fault_size - 20];
                snprintf(words, sizeof words, "are damaged (%s)", decoder_fault(source->decoder));
                fail(source, EBADMSG, words);
                break;
            }
            bool has_moved = input->end - input->start != in_before || step.out_count != out_before;
            if (has_moved && (input->start < input->end || step.out_count == 0))
                continue;
            if (!has_moved && in_before) {
                fail(source, EBADMSG, "are damaged (they lead nowhere)");
                break;
            }
            if (has_moved && !source->is_between && step.out_count != out_before)
                continue; // the decoder may have more
        }
        // What is unpacked is handed out before the rest is waited for.
        if (step.out != bytes && input->can_wait)
            break;
        intptr_t count = raw_input_fill(input);
        if (count < 0)
            fail(source, (int)-count, NULL);
        if (count == 0 && !source->is_between)
            fail(source, EBADMSG, "end too early");
        if (count == 0)
            break;
    }
    return step.out != bytes ? step.out - bytes : -source->error;
}

intptr_t byte_source_read(struct byte_source *source, uint8_t *bytes, size_t size)
{
    switch (source->form) {
    case byte_plain: {
        struct raw_input *input = &source->input;
        if (input->start == input->end)
            return raw_input_read(input, bytes, size);
        size_t count = input->end - input->start < size ? input->end - input->start : size;
        memcpy(bytes, input->buffer + input->start, count);
        input->start += count;
        return (intptr_t)count;
    }
    case byte_zip: {
        intptr_t count = source->error ? -source->error : zip_reader_read(source->zip, bytes, size);
        return count < 0 && !source->error ? fail_zip(source, (int)-count) : count;
    }
    default:
        return read_unpacked(source, bytes, size);
    }
}

const char *byte_source_fault(const struct byte_source *source)
{
    return source->fault;
}

void byte_source_stop(struct byte_source *source)
{
    atomic_store_explicit(&source->input.stops, true, memory_order_relaxed);
}

void byte_source_close(struct byte_source *source)
{
    if (!source)
        return;
    decoder_close(source->decoder);
    zip_reader_close(source->zip);
    free(source);
}
