#!/usr/bin/env python3
"""The same bot in hftbacktest: `hftbacktest_bot.py FILE [SYMBOL ENTRY EXIT]`.

polars reads and filters the file; numpy makes hftbacktest's events of it. A market order needs a book to be filled in, so each
trade comes with the best bid and ask, at its price and a tick above. The strategy is compiled by numba. No fees, constant latency of
a nanosecond. The seconds it prints are those of reading and running alone: it has run on a few rows before, so
that neither imports nor the compiler count. Prints one JSON object. hftbacktest models the book and the queue as well, which this bot has no use for.
"""
import json
import sys
import time

import numpy
import polars
from hftbacktest import (BUY_EVENT, DEPTH_BBO_EVENT, EXCH_EVENT, GTC, LOCAL_EVENT, MARKET, SELL_EVENT, TRADE_EVENT,
                         BacktestAsset, HashMapMarketDepthBacktest)
from hftbacktest.types import event_dtype
from numba import njit


def events(path, symbol):
    """Three events a trade: the bid, the ask, the trade."""
    rows = polars.scan_csv(path).filter(
        (polars.col("symbol") == symbol) & (polars.col("price") > 0)).select("ts_ns", "price", "volume").collect()
    times, prices, sizes = (rows[name].to_numpy() for name in ("ts_ns", "price", "volume"))
    made = numpy.zeros(3 * len(times), event_dtype)
    both = EXCH_EVENT | LOCAL_EVENT
    for n, (kind, change) in enumerate(
            [(DEPTH_BBO_EVENT | BUY_EVENT, 0.0), (DEPTH_BBO_EVENT | SELL_EVENT, 0.01), (TRADE_EVENT | BUY_EVENT, 0.0)]):
        made["ev"][n::3] = kind | both
        made["exch_ts"][n::3] = times
        made["local_ts"][n::3] = times
        made["px"][n::3] = prices + change
        made["qty"][n::3] = sizes
    return made


@njit
def threshold(market, entry, exit_):
    ticks = orders = 0
    while market.wait_next_feed(False, 3_600_000_000_000) == 2:
        for trade in market.last_trades(0):
            ticks += 1
            if market.position(0) == 0:
                if trade.px <= entry:
                    orders += 1
                    market.submit_buy_order(0, orders, trade.px, 1, GTC, MARKET, False)
            elif trade.px >= exit_:
                orders += 1
                market.submit_sell_order(0, orders, trade.px, 1, GTC, MARKET, False)
        market.clear_last_trades(0)
    return ticks, orders


def run(made, entry, exit_):
    asset = (BacktestAsset().data(made).linear_asset(1.0).constant_order_latency(1, 1)
             .risk_adverse_queue_model().no_partial_fill_exchange().trading_value_fee_model(0.0, 0.0)
             .tick_size(0.01).lot_size(1.0).last_trades_capacity(16))
    market = HashMapMarketDepthBacktest([asset])
    ticks, orders = threshold(market, entry, exit_)
    trades = int(market.state_values(0).num_trades)
    market.close()
    return {"ticks": ticks, "orders": orders, "trades": trades}


def main():
    path, *rest = sys.argv[1:]
    symbol, entry, exit_ = rest or ("AAPL", "150", "200")
    first = events(path, symbol)[:300].copy()
    run(first, float(entry), float(exit_))
    started = time.perf_counter()
    made = events(path, symbol)
    result = run(made, float(entry), float(exit_))
    print(json.dumps(result | {"seconds": time.perf_counter() - started}))


if __name__ == "__main__":
    main()
