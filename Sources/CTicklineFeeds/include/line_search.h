// Finds texts and line feeds in large pieces of memory, with the widest vectors that this processor has.

#ifndef LINE_SEARCH_H
#define LINE_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { line_search_slack = 192 }; // bytes behind the end of what is searched that may be read, whatever they are

/// The sets of instructions. The ones that this processor lacks must not be used.
enum line_search_kind { line_search_plain, line_search_sse2, line_search_avx2 };

/// A text to look for: its two rarest bytes are compared first, at their places in many windows at once.
struct line_text {
    const uint8_t *bytes; // at least one, the caller's
    size_t count;
    size_t first_place, second_place; // of the two, which may be one where the text has one byte
    enum line_search_kind kind;
};

/// The best kind that this processor has.
enum line_search_kind line_search_best(void);

/// Prepares a text, for a kind that this processor has.
struct line_text line_text_make(const uint8_t *bytes, size_t count, enum line_search_kind kind);

/// Where the text first begins between `start` and `end`, so that all of it lies before `end`; null where it does not.
/// Costs a few comparisons a window of 32 bytes where the two bytes are rare, the text's length times more where they are
/// everywhere. `line_search_slack` bytes behind `end` can be read.
const uint8_t *line_text_find(const struct line_text *text, const uint8_t *start, const uint8_t *end);

/// How many line feeds there are between `start` and `end`.
size_t line_feed_count(const uint8_t *start, const uint8_t *end, enum line_search_kind kind);

/// The byte behind the last line feed between `start` and `end`; `start` where there is none.
const uint8_t *line_last_end(const uint8_t *start, const uint8_t *end);

/// A regular expression.
struct line_expression;

/// Compiles an extended regular expression of POSIX, which is matched byte by byte. Null where it is none; `reason`, which
/// has room for `size` bytes, says why then.
struct line_expression *line_expression_make(const char *pattern, char *reason, size_t size);

/// Whether it matches somewhere in the bytes, whatever they are.
bool line_expression_matches(const struct line_expression *expression, const uint8_t *bytes, size_t count);

/// Gives it back.
void line_expression_free(struct line_expression *expression);

#endif
