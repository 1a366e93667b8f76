// See stack_use.h.

#include "stack_use.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    paint = 0xA5,
    spared = 512, // bytes below the frame of the painter that it needs itself
};

static _Thread_local volatile unsigned char *low, *high;

#define UNWATCHED __attribute__((noinline, no_sanitize("address", "thread")))

UNWATCHED void paint_stack(size_t size)
{
    high = __builtin_frame_address(0);
    low = high - size;
    for (volatile unsigned char *byte = low; byte < high - spared; byte++)
        *byte = paint;
}

UNWATCHED size_t used_stack(void)
{
    volatile unsigned char *byte = low;
    while (byte < high && *byte == paint)
        byte++;
    return (size_t)(high - byte);
}

__attribute__((noinline)) uintptr_t address_on_stack(void) { return (uintptr_t)__builtin_frame_address(0); }

static void tell(int signal)
{
    (void)signal;
    char line[64];
    int length = snprintf(line, sizeof line, "used %zu bytes\n", used_stack());
    _exit(write(STDOUT_FILENO, line, (size_t)length) == length ? 9 : 10);
}

void tell_used_stack_at_trap(void)
{
    stack_t stack = {.ss_sp = malloc(64 * 1024), .ss_size = 64 * 1024};
    sigaltstack(&stack, NULL);
    struct sigaction action = {.sa_handler = tell, .sa_flags = SA_ONSTACK};
    sigaction(SIGILL, &action, NULL);
    sigaction(SIGTRAP, &action, NULL);
    sigaction(SIGABRT, &action, NULL);
}
