#include "line_search.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

struct line_expression {
    regex_t compiled;
};

struct line_expression *line_expression_make(const char *pattern, char *reason, size_t size)
{
    struct line_expression *expression = malloc(sizeof *expression);
    if (!expression) {
        strncpy(reason, "out of memory", size);
        return NULL;
    }
    int fault = regcomp(&expression->compiled, pattern, REG_EXTENDED | REG_NOSUB);
    if (fault == 0)
        return expression;
    regerror(fault, &expression->compiled, reason, size);
    free(expression);
    return NULL;
}

bool line_expression_matches(const struct line_expression *expression, const uint8_t *bytes, size_t count)
{
#if defined(REG_STARTEND)
    regmatch_t range = {.rm_so = 0, .rm_eo = (regoff_t)count};
    return regexec(&expression->compiled, (const char *)bytes, 1, &range, REG_STARTEND) == 0;
#else
    // Without the extension of BSD a line has to end with a null byte, and what follows one in it is not seen.
    char *line = malloc(count + 1);
    if (!line)
        return false;
    memcpy(line, bytes, count);
    line[count] = 0;
    bool matches = regexec(&expression->compiled, line, 0, NULL, 0) == 0;
    free(line);
    return matches;
#endif
}

void line_expression_free(struct line_expression *expression)
{
    regfree(&expression->compiled);
    free(expression);
}
