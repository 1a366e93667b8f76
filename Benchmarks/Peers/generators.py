"""CPython's generators: `generators.py MEASURE COUNT`."""
import sys
import time


def naturals():
    n = 0
    while True:
        yield n
        n += 1


def echo():
    value = 0
    while True:
        value = yield value + 1


def counted(count):
    for n in range(count):
        yield n


def measure(name, count):
    if name == "loop":
        start, total = time.perf_counter_ns(), 0
        for n in counted(count):
            total += n
    elif name == "next":
        generator, total = naturals(), 0
        start = time.perf_counter_ns()
        for _ in range(count):
            total += next(generator)
    elif name == "send":
        coroutine, total = echo(), 0
        next(coroutine)
        start = time.perf_counter_ns()
        for n in range(count):
            total += coroutine.send(n)
    elif name == "bytes":
        generator = naturals()
        next(generator)
        return sys.getsizeof(generator)
    return (time.perf_counter_ns() - start) / count


print(measure(sys.argv[1], int(sys.argv[2])))
