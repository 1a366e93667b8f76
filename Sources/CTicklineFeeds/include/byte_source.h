// Where bytes come from: a descriptor as it is, or what is packed in it.

#ifndef BYTE_SOURCE_H
#define BYTE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// How bytes are packed.
enum byte_form {
    byte_undecided, // more bytes have to be looked at
    byte_plain,
    byte_gzip,
    byte_zstd,
    byte_xz,
    byte_bzip2,
    byte_zip,
};

enum {
    byte_form_size = 6,    // so many first bytes tell the form
    byte_entry_size = 512, // room for the name of an entry, with its end
    byte_fault_size = 160,
    byte_start_room = 128 * 1024, // the most bytes that were read already
};

struct byte_source;

/// The form that the first bytes of an input show. Undecided where there are too few of them to tell.
enum byte_form byte_form_of(const uint8_t *start, size_t size);

/// Reads a descriptor, which stays the caller's, from where it stands, after `size` bytes that were read from it already, at most
/// `byte_start_room`.
/// `can_wait` says that it may have to be waited for, as a pipe has. Null where there is no memory.
struct byte_source *byte_source_open(int descriptor, enum byte_form form, bool can_wait, const uint8_t *start, size_t size);

/// Goes to the next file of an archive, or to the one there is of anything else. 1, and its name (empty where it has none);
/// 0 where there is none; less than 0 where reading failed: the negative of an `errno`.
int byte_source_next(struct byte_source *source, char name[byte_entry_size]);

/// Reads some bytes, as many as there are room for unless they would have to be waited for. 0 at the end of the file;
/// the negative of an `errno` where reading failed, after all that could be read.
intptr_t byte_source_read(struct byte_source *source, uint8_t *bytes, size_t size);

/// What is wrong with the packed bytes where reading failed for their sake: words that end a sentence; else empty.
const char *byte_source_fault(const struct byte_source *source);

/// Makes a read that waits in another thread fail soon.
void byte_source_stop(struct byte_source *source);

void byte_source_close(struct byte_source *source);

#endif
