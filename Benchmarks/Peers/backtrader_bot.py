#!/usr/bin/env python3
"""The same bot in backtrader: `backtrader_bot.py FILE [SYMBOL ENTRY EXIT]`.

Its feed hands out the wanted symbol's good ticks, read and filtered by polars, as lists: less work than any feed that
backtrader brings. Its observers are off. Orders are market orders, filled at the next tick, no fees. Prints one JSON object.
"""
import datetime
import json
import sys

import backtrader
import polars


class Ticks(backtrader.feed.DataBase):
    """The prices of a file, a bar a tick."""

    params = (("path", None), ("symbol", None))

    def start(self):
        super().start()
        rows = polars.scan_csv(self.p.path).filter(
            (polars.col("symbol") == self.p.symbol) & (polars.col("price") > 0)).select("ts_ns", "price").collect()
        self.rows = iter(zip(rows["ts_ns"].to_list(), rows["price"].to_list()))
        self.day = backtrader.date2num(datetime.datetime(1970, 1, 1))

    def _load(self):
        row = next(self.rows, None)
        if row is None:
            return False
        lines, price = self.lines, row[1]
        lines.datetime[0] = self.day + row[0] / 86_400e9
        lines.open[0] = lines.high[0] = lines.low[0] = lines.close[0] = price
        lines.volume[0] = 1
        lines.openinterest[0] = 0
        return True


class Threshold(backtrader.Strategy):
    """Buys at or below one price, sells at or above another."""

    params = (("entry", 150.0), ("exit", 200.0))

    def __init__(self):
        self.ticks = self.trades = 0
        self.order = None

    def next(self):
        self.ticks += 1
        if self.order:
            return
        price = self.data.close[0]
        if not self.position:
            if price <= self.p.entry:
                self.order = self.buy(size=1)
        elif price >= self.p.exit:
            self.order = self.sell(size=1)

    def notify_order(self, order):
        if not order.alive():
            self.order = None

    def notify_trade(self, trade):
        self.trades += trade.isclosed


def main():
    path, *rest = sys.argv[1:]
    symbol, entry, exit_ = rest or ("AAPL", "150", "200")
    engine = backtrader.Cerebro(stdstats=False)
    engine.broker.set_cash(100_000)
    engine.adddata(Ticks(path=path, symbol=symbol, timeframe=backtrader.TimeFrame.Ticks))
    engine.addstrategy(Threshold, entry=float(entry), exit=float(exit_))
    result = engine.run()[0]
    print(json.dumps({"ticks": result.ticks, "trades": result.trades, "equity": f"{engine.broker.getvalue():.2f}"}))


if __name__ == "__main__":
    main()
