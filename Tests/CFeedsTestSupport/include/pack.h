// Packs bytes for tests, with the libraries that the feeds unpack them with.

#ifndef PACK_H
#define PACK_H

#include <stddef.h>
#include <stdint.h>

enum pack_form { pack_gzip, pack_zstd, pack_xz, pack_bzip2 };

/// Packs bytes as one stream. Returns how many came of them; 0 where they did not fit.
size_t pack(enum pack_form form, const uint8_t *bytes, size_t size, uint8_t *packed, size_t capacity);

struct pack_archive;

/// Begins a zip archive in some memory, with a folder in it.
struct pack_archive *pack_archive_open(uint8_t *packed, size_t capacity);

/// Adds a file.
void pack_archive_add(struct pack_archive *archive, const char *name, const uint8_t *bytes, size_t size);

/// Ends the archive. Returns how many bytes it has; 0 where they did not fit.
size_t pack_archive_close(struct pack_archive *archive);

/// How many bytes can be unpacked of a gzip stream that is cut off.
size_t pack_intact_gzip(const uint8_t *packed, size_t size, uint8_t *bytes, size_t capacity);

#endif
