#include "library.h"

#include <dlfcn.h>
#include <string.h>

bool library_load(const char *const *names, const struct library_function *functions, size_t count)
{
    void *library = NULL;
    for (; *names && !library; names++)
        library = dlopen(*names, RTLD_NOW | RTLD_LOCAL);
    if (!library)
        return false;
    for (size_t n = 0; n < count; n++) {
        void *function = dlsym(library, functions[n].name);
        if (!function)
            return false;
        // A pointer to a function is as wide as one to an object wherever there is dlsym. Source: POSIX, dlsym.
        memcpy(functions[n].address, &function, sizeof function);
    }
    return true;
}
