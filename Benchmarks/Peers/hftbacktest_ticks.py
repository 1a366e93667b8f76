#!/usr/bin/env python3
"""The threshold strategy on a tick file in hftbacktest, the file loaded by polars.

    hftbacktest_ticks.py ticks.csv SYMBOL ENTRY EXIT        prints one JSON object

Each good tick is one trade event. Orders are limits far beyond the market, so that the next trade fills them.
"""
import json
import sys

import numpy
import polars
from hftbacktest import (
    GTC, LIMIT, BacktestAsset, HashMapMarketDepthBacktest, BUY_EVENT, EXCH_EVENT, LOCAL_EVENT, TRADE_EVENT)
from hftbacktest.types import event_dtype
from numba import njit


def events(path, symbol):
    table = (polars.scan_csv(path).filter((polars.col("symbol") == symbol) & (polars.col("price") > 0))
             .select("ts_ns", "price", "volume").collect())
    rows = numpy.zeros(len(table), event_dtype)
    rows["ev"] = TRADE_EVENT | EXCH_EVENT | LOCAL_EVENT | BUY_EVENT
    rows["exch_ts"] = rows["local_ts"] = table["ts_ns"].to_numpy()
    rows["px"] = table["price"].to_numpy()
    rows["qty"] = table["volume"].to_numpy()
    return rows


@njit
def trade(market, entry, exit_):
    ticks = entries = exits = 0
    is_holding = False
    while market.wait_next_feed(False, 10**18) != 1:
        trades = market.last_trades(0)
        if len(trades) == 0:
            continue
        price = trades[len(trades) - 1].px
        market.clear_last_trades(0)
        ticks += 1
        if not is_holding and price <= entry:
            entries += 1
            is_holding = True
            market.submit_buy_order(0, ticks, price + 100.0, 1.0, GTC, LIMIT, False)
        elif is_holding and price >= exit_:
            exits += 1
            is_holding = False
            market.submit_sell_order(0, ticks, max(price - 100.0, 0.01), 1.0, GTC, LIMIT, False)
            market.clear_inactive_orders(0)
    return ticks, entries, exits


def main(path, symbol, entry, exit_):
    rows = events(path, symbol)  # The market reads it where it lies.
    asset = (BacktestAsset().data(rows).linear_asset(1.0).constant_order_latency(0, 0)
             .risk_adverse_queue_model().no_partial_fill_exchange().trading_value_fee_model(0.0, 0.0)
             .tick_size(0.01).lot_size(1.0).last_trades_capacity(16))
    market = HashMapMarketDepthBacktest([asset])
    ticks, entries, exits = trade(market, entry, exit_)
    print(json.dumps({"ticks": ticks, "entries": entries, "exits": exits}), flush=True)
    market.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), float(sys.argv[4]))
