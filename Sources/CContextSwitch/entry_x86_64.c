// Where a new stack begins on x86-64.
//
// The first resume jumps here with rbp = the control block (the frame record that links to the resumer) and rsp = 16-byte
// aligned. What is called keeps rbp.

#include "context_entry.h"
#include "sanitizers.h"

#if defined(__x86_64__)

#if defined(__APPLE__)
#define SYMBOL(name) "_" name
#else
#define SYMBOL(name) name
#endif

__asm__(
    ".text\n\t"
    ".p2align 4\n\t"
    ".globl " SYMBOL("context_trampoline") "\n\t"
#if !defined(__APPLE__)
    ".hidden context_trampoline\n\t"
    ".type context_trampoline, @function\n"
#endif
    SYMBOL("context_trampoline") ":\n\t"
    ".cfi_startproc\n\t"
    // What called this is the resumer, whose registers are in the control block: DWARF's way of saying that the frame
    // before this one has its stack pointer at rbp + 16, and its rip and rbp at rbp + 8 and + 0.
    ".cfi_escape 0x0f, 0x03, 0x76, 0x10, 0x06\n\t"
    ".cfi_escape 0x10, 0x10, 0x02, 0x76, 0x08\n\t"
    ".cfi_escape 0x10, 0x06, 0x02, 0x76, 0x00\n\t"
#if CONTEXT_IS_WATCHED
    "movq %rbp, %rdi\n\t"
    "callq " SYMBOL("context_begin") "\n\t"
#endif
    "movq %rbp, %rsi\n\t"
    "movq 24(%rbp), %rdi\n\t"
    "callq *56(%rbp)\n\t"
#if !CONTEXT_IS_WATCHED
    // The body has ended. Where no access is open, back to the resumer, by the detour: `context_leave` for good.
    "movq 96(%rbp), %rdx\n\t"
    "cmpq $0, (%rdx)\n\t"
    "jne 1f\n\t"
    "movq $0, 104(%rbp)\n\t"
    "movq %rbp, %rcx\n\t"
    "movq 112(%rbp), %rdi\n\t"
    "movq %rax, %rsi\n\t"
    "movq 8(%rbp), %rdx\n\t"
    "subq $5, %rdx\n\t"
    "movq 16(%rbp), %rsp\n\t"
    "movq (%rbp), %rbp\n\t"
    "jmpq *%rdx\n"
    "1:\n\t"
#endif
    "movq %rbp, %rdi\n\t"
    "movq %rax, %rsi\n\t"
    "callq " SYMBOL("context_finish") "\n\t"
    "ud2\n\t"
    ".cfi_endproc\n"
#if !defined(__APPLE__)
    ".size context_trampoline, . - context_trampoline\n"
#endif
);

extern void context_trampoline(void);

#define CHECK_OFFSET(field, offset) \
    _Static_assert(offsetof(struct context_control, field) == offset, "the assembly knows where " #field " is")

CHECK_OFFSET(resumer_frame_pointer, 0);
CHECK_OFFSET(resumer_return_address, 8);
CHECK_OFFSET(resumer_stack_pointer, 16);
CHECK_OFFSET(argument, 24);
CHECK_OFFSET(frame_pointer, 32);
CHECK_OFFSET(return_address, 40);
CHECK_OFFSET(stack_pointer, 48);
CHECK_OFFSET(entry, 56);
CHECK_OFFSET(owner, 64);
CHECK_OFFSET(gate, 72);
CHECK_OFFSET(identity, 80);
CHECK_OFFSET(stack_size, 88);
CHECK_OFFSET(open_accesses, 96);
CHECK_OFFSET(state, 104);
CHECK_OFFSET(result, 112);
_Static_assert(context_idle == 0 && context_detour == 5, "the assembly knows these numbers");

void context_prepare(struct context_control *control, void *stack_pointer)
{
    control->frame_pointer = control;
    control->return_address = (void *)context_trampoline;
    control->stack_pointer = stack_pointer;
}

#endif
