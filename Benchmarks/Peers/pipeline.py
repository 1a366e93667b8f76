#!/usr/bin/env python3
"""The same bot over the same ticks in plain CPython generators: `pipeline.py FILE [SYMBOL ENTRY EXIT]`.

It is written for speed as far as plain generators go, so that the comparison is fair: the csv module splits the rows,
prices are whole cents, and the bot keeps its counts in local variables. Prints one JSON object.
"""
import csv
import json
import sys


class CorruptTick(Exception):
    """A tick that must not be traded on."""


def prices(path, wanted):
    """The wanted symbol's prices, as text."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        header = next(rows)
        symbol_column, price_column = header.index("symbol"), header.index("price")
        for row in rows:
            if row[symbol_column] == wanted:
                yield row[price_column]


def bot(entry, exit_, report):
    """Buys at or below `entry`, sells at or above `exit_`; a corrupt tick forgets the open trade."""
    corrupt = entries = exits = resets = pnl = is_open = 0
    try:
        while True:
            try:
                while (price := (yield)) > entry:
                    pass
                entries += 1
                is_open = 1
                paid = price
                while (price := (yield)) < exit_:
                    pass
                exits += 1
                is_open = 0
                pnl += price - paid
            except CorruptTick:
                corrupt += 1
                resets += is_open
                is_open = 0
    finally:
        report.update(corrupt=corrupt, entries=entries, exits=exits, resets=resets, pnl_cents=pnl, open=is_open)


def run(path, symbol, entry, exit_):
    report = {"ticks": 0}
    running = bot(entry, exit_, report)
    next(running)
    ticks = 0
    for text in prices(path, symbol):
        ticks += 1
        price = round(float(text) * 100)
        if price > 0:
            running.send(price)
        else:
            running.throw(CorruptTick(text))
    running.close()
    report["ticks"] = ticks
    return report


def main():
    path, *rest = sys.argv[1:]
    symbol, entry, exit_ = rest or ("AAPL", "150", "200")
    print(json.dumps(run(path, symbol, round(float(entry) * 100), round(float(exit_) * 100))))


if __name__ == "__main__":
    main()
