#include "zip_reader.h"

#include "library.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// What is used of libarchive, which is loaded when an archive is first read.
#define FOR_EACH_FUNCTION(F) \
    F(archive_entry_filetype) \
    F(archive_entry_pathname) \
    F(archive_error_string) \
    F(archive_read_data_block) \
    F(archive_read_free) \
    F(archive_read_new) \
    F(archive_read_next_header) \
    F(archive_read_open1) \
    F(archive_read_set_callback_data) \
    F(archive_read_set_read_callback) \
    F(archive_read_set_seek_callback) \
    F(archive_read_support_format_zip) \
    F(archive_read_support_format_zip_streamable) \
    F(archive_set_error)

#define POINTER(name) static __typeof__(name) *lib_##name;
FOR_EACH_FUNCTION(POINTER)
#undef POINTER

static bool is_loaded;

static void load(void)
{
    static const char *const names[] = {
#if defined(__APPLE__)
        "libarchive.2.dylib", "libarchive.dylib",
#else
        "libarchive.so.13",
#endif
        NULL};
#define FUNCTION(name) {#name, &lib_##name},
    const struct library_function functions[] = {FOR_EACH_FUNCTION(FUNCTION)};
#undef FUNCTION
    is_loaded = library_load(names, functions, sizeof functions / sizeof *functions);
}

/// What libarchive unpacks in one go it throws away as a whole where a byte of it is damaged. So it gets little at a time,
/// and all rows but the last few before the damage are kept.
static const size_t morsel = 256;

struct zip_reader {
    struct archive *archive;
    struct raw_input *input;
    int error; // an `errno`: what went wrong below the archive
    int failure; // less than 0 once reading failed; told again and again
    char fault[byte_fault_size];
    bool is_within; // an entry
    const uint8_t *block;
    size_t block_count; // bytes of a block that are not used yet
};

static la_ssize_t give_bytes(struct archive *archive, void *context, const void **bytes)
{
    struct zip_reader *reader = context;
    struct raw_input *input = reader->input;
    intptr_t count = raw_input_fill(input);
    if (count < 0) {
        reader->error = (int)-count;
        lib_archive_set_error(archive, reader->error, "Reading failed");
        return -1;
    }
    size_t size = (size_t)count < morsel ? (size_t)count : morsel;
    *bytes = input->buffer + input->start;
    input->start += size;
    return (la_ssize_t)size;
}

static la_int64_t move_to(struct archive *archive, void *context, la_int64_t offset, int whence)
{
    struct zip_reader *reader = context;
    struct raw_input *input = reader->input;
    if (whence == SEEK_CUR)
        offset -= (la_int64_t)(input->end - input->start);
    input->start = input->end = 0;
    off_t place = lseek(input->descriptor, (off_t)offset, whence);
    if (place >= 0)
        return place;
    reader->error = errno;
    lib_archive_set_error(archive, errno, "Reading failed");
    return ARCHIVE_FATAL;
}

struct zip_reader *zip_reader_open(struct raw_input *input, bool can_seek)
{
    struct zip_reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        return NULL;
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    reader->input = input;
    if (!is_loaded) {
        snprintf(reader->fault, sizeof reader->fault, "can't be read: libarchive is not installed");
        reader->failure = -ENOSYS;
        return reader;
    }
    reader->archive = lib_archive_read_new();
    if (!reader->archive) {
        free(reader);
        return NULL;
    }
    if (can_seek) {
        lib_archive_read_support_format_zip(reader->archive);
        lib_archive_read_set_seek_callback(reader->archive, move_to);
    } else {
        lib_archive_read_support_format_zip_streamable(reader->archive);
    }
    lib_archive_read_set_read_callback(reader->archive, give_bytes);
    lib_archive_read_set_callback_data(reader->archive, reader);
    lib_archive_read_open1(reader->archive); // what is wrong shows at the first entry
    return reader;
}

/// Keeps what is wrong: libarchive forgets it at the next call.
static int fail(struct zip_reader *reader)
{
    const char *words = lib_archive_error_string(reader->archive);
    snprintf(reader->fault, sizeof reader->fault, "%s", words ? words : "unknown fault");
    reader->failure = reader->error ? -reader->error : -EBADMSG;
    return reader->failure;
}

/// Folders and the like are passed, and what macOS puts beside each file.
static bool is_file(struct archive_entry *entry, const char *name)
{
    return lib_archive_entry_filetype(entry) == AE_IFREG && strncmp(name, "__MACOSX/", 9) != 0;
}

int zip_reader_next(struct zip_reader *reader, char name[byte_entry_size])
{
    reader->is_within = false;
    reader->block_count = 0;
    while (!reader->failure) {
        struct archive_entry *entry;
        int result = lib_archive_read_next_header(reader->archive, &entry);
        if (result == ARCHIVE_EOF)
            return 0;
        if (result < ARCHIVE_WARN)
            return fail(reader);
        const char *path = lib_archive_entry_pathname(entry);
        if (!is_file(entry, path ? path : ""))
            continue;
        strncpy(name, path ? path : "", byte_entry_size - 1);
        name[byte_entry_size - 1] = 0;
        reader->is_within = true;
        return 1;
    }
    return reader->failure;
}

intptr_t zip_reader_read(struct zip_reader *reader, uint8_t *bytes, size_t size)
{
    size_t count = 0;
    while (count < size && reader->is_within && !reader->failure) {
        if (reader->block_count == 0) {
            // What is there is handed out before the rest is waited for.
            if (count && reader->input->can_wait)
                break;
            const void *block;
            la_int64_t offset;
            int result = lib_archive_read_data_block(reader->archive, &block, &reader->block_count, &offset);
            reader->block = block;
            if (result == ARCHIVE_EOF) {
                reader->is_within = false;
                reader->block_count = 0;
                break;
            }
            if (result < ARCHIVE_OK) {
                reader->block_count = 0;
                fail(reader);
                break;
            }
        }
        size_t part = reader->block_count < size - count ? reader->block_count : size - count;
        memcpy(bytes + count, reader->block, part);
        count += part;
        reader->block += part;
        reader->block_count -= part;
    }
    return count ? (intptr_t)count : reader->failure;
}

const char *zip_reader_fault(const struct zip_reader *reader)
{
    return reader->fault;
}

void zip_reader_close(struct zip_reader *reader)
{
    if (!reader)
        return;
    if (reader->archive)
        lib_archive_read_free(reader->archive);
    free(reader);
}
