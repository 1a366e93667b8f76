#ifndef TICKLINE_SQLITE_H
#define TICKLINE_SQLITE_H

#include <sqlite3.h>

/// Binds a text that SQLite copies. Source: sqlite3.h, SQLITE_TRANSIENT, a cast that Swift can't import.
static inline int tickline_sqlite_bind_text(sqlite3_stmt *statement, int index, const char *text, int size)
{
    return sqlite3_bind_text(statement, index, text, size, SQLITE_TRANSIENT);
}

#endif
