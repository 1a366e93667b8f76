#!/usr/bin/env python3
"""Makes a tick file to measure on: `ticks.py ROWS SEED > ticks.csv`.

Four symbols, each a bounded random walk between 100.00 and 250.00 with two decimals; about one price in ten is
negative, which is a corrupt tick. The same rows and seed give the same file.
"""
import random
import sys

SYMBOLS = ("AAPL", "GOOG", "MSFT", "AMZN")
LOWEST_CENTS, HIGHEST_CENTS, LARGEST_STEP_CENTS = 10_000, 25_000, 2_500
CORRUPT_RATE = 0.1
FIRST_NANOSECOND = 1_704_067_200 * 10**9
LONGEST_PAUSE_NANOSECONDS = 2_000_000
ROWS_A_WRITE = 20_000


def rows(count, seed):
    draw = random.Random(seed)
    cents = {symbol: (LOWEST_CENTS + HIGHEST_CENTS) // 2 for symbol in SYMBOLS}
    nanosecond = FIRST_NANOSECOND
    for _ in range(count):
        symbol = draw.choice(SYMBOLS)
        step = int((2 * draw.random() - 1) * LARGEST_STEP_CENTS)
        cents[symbol] = min(max(cents[symbol] + step, LOWEST_CENTS), HIGHEST_CENTS)
        nanosecond += 1 + int(draw.random() * LONGEST_PAUSE_NANOSECONDS)
        sign = "-" if draw.random() < CORRUPT_RATE else ""
        whole, fraction = divmod(cents[symbol], 100)
        yield f"{nanosecond},{symbol},{sign}{whole}.{fraction:02d},{1 + int(draw.random() * 1_000)}\n"


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    block = ["ts_ns,symbol,price,volume\n"]
    for row in rows(count, seed):
        block.append(row)
        if len(block) >= ROWS_A_WRITE:
            sys.stdout.writelines(block)
            block.clear()
    sys.stdout.writelines(block)


if __name__ == "__main__":
    main()
