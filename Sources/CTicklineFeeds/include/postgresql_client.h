// What is used of libpq, the client library of PostgreSQL, which is loaded when a server is first asked for.
// Source: PostgreSQL, "libpq - C Library". Its names and numbers have been the same since version 9.

#ifndef POSTGRESQL_CLIENT_H
#define POSTGRESQL_CLIENT_H

#include <stdint.h>

struct postgresql_connection;
struct postgresql_result;
struct postgresql_cancel;

/// What PQstatus says of a connection.
enum { postgresql_connected = 0, postgresql_broken = 1 };

/// What PQresultStatus says of a result.
enum { postgresql_command_ok = 1, postgresql_tuples_ok = 2, postgresql_copy_out = 3, postgresql_copy_in = 4 };

/// The functions, as libpq calls them, without `PQ`.
struct postgresql_client {
    struct postgresql_connection *(*connectdbParams)(const char *const *keywords, const char *const *values, int expands);
    int (*status)(const struct postgresql_connection *);
    char *(*errorMessage)(const struct postgresql_connection *);
    void (*finish)(struct postgresql_connection *);
    int (*socket)(const struct postgresql_connection *);
    void (*(*setNoticeProcessor)(struct postgresql_connection *, void (*)(void *, const char *), void *))(void *, const char *);
    struct postgresql_cancel *(*getCancel)(struct postgresql_connection *);
    int (*cancel)(struct postgresql_cancel *, char *message, int size);
    void (*freeCancel)(struct postgresql_cancel *);

    struct postgresql_result *(*exec)(struct postgresql_connection *, const char *);
    struct postgresql_result *(*execParams)(struct postgresql_connection *, const char *, int count, const unsigned *types,
                                            const char *const *values, const int *lengths, const int *formats, int format);
    struct postgresql_result *(*prepare)(struct postgresql_connection *, const char *name, const char *, int count,
                                         const unsigned *types);
    struct postgresql_result *(*describePrepared)(struct postgresql_connection *, const char *name);
    struct postgresql_result *(*getResult)(struct postgresql_connection *);
    int (*resultStatus)(const struct postgresql_result *);
    char *(*resultErrorField)(const struct postgresql_result *, int field);
    int (*ntuples)(const struct postgresql_result *);
    int (*nfields)(const struct postgresql_result *);
    char *(*fname)(const struct postgresql_result *, int column);
    unsigned (*ftype)(const struct postgresql_result *, int column);
    char *(*getvalue)(const struct postgresql_result *, int row, int column);
    int (*getisnull)(const struct postgresql_result *, int row, int column);
    void (*clear)(struct postgresql_result *);

    int (*getCopyData)(struct postgresql_connection *, char **row, int waits_not);
    int (*consumeInput)(struct postgresql_connection *);
    void (*freemem)(void *);
    int (*putCopyData)(struct postgresql_connection *, const char *bytes, int size);
    int (*putCopyEnd)(struct postgresql_connection *, const char *message);
};

/// The functions, for the rest of the process; null where the library is not there.
const struct postgresql_client *postgresql_client(void);

#endif
