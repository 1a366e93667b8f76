// C++20 coroutines with a promise written by hand, resumed through an opaque handle: `coroutine MEASURE COUNT`.
#include <chrono>
#include <coroutine>
#include <cstdio>
#include <cstdlib>
#include <cstring>

struct Generator {
    struct promise_type {
        long out = 0, in = 0;
        Generator get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        struct Awaiter {
            promise_type &promise;
            bool await_ready() noexcept { return false; }
            void await_suspend(std::coroutine_handle<>) noexcept {}
            long await_resume() noexcept { return promise.in; }
        };
        Awaiter yield_value(long value) noexcept { out = value; return {*this}; }
        void return_void() {}
        void unhandled_exception() { std::abort(); }
    };
    std::coroutine_handle<promise_type> handle;
};

// Not inlined, and the handle is opaque to the caller: nothing may be elided.
__attribute__((noinline)) Generator naturals() { for (long n = 0;; n++) co_yield n; }
__attribute__((noinline)) Generator echo() { long value = 0; for (;;) value = co_yield value + 1; }
__attribute__((noinline)) Generator one(long n) { co_yield n; }

template <typename Work> double nanoseconds(long count, Work work)
{
    auto start = std::chrono::steady_clock::now();
    volatile long result = work();
    (void)result;
    std::chrono::duration<double, std::nano> elapsed = std::chrono::steady_clock::now() - start;
    return elapsed.count() / count;
}

int main(int argc, char **argv)
{
    const char *measure = argc > 1 ? argv[1] : "next";
    long count = argc > 2 ? std::atol(argv[2]) : 1000000;
    double result = -1;
    if (!std::strcmp(measure, "next")) {
        auto g = naturals();
        asm volatile("" : "+r"(g));
        result = nanoseconds(count, [&] { long sum = 0; for (long i = 0; i < count; i++) { g.handle.resume(); sum += g.handle.promise().out; } return sum; });
    } else if (!std::strcmp(measure, "send")) {
        auto g = echo();
        asm volatile("" : "+r"(g));
        g.handle.resume();
        result = nanoseconds(count, [&] { long sum = 0; for (long i = 0; i < count; i++) { g.handle.promise().in = i; g.handle.resume(); sum += g.handle.promise().out; } return sum; });
    } else if (!std::strcmp(measure, "create")) {
        result = nanoseconds(count, [&] { long sum = 0; for (long i = 0; i < count; i++) { auto g = one(i); asm volatile("" : "+r"(g)); g.handle.resume(); sum += g.handle.promise().out; g.handle.resume(); g.handle.destroy(); } return sum; });
    }
    std::printf("%f\n", result);
}
