// boost.context's fiber: `fiber MEASURE COUNT`.
#include <boost/context/fiber.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace ctx = boost::context;

int main(int argc, char **argv)
{
    long count = argc > 2 ? std::atol(argv[2]) : 1000000;
    long value = 0;
    bool ends = false;
    ctx::fiber body{[&](ctx::fiber &&caller) {
        for (long n = 0; !ends; n++) {
            value = n;
            caller = std::move(caller).resume();
        }
        return std::move(caller);
    }};
    auto start = std::chrono::steady_clock::now();
    long sum = 0;
    for (long i = 0; i < count; i++) {
        body = std::move(body).resume();
        sum += value;
    }
    std::chrono::duration<double, std::nano> elapsed = std::chrono::steady_clock::now() - start;
    volatile long result = sum;
    (void)result;
    ends = true;
    body = std::move(body).resume();
    std::printf("%f\n", elapsed.count() / count);
}
