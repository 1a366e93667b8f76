// One face for the libraries that unpack a stream of bytes.

#ifndef DECODER_H
#define DECODER_H

#include "byte_source.h"

/// What is to be unpacked, and where to. A step moves both on.
struct decoder_step {
    const uint8_t *in;
    size_t in_count;
    uint8_t *out;
    size_t out_count;
};

enum decoder_state {
    decoder_goes_on,
    decoder_ended,   // a stream is complete; another one may follow
    decoder_damaged, // `out` has what came before
};

struct decoder;

/// A decoder at the start of a stream. Null where there is no memory, or no such form.
struct decoder *decoder_open(enum byte_form form);

/// Unpacks what it can. Once a stream has ended, the next one begins with the next step.
enum decoder_state decoder_step(struct decoder *decoder, struct decoder_step *step);

/// What is wrong, in the library's words.
const char *decoder_fault(const struct decoder *decoder);

void decoder_close(struct decoder *decoder);

#endif
