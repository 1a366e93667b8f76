#include "postgresql_client.h"

#include "library.h"

#include <pthread.h>

static struct postgresql_client client;
static bool is_loaded;

static void load(void)
{
    static const char *const names[] = {
#if defined(__APPLE__)
        "libpq.5.dylib", "/opt/homebrew/opt/libpq/lib/libpq.5.dylib", "/usr/local/opt/libpq/lib/libpq.5.dylib",
#else
        "libpq.so.5",
#endif
        NULL};
#define FUNCTION(name) {"PQ" #name, &client.name}
    const struct library_function functions[] = {
        FUNCTION(connectdbParams), FUNCTION(status), FUNCTION(errorMessage), FUNCTION(finish), FUNCTION(socket),
        FUNCTION(setNoticeProcessor), FUNCTION(getCancel), FUNCTION(cancel), FUNCTION(freeCancel), FUNCTION(exec),
        FUNCTION(execParams), FUNCTION(prepare), FUNCTION(describePrepared), FUNCTION(getResult), FUNCTION(resultStatus),
        FUNCTION(resultErrorField), FUNCTION(ntuples), FUNCTION(nfields), FUNCTION(fname), FUNCTION(ftype),
        FUNCTION(getvalue), FUNCTION(getisnull), FUNCTION(clear), FUNCTION(getCopyData), FUNCTION(consumeInput),
        FUNCTION(freemem), FUNCTION(putCopyData), FUNCTION(putCopyEnd)};
#undef FUNCTION
    is_loaded = library_load(names, functions, sizeof functions / sizeof *functions);
}

const struct postgresql_client *postgresql_client(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return is_loaded ? &client : NULL;
}
