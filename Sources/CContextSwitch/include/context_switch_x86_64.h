// The switch on x86-64 (System V).
//
// The assembly stands in the caller, inlined: only the registers that are live there are saved, by the compiler, which
// is told that every register changes. Three it cannot be told of are kept in the control block: rbp, rsp and the address
// to go on at. Nothing is stored below the stack pointer: the 128 bytes there belong to the caller. The jump, instead of a
// return, leaves the processor's prediction of returns in step with the calls.
//
// rbx changes like others. A function whose frame has no known size, and stricter alignment than the stack, would address
// its variables by it; told that it changes, LLVM addresses them by rbp where objects are ELF files (since version 17; Swift
// 6.2 has 19). Not so for macOS: there a way has to be found first.
//
// mxcsr and the x87 control word stay as they are: they belong to the thread.

#ifndef CONTEXT_SWITCH_X86_64_H
#define CONTEXT_SWITCH_X86_64_H

#if defined(__APPLE__)
#error "There is no context switch for macOS on x86-64 yet: its compilers can't be told that rbx changes."
#endif

#pragma clang assume_nonnull begin

#if defined(__AVX512F__)
#define CONTEXT_AVX512_CLOBBERS                                                                          \
    , "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", "xmm21", "xmm22", "xmm23", "xmm24", "xmm25", "xmm26", \
        "xmm27", "xmm28", "xmm29", "xmm30", "xmm31", "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7"
#else
#define CONTEXT_AVX512_CLOBBERS
#endif

#if defined(__EGPR__)
#define CONTEXT_APX_CLOBBERS                                                                                      \
    , "r16", "r17", "r18", "r19", "r20", "r21", "r22", "r23", "r24", "r25", "r26", "r27", "r28", "r29", "r30",    \
        "r31"
#else
#define CONTEXT_APX_CLOBBERS
#endif

// All but rcx, rsi and rdi, which cross.
#define CONTEXT_CLOBBERS                                                                                          \
    "rax", "rbx", "rdx", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4",   \
        "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15", "mm0",      \
        "mm1", "mm2", "mm3", "mm4", "mm5", "mm6", "mm7", "st", "st(1)", "st(2)", "st(3)", "st(4)", "st(5)",       \
        "st(6)", "st(7)", "cc", "dirflag", "fpsr", "memory" CONTEXT_AVX512_CLOBBERS CONTEXT_APX_CLOBBERS

/// How far before a return address the detour begins: the length of the jump that stands there.
enum { context_detour = 5 };

// Where the one who waits goes on: at 1 with a value, a detour earlier with anything else.
#define CONTEXT_ARRIVALS \
    ".byte 0xe9\n\t"     \
    ".long %l[detour] - 1f\n" \
    "1:\n\t"

static inline __attribute__((always_inline)) uintptr_t context_stack_pointer(void)
{
    uintptr_t pointer;
    __asm__ volatile("movq %%rsp, %0" : "=r"(pointer));
    return pointer;
}

/// A number that no other thread has while this one lives.
static inline __attribute__((always_inline)) uintptr_t context_thread(void)
{
    uintptr_t thread;
    __asm__ volatile("movq %%fs:0, %0" : "=r"(thread));
    return thread;
}

#define CONTEXT_THREAD "%%fs:0"

// The short way of a resume. The owner is asked for once before the gate is closed and once after it: ownership.h tells why.
// Only then is anything else of the control block sure to be there still.
#define CONTEXT_RESUME                   \
    "movq " CONTEXT_THREAD ", %%rax\n\t" \
    "cmpq %%rax, 72(%%rcx)\n\t"          \
    "jne %l[apart]\n\t"                  \
    "movq $1, 72(%%rcx)\n\t"             \
    "cmpq %%rax, 64(%%rcx)\n\t"          \
    "jne %l[contended]\n\t"              \
    "movq 96(%%rcx), %%rdx\n\t"          \
    "cmpq $0, (%%rdx)\n\t"               \
    "jne %l[contended]\n\t"              \
    "leaq 1f(%%rip), %%rax\n\t"          \
    "movq %%rbp, (%%rcx)\n\t"            \
    "movq %%rax, 8(%%rcx)\n\t"           \
    "movq %%rsp, 16(%%rcx)\n\t"          \
    "movq 32(%%rcx), %%rbp\n\t"          \
    "movq 48(%%rcx), %%rsp\n\t"          \
    "jmpq *40(%%rcx)\n\t"                \
    CONTEXT_ARRIVALS

/// Sends a value to a body and waits for what it answers. `context_unsent` where it takes `context_resume_apart`.
static inline __attribute__((always_inline)) struct context_message
context_resume(struct context_control *body, uintptr_t payload)
{
    uintptr_t tag;
    uintptr_t sent = payload;
    __asm__ goto volatile(
        CONTEXT_RESUME
        : "+c"(body), "+D"(payload), "=S"(tag)
        :
        : CONTEXT_CLOBBERS
        : apart, contended, detour);
    return (struct context_message){context_yielded, payload, body};
detour:
    return (struct context_message){tag, payload, body};
contended:
    context_give_way(body);
apart:
    return (struct context_message){context_unsent, sent, body};
}

/// The same where the body was resumed before: `last` is who answered then, `target` who is to be resumed now. Where they are
/// one, the first is used, which comes out of the last switch in a register: the processor need not wait for the second,
/// which it finds by way of the frame that it is just about to return to. `context_unsent` where they are not.
static inline __attribute__((always_inline)) struct context_message
context_resume_again(struct context_control *last, struct context_control *target, uintptr_t payload)
{
    struct context_control *body = last;
    uintptr_t tag = (uintptr_t)target;
    uintptr_t sent = payload;
    __asm__ goto volatile(
        "cmpq %%rcx, %%rsi\n\t"
        "jne %l[apart]\n\t"
        CONTEXT_RESUME
        : "+c"(body), "+D"(payload), "+S"(tag)
        :
        : CONTEXT_CLOBBERS
        : apart, contended, detour);
    return (struct context_message){context_yielded, payload, body};
detour:
    return (struct context_message){tag, payload, body};
contended:
    context_give_way(body);
apart:
    return (struct context_message){context_unsent, sent, body};
}

/// Yields a value to the one who resumed the body, and waits for an answer. `context_misplaced` where the caller does not
/// stand on the stack of the body that `identity` names.
///
/// Whoever resumes the body does so with its control block in rcx, so that register is the same before and after, and the
/// compiler may keep the control block there from one yield to the next.
static inline __attribute__((always_inline)) struct context_message
context_suspend(struct context_control *control, uintptr_t identity, uintptr_t payload)
{
    uintptr_t tag = identity;
    uintptr_t sent = payload;
    __asm__ goto volatile(
        "movq %%rcx, %%rax\n\t"
        "subq %%rsp, %%rax\n\t"
        "cmpq 88(%%rcx), %%rax\n\t"
        "jae %l[misplaced]\n\t"
        "cmpq %%rsi, 80(%%rcx)\n\t"
        "jne %l[misplaced]\n\t"
        "movq 96(%%rcx), %%rax\n\t"
        "cmpq $0, (%%rax)\n\t"
        "jne %l[apart]\n\t"
        "leaq 1f(%%rip), %%rax\n\t"
        "movq %%rbp, 32(%%rcx)\n\t"
        "movq %%rax, 40(%%rcx)\n\t"
        "movq %%rsp, 48(%%rcx)\n\t"
        "movq (%%rcx), %%rbp\n\t"
        "movq 16(%%rcx), %%rsp\n\t"
        "jmpq *8(%%rcx)\n\t"
        CONTEXT_ARRIVALS
        : "+D"(payload), "+S"(tag)
        : "c"(control)
        : CONTEXT_CLOBBERS
        : misplaced, apart, detour);
    return (struct context_message){context_send, payload, control};
detour:
    return (struct context_message){tag, payload, control};
apart:
    __asm__ volatile("" ::: "r10"); // a dynamic linker that binds the call late changes it, whatever the convention says
    return context_suspend_apart(control, sent);
misplaced:
    return (struct context_message){context_misplaced, sent, control};
}

/// Resumes a body that is held by the caller, at its return address less `detour`.
static inline __attribute__((always_inline)) struct context_message
context_enter(struct context_control *body, uintptr_t detour_length, uintptr_t tag, uintptr_t payload)
{
    __asm__ goto volatile(
        "leaq 1f(%%rip), %%r8\n\t"
        "movq %%rbp, (%%rcx)\n\t"
        "movq %%r8, 8(%%rcx)\n\t"
        "movq %%rsp, 16(%%rcx)\n\t"
        "movq 40(%%rcx), %%rdx\n\t"
        "subq %%rax, %%rdx\n\t"
        "movq 32(%%rcx), %%rbp\n\t"
        "movq 48(%%rcx), %%rsp\n\t"
        "jmpq *%%rdx\n\t"
        CONTEXT_ARRIVALS
        : "+c"(body), "+D"(payload), "+S"(tag), "+a"(detour_length)
        :
        : "rbx", "rdx", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4",
          "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15", "mm0",
          "mm1", "mm2", "mm3", "mm4", "mm5", "mm6", "mm7", "st", "st(1)", "st(2)", "st(3)", "st(4)", "st(5)",
          "st(6)", "st(7)", "cc", "dirflag", "fpsr", "memory" CONTEXT_AVX512_CLOBBERS CONTEXT_APX_CLOBBERS
        : detour);
    return (struct context_message){context_yielded, payload, body};
detour:
    return (struct context_message){tag, payload, body};
}

/// Goes back to the one who resumed the body, by the detour, and waits for an answer.
static inline __attribute__((always_inline)) struct context_message
context_leave(struct context_control *body, uintptr_t tag, uintptr_t payload)
{
    __asm__ goto volatile(
        "leaq 1f(%%rip), %%rax\n\t"
        "movq %%rbp, 32(%%rcx)\n\t"
        "movq %%rax, 40(%%rcx)\n\t"
        "movq %%rsp, 48(%%rcx)\n\t"
        "movq 8(%%rcx), %%rdx\n\t"
        "subq $5, %%rdx\n\t"
        "movq (%%rcx), %%rbp\n\t"
        "movq 16(%%rcx), %%rsp\n\t"
        "jmpq *%%rdx\n\t"
        CONTEXT_ARRIVALS
        : "+c"(body), "+D"(payload), "+S"(tag)
        :
        : CONTEXT_CLOBBERS
        : detour);
    return (struct context_message){context_send, payload, body};
detour:
    return (struct context_message){tag, payload, body};
}

#pragma clang assume_nonnull end

#endif
