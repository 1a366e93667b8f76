// The switch on x86-64 (System V).
//
// The assembly stands in the caller, inlined: only the registers that are live there are saved, by the compiler, which
// is told that every register changes. Four it cannot be told of are exchanged with the control block: rbp, rsp, rbx
// (which a compiler may use as its base pointer) and the address to go on at. Nothing is stored below the stack
// pointer: the 128 bytes there belong to the caller. The jump, instead of a return, leaves the processor's prediction
// of returns in step with the calls.
//
// mxcsr and the x87 control word stay as they are: they belong to the thread.

#ifndef CONTEXT_SWITCH_X86_64_H
#define CONTEXT_SWITCH_X86_64_H

#if defined(__AVX512F__)
#define CONTEXT_AVX512_CLOBBERS                                                                          \
    , "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", "xmm21", "xmm22", "xmm23", "xmm24", "xmm25", "xmm26", \
        "xmm27", "xmm28", "xmm29", "xmm30", "xmm31", "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7"
#else
#define CONTEXT_AVX512_CLOBBERS
#endif

static inline __attribute__((always_inline)) uintptr_t
context_stack_pointer(void)
{
    uintptr_t pointer;
    __asm__ volatile("movq %%rsp, %0" : "=r"(pointer));
    return pointer;
}

/// Exchanges the processor's registers with the control block's. The message arrives in rsi and rdi on the other side.
static inline __attribute__((always_inline)) struct context_message
context_switch(struct context_control *control, uintptr_t tag, void *payload)
{
    __asm__ volatile(
        "movq 8(%%rcx), %%rdx\n\t"
        "leaq 1f(%%rip), %%rax\n\t"
        "movq %%rax, 8(%%rcx)\n\t"
        "movq 16(%%rcx), %%r8\n\t"
        "movq %%rsp, 16(%%rcx)\n\t"
        "movq 24(%%rcx), %%r9\n\t"
        "movq %%rbx, 24(%%rcx)\n\t"
        "movq (%%rcx), %%r10\n\t"
        "movq %%rbp, (%%rcx)\n\t"
        "movq %%r8, %%rsp\n\t"
        "movq %%r9, %%rbx\n\t"
        "movq %%r10, %%rbp\n\t"
        "jmpq *%%rdx\n"
        "1:\n\t"
        : "+c"(control), "+S"(tag), "+D"(payload)
        :
        : "rax", "rdx", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15",
          "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7",
          "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15",
          "mm0", "mm1", "mm2", "mm3", "mm4", "mm5", "mm6", "mm7",
          "st", "st(1)", "st(2)", "st(3)", "st(4)", "st(5)", "st(6)", "st(7)",
          "cc", "dirflag", "fpsr", "memory" CONTEXT_AVX512_CLOBBERS);
    return (struct context_message){tag, payload};
}

#endif
