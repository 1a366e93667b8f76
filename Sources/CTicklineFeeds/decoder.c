#include "decoder.h"

#include <bzlib.h>
#include <limits.h>
#include <lzma.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

/// The most memory that the dictionary of an xz file may ask for. `xz -9` makes files that ask for 65 MiB.
static const uint64_t most_xz_memory = UINT64_C(256) << 20;

struct decoder {
    enum byte_form form;
    bool is_open; // within a stream
    const char *fault;
    union {
        z_stream gzip;
        ZSTD_DStream *zstd;
        lzma_stream xz;
        bz_stream bzip2;
    } state;
};

// Each of the libraries moves the two ends of a step on in fields of its own.
#define GIVE(stream, step)                                                                                             \
    do {                                                                                                               \
        (stream)->next_in = (void *)(uintptr_t)(step)->in;                                                             \
        (stream)->avail_in = (step)->in_count < INT_MAX ? (unsigned)(step)->in_count : INT_MAX;                        \
        (stream)->next_out = (void *)(step)->out;                                                                      \
        (stream)->avail_out = (step)->out_count < INT_MAX ? (unsigned)(step)->out_count : INT_MAX;                     \
    } while (0)

static void take(struct decoder_step *step, const void *in, const void *out)
{
    step->in_count -= (size_t)((const uint8_t *)in - step->in);
    step->in = in;
    step->out_count -= (size_t)((const uint8_t *)out - step->out);
    step->out += (const uint8_t *)out - step->out;
}

/// Source: RFC 1952. zlib checks the length and the checksum at the end of each member.
static enum decoder_state gzip_step(struct decoder *decoder, struct decoder_step *step)
{
    z_stream *stream = &decoder->state.gzip;
    GIVE(stream, step);
    int result = inflate(stream, Z_NO_FLUSH);
    take(step, stream->next_in, stream->next_out);
    switch (result) {
    case Z_OK:
    case Z_BUF_ERROR:
        return decoder_goes_on;
    case Z_STREAM_END:
        inflateReset(stream);
        return decoder_ended;
    default:
        decoder->fault = stream->msg ? stream->msg : result == Z_MEM_ERROR ? "out of memory" : "unusable data";
        return decoder_damaged;
    }
}

/// Source: RFC 8878.
static enum decoder_state zstd_step(struct decoder *decoder, struct decoder_step *step)
{
    ZSTD_inBuffer in = {step->in, step->in_count, 0};
    ZSTD_outBuffer out = {step->out, step->out_count, 0};
    size_t result = ZSTD_decompressStream(decoder->state.zstd, &out, &in);
    take(step, step->in + in.pos, step->out + out.pos);
    if (!ZSTD_isError(result))
        return result == 0 ? decoder_ended : decoder_goes_on;
    decoder->fault = ZSTD_getErrorName(result);
    return decoder_damaged;
}

static const char *xz_fault(lzma_ret result)
{
    switch (result) {
    case LZMA_MEM_ERROR:
        return "out of memory";
    case LZMA_MEMLIMIT_ERROR:
        return "they ask for more than 256 MiB of memory";
    case LZMA_FORMAT_ERROR:
        return "incorrect header";
    case LZMA_OPTIONS_ERROR:
        return "unknown options";
    default:
        return "incorrect data";
    }
}

/// Source: The .xz file format, version 1.1.0.
static enum decoder_state xz_step(struct decoder *decoder, struct decoder_step *step)
{
    lzma_stream *stream = &decoder->state.xz;
    if (!decoder->is_open && lzma_stream_decoder(stream, most_xz_memory, 0) != LZMA_OK) {
        decoder->fault = "out of memory";
        return decoder_damaged;
    }
    GIVE(stream, step);
    lzma_ret result = lzma_code(stream, LZMA_RUN);
    take(step, stream->next_in, stream->next_out);
    if (result == LZMA_STREAM_END)
        return decoder_ended;
    if (result == LZMA_OK || result == LZMA_BUF_ERROR)
        return decoder_goes_on;
    decoder->fault = xz_fault(result);
    return decoder_damaged;
}

static enum decoder_state bzip2_step(struct decoder *decoder, struct decoder_step *step)
{
    bz_stream *stream = &decoder->state.bzip2;
    if (!decoder->is_open) {
        *stream = (bz_stream){0};
        if (BZ2_bzDecompressInit(stream, 0, 0) != BZ_OK) {
            decoder->fault = "out of memory";
            return decoder_damaged;
        }
    }
    GIVE(stream, step);
    int result = BZ2_bzDecompress(stream);
    take(step, stream->next_in, stream->next_out);
    if (result == BZ_OK)
        return decoder_goes_on;
    if (result == BZ_STREAM_END) {
        BZ2_bzDecompressEnd(stream);
        return decoder_ended;
    }
    decoder->fault = result == BZ_MEM_ERROR ? "out of memory" : "incorrect data";
    return decoder_damaged;
}

struct decoder *decoder_open(enum byte_form form)
{
    struct decoder *decoder = calloc(1, sizeof *decoder);
    if (!decoder)
        return NULL;
    decoder->form = form;
    bool is_there = true;
    if (form == byte_gzip)
        is_there = inflateInit2(&decoder->state.gzip, 16 + MAX_WBITS) == Z_OK;
    else if (form == byte_zstd)
        is_there = (decoder->state.zstd = ZSTD_createDStream()) != NULL;
    else
        is_there = form == byte_xz || form == byte_bzip2;
    if (is_there)
        return decoder;
    free(decoder);
    return NULL;
}

enum decoder_state decoder_step(struct decoder *decoder, struct decoder_step *step)
{
    enum decoder_state state;
    switch (decoder->form) {
    case byte_gzip:
        state = gzip_step(decoder, step);
        break;
    case byte_zstd:
        state = zstd_step(decoder, step);
        break;
    case byte_xz:
        state = xz_step(decoder, step);
        break;
    default:
        state = bzip2_step(decoder, step);
    }
    decoder->is_open = state != decoder_ended;
    return state;
}

const char *decoder_fault(const struct decoder *decoder)
{
    return decoder->fault;
}

void decoder_close(struct decoder *decoder)
{
    if (!decoder)
        return;
    if (decoder->form == byte_gzip)
        inflateEnd(&decoder->state.gzip);
    else if (decoder->form == byte_zstd)
        ZSTD_freeDStream(decoder->state.zstd);
    else if (decoder->form == byte_xz)
        lzma_end(&decoder->state.xz);
    else if (decoder->is_open)
        BZ2_bzDecompressEnd(&decoder->state.bzip2);
    free(decoder);
}
