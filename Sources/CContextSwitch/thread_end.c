// See thread_end.h.

#include "thread_end.h"

#include "signal_stack.h"

#include <pthread.h>

static pthread_key_t thread_end;
static _Thread_local bool registered;

static void end_thread(void *unused)
{
    (void)unused;
    context_end_thread_accesses();
    context_end_thread_stacks();
    context_end_thread_signal_stack();
    registered = false;
}

__attribute__((constructor)) static void prepare_process(void)
{
    pthread_key_create(&thread_end, end_thread);
}

bool context_register_thread(void)
{
    if (!registered) {
        registered = pthread_setspecific(thread_end, &registered) == 0;
        context_prepare_signal_stack();
    }
    return registered;
}
