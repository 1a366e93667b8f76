// Tells which body ran out of stack.
//
// A body that needs more stack than it has touches the guard below it, and the kernel sends SIGSEGV or SIGBUS. The
// handler here runs on a stack of its own, finds the control block above that guard, writes one sentence to standard
// error and sets the former handler again. The fault then happens a second time, and the program ends as it would have
// ended without this. Any other fault goes to the former handler at once.
//
// A handler may interrupt anything. So nothing here takes a lock, allocates or formats with the C library.

#if defined(__linux__)
#define _GNU_SOURCE
#endif

#include "signal_stack.h"
#include "slots.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>

static const int signals[] = {SIGSEGV, SIGBUS};
enum { signal_count = sizeof signals / sizeof *signals };

static struct sigaction former[signal_count];

static const struct sigaction *former_of(int signal) { return &former[signal == signals[0] ? 0 : 1]; }

// The sentence

struct sentence {
    size_t length;
    char bytes[1024];
};

static void append(struct sentence *sentence, const char *bytes, size_t count)
{
    size_t room = sizeof sentence->bytes - sentence->length;
    if (count > room)
        count = room;
    memcpy(sentence->bytes + sentence->length, bytes, count);
    sentence->length += count;
}

static void append_words(struct sentence *sentence, const char *words) { append(sentence, words, strlen(words)); }

/// A text of an origin; of a very long one, its beginning.
static void append_text(struct sentence *sentence, const char *text, size_t length)
{
    enum { longest = 300 };
    if (!text) // a lone Unicode scalar
        append_words(sentence, "?");
    else if (length <= longest)
        append(sentence, text, length);
    else {
        append(sentence, text, longest);
        append_words(sentence, "...");
    }
}

/// A number in decimal, with `separator` between groups of three digits unless it is 0.
static void append_number(struct sentence *sentence, size_t number, char separator)
{
    char digits[32];
    size_t start = sizeof digits;
    for (size_t count = 0; count == 0 || number; count++, number /= 10) {
        if (separator && count && count % 3 == 0)
            digits[--start] = separator;
        digits[--start] = (char)('0' + number % 10);
    }
    append(sentence, digits + start, sizeof digits - start);
}

static void report(const struct context_control *control)
{
    // The target is the handle's first field.
    const struct context_origin *origin = &((const struct context_handle *)control->target)->origin;
    struct sentence sentence = {0};
    append_words(&sentence, "Generators: the body of '");
    append_text(&sentence, origin->name, origin->name_length);
    append_words(&sentence, "', made at ");
    append_text(&sentence, origin->file, origin->file_length);
    append_words(&sentence, ":");
    append_number(&sentence, origin->line, 0);
    append_words(&sentence, ", ran out of its ");
    append_number(&sentence, control->stack_size, ',');
    append_words(&sentence, " bytes of stack; where it does not recurse without end, give it more with stackSize:.\n");
    for (size_t written = 0; written < sentence.length;) {
        ssize_t count = write(STDERR_FILENO, sentence.bytes + written, sentence.length - written);
        if (count < 0 && errno != EINTR)
            return;
        written += count < 0 ? 0 : (size_t)count;
    }
}

_Static_assert(offsetof(struct context_handle, target) == 0, "a target's address is its handle's");

// The fault

/// Where the thread stood: its stack pointer and frame pointer.
static void registers_of(const void *context, uintptr_t pointers[2])
{
    const ucontext_t *thread = context;
#if defined(__APPLE__)
    pointers[0] = thread->uc_mcontext->__ss.__rsp;
    pointers[1] = thread->uc_mcontext->__ss.__rbp;
#else
    pointers[0] = (uintptr_t)thread->uc_mcontext.gregs[REG_RSP];
    pointers[1] = (uintptr_t)thread->uc_mcontext.gregs[REG_RBP];
#endif
}

/// The body that ran out of stack, or null where the fault is another one.
static struct context_control *overrunner(const siginfo_t *fault, const void *context)
{
    struct context_control *control = context_find_guarded((uintptr_t)fault->si_addr);
    if (!control || !control->identity)
        return NULL;
    // A stray pointer may lead into any guard; who runs out of stack stands in its slot. A large frame's stack pointer may
    // have left that, but then its frame pointer has not.
    uintptr_t top = (uintptr_t)control, slot = top >> control->size_class << control->size_class, pointers[2];
    registers_of(context, pointers);
    return pointers[0] - slot < top - slot || pointers[1] - slot < top - slot ? control : NULL;
}

/// Whether the fault happens again when its handler returns. One that was sent does not.
static bool happens_again(const siginfo_t *fault)
{
#if defined(SI_KERNEL)
    if (fault->si_code == SI_KERNEL)
        return false;
#endif
    return fault->si_code > 0;
}

/// Sets the former handler again, and lets it have this fault.
static void give_back(int signal, const siginfo_t *fault)
{
    sigaction(signal, former_of(signal), NULL);
    if (!happens_again(fault))
        raise(signal);
}

static void pass_on(int signal, siginfo_t *fault, void *context)
{
    const struct sigaction *action = former_of(signal);
    if (action->sa_flags & SA_RESETHAND || action->sa_handler == SIG_DFL)
        give_back(signal, fault);
    else if (action->sa_flags & SA_SIGINFO)
        action->sa_sigaction(signal, fault, context);
    else if (action->sa_handler != SIG_IGN)
        action->sa_handler(signal);
    else if (happens_again(fault))
        give_back(signal, fault); // a fault can't be ignored: the kernel ends the program
}

static void handle(int signal, siginfo_t *fault, void *context)
{
    int error = errno;
    struct context_control *control = overrunner(fault, context);
    if (control) {
        report(control);
        give_back(signal, fault);
    } else {
        pass_on(signal, fault, context);
    }
    errno = error;
}

static void set_handlers(void)
{
    for (int index = 0; index < signal_count; index++) {
        if (sigaction(signals[index], NULL, &former[index]) != 0)
            continue;
        // As the former one, since that is called from this one; but on the signal stack.
        struct sigaction action = former[index];
        action.sa_flags = SA_SIGINFO | SA_ONSTACK | (former[index].sa_flags & (SA_RESTART | SA_NODEFER));
        action.sa_sigaction = handle;
        sigaction(signals[index], &action, NULL);
    }
}

void context_report_overflows(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    context_use_signal_stacks();
    pthread_once(&once, set_handlers);
}
