// Libraries of the system that are loaded when they are first needed: most runs need neither PostgreSQL's client nor
// libarchive, and each brings a dozen others along.

#ifndef LIBRARY_H
#define LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

/// A function that is looked for, and where its address goes.
struct library_function {
    const char *name;
    void *address; // of a pointer to a function
};

/// Loads a library by the first of some names, up to a null pointer, that can be, and looks for functions in it. It stays
/// loaded. False where there is none of these names, or one without these functions.
bool library_load(const char *const *names, const struct library_function *functions, size_t count);

#endif
