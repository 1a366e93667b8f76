// Packs bytes for tests, with the libraries that the feeds unpack them with.

#ifndef PACK_H
#define PACK_H

#include <stddef.h>
#include <stdint.h>

enum pack_form { pack_gzip, pack_zstd, pack_xz, pack_bzip2 };

/// Packs bytes as one stream. Returns how many came of them; 0 where they did not fit.
size_t pack(enum pack_form form, const uint8_t *bytes, size_t size, uint8_t *packed, size_t capacity);

/// Packs files of a zip archive, one after the other, and a folder before them. The same results.
size_t pack_zip(const char *const *names, const uint8_t *const *files, const size_t *sizes, size_t count, uint8_t *packed,
                size_t capacity);

/// How many bytes can be unpacked of a gzip stream that is cut off.
size_t pack_intact_gzip(const uint8_t *packed, size_t size, uint8_t *bytes, size_t capacity);

#endif
