// Where a new stack begins on x86-64.
//
// The first resume jumps here with rcx = the control block, rbp = its address (the frame record that links to the
// resumer), rbx = the function to call, rsp = 16-byte aligned. That function never returns.

#include "context_entry.h"

#if defined(__x86_64__)

__asm__(
    ".text\n\t"
    ".p2align 4\n\t"
#if defined(__APPLE__)
    ".globl _context_trampoline\n"
    "_context_trampoline:\n\t"
#else
    ".globl context_trampoline\n\t"
    ".hidden context_trampoline\n\t"
    ".type context_trampoline, @function\n"
    "context_trampoline:\n\t"
#endif
    ".cfi_startproc\n\t"
    ".cfi_undefined rip\n\t"
    "movq %rcx, %rdi\n\t"
    "callq *%rbx\n\t"
    "ud2\n\t"
    ".cfi_endproc\n"
#if !defined(__APPLE__)
    ".size context_trampoline, . - context_trampoline\n"
#endif
);

extern void context_trampoline(void);

void context_prepare(struct context_control *control, void *stack_pointer, void (*run)(struct context_control *))
{
    control->frame_pointer = control;
    control->return_address = (void *)context_trampoline;
    control->stack_pointer = stack_pointer;
    control->base_register = (void *)run;
}

#endif
