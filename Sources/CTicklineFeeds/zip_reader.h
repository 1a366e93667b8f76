// The files of a zip archive, one after the other.

#ifndef ZIP_READER_H
#define ZIP_READER_H

#include "byte_source.h"
#include "raw_input.h"

struct zip_reader;

/// Reads an archive. `can_seek` says that the input is a file from its start. Null where there is no memory.
struct zip_reader *zip_reader_open(struct raw_input *input, bool can_seek);

/// As `byte_source_next` and `byte_source_read`; -EBADMSG for an archive that is at fault, -ENOSYS where
/// there is no library that reads it.
int zip_reader_next(struct zip_reader *reader, char name[byte_entry_size]);
intptr_t zip_reader_read(struct zip_reader *reader, uint8_t *bytes, size_t size);

/// What is wrong, in the library's words.
const char *zip_reader_fault(const struct zip_reader *reader);

void zip_reader_close(struct zip_reader *reader);

#endif
