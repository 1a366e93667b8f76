#include "pack.h"

#include <archive.h>
#include <archive_entry.h>
#include <bzlib.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

static size_t pack_with_gzip(const uint8_t *bytes, size_t size, uint8_t *packed, size_t capacity)
{
    z_stream stream = {0};
    if (deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return 0;
    stream.next_in = (Bytef *)(uintptr_t)bytes;
    stream.avail_in = (uInt)size;
    stream.next_out = packed;
    stream.avail_out = (uInt)capacity;
    int result = deflate(&stream, Z_FINISH);
    deflateEnd(&stream);
    return result == Z_STREAM_END ? capacity - stream.avail_out : 0;
}

size_t pack(enum pack_form form, const uint8_t *bytes, size_t size, uint8_t *packed, size_t capacity)
{
    size_t count = 0;
    unsigned bzip2_count = (unsigned)capacity;
    switch (form) {
    case pack_gzip:
        return pack_with_gzip(bytes, size, packed, capacity);
    case pack_zstd:
        count = ZSTD_compress(packed, capacity, bytes, size, 3);
        return ZSTD_isError(count) ? 0 : count;
    case pack_xz:
        return lzma_easy_buffer_encode(1, LZMA_CHECK_CRC64, NULL, bytes, size, packed, &count, capacity) == LZMA_OK ? count : 0;
    default:
        return BZ2_bzBuffToBuffCompress((char *)packed, &bzip2_count, (char *)(uintptr_t)bytes, (unsigned)size, 1, 0, 0) == BZ_OK
            ? bzip2_count : 0;
    }
}

static void add_entry(struct archive *archive, const char *name, unsigned type, const uint8_t *bytes, size_t size)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, type);
    archive_entry_set_perm(entry, type == AE_IFDIR ? 0755 : 0644);
    if (type == AE_IFREG)
        archive_entry_set_size(entry, (la_int64_t)size);
    archive_write_header(archive, entry);
    if (size)
        archive_write_data(archive, bytes, size);
    archive_entry_free(entry);
}

size_t pack_zip(const char *const *names, const uint8_t *const *files, const size_t *sizes, size_t count, uint8_t *packed,
                size_t capacity)
{
    size_t used = 0;
    struct archive *archive = archive_write_new();
    archive_write_set_format_zip(archive);
    archive_write_open_memory(archive, packed, capacity, &used);
    add_entry(archive, "folder/", AE_IFDIR, NULL, 0);
    for (size_t n = 0; n < count; n++)
        add_entry(archive, names[n], AE_IFREG, files[n], sizes[n]);
    int result = archive_write_close(archive);
    archive_write_free(archive);
    return result == ARCHIVE_OK ? used : 0;
}

size_t pack_intact_gzip(const uint8_t *packed, size_t size, uint8_t *bytes, size_t capacity)
{
    z_stream stream = {0};
    if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK)
        return 0;
    stream.next_in = (Bytef *)(uintptr_t)packed;
    stream.avail_in = (uInt)size;
    stream.next_out = bytes;
    stream.avail_out = (uInt)capacity;
    inflate(&stream, Z_SYNC_FLUSH);
    inflateEnd(&stream);
    return capacity - stream.avail_out;
}
