#!/usr/bin/env python3
"""The same bot, with polars reading and filtering the file: `polars_bot.py FILE [SYMBOL ENTRY EXIT]`.

The form that polars' users would choose: a lazy scan, filter and column selection, collected at once by all cores, and the
bot as a plain loop over the prices. Prints one JSON object.
"""
import json
import sys

import polars


def prices(path, symbol):
    """The wanted symbol's prices."""
    rows = polars.scan_csv(path).filter(polars.col("symbol") == symbol).select("price").collect()
    return rows["price"].to_list()


def run(prices, entry, exit_):
    corrupt = entries = exits = resets = 0
    is_open = False
    paid = profit = 0.0
    for price in prices:
        if price <= 0:
            corrupt += 1
            resets += is_open
            is_open = False
        elif is_open:
            if price >= exit_:
                exits += 1
                is_open = False
                profit += price - paid
        elif price <= entry:
            entries += 1
            is_open = True
            paid = price
    return {"ticks": len(prices), "corrupt": corrupt, "entries": entries, "exits": exits, "resets": resets,
            "open": int(is_open), "pnl": f"{profit:.2f}"}


def main():
    path, *rest = sys.argv[1:]
    symbol, entry, exit_ = rest or ("AAPL", "150", "200")
    print(json.dumps(run(prices(path, symbol), float(entry), float(exit_))))


if __name__ == "__main__":
    main()
