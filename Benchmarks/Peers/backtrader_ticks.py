#!/usr/bin/env python3
"""The threshold strategy on a tick file in backtrader, each good tick a bar of its own.

    backtrader_ticks.py ticks.csv SYMBOL ENTRY EXIT        prints one JSON object
"""
import csv
import datetime
import json
import sys

import backtrader


def main(path, symbol, entry, exit_):
    class Ticks(backtrader.feeds.DataBase):
        params = (("timeframe", backtrader.TimeFrame.Ticks),)

        def start(self):
            super().start()
            self.rows = csv.reader(open(path))
            next(self.rows)

        def _load(self):
            for time, name, price, volume in self.rows:
                price = float(price)
                if name != symbol or price <= 0:
                    continue
                moment = datetime.datetime.fromtimestamp(int(time) / 1e9, datetime.timezone.utc).replace(tzinfo=None)
                self.l.datetime[0] = backtrader.date2num(moment)
                self.l.open[0] = self.l.high[0] = self.l.low[0] = self.l.close[0] = price
                self.l.volume[0] = float(volume)
                self.l.openinterest[0] = 0
                return True
            return False

    class Threshold(backtrader.Strategy):
        def __init__(self):
            self.ticks = self.entries = self.exits = 0
            self.is_holding = False

        def next(self):
            self.ticks += 1
            price = self.data.close[0]
            if not self.is_holding and price <= entry:
                self.entries += 1
                self.is_holding = True
                self.buy(size=1)
            elif self.is_holding and price >= exit_:
                self.exits += 1
                self.is_holding = False
                self.sell(size=1)

    cerebro = backtrader.Cerebro(stdstats=False)
    cerebro.adddata(Ticks())
    cerebro.addstrategy(Threshold)
    cerebro.broker.setcash(100_000)
    strategy = cerebro.run(runonce=False, exactbars=1)[0]
    print(json.dumps({"ticks": strategy.ticks, "entries": strategy.entries, "exits": strategy.exits,
                      "equity": round(cerebro.broker.getvalue(), 2)}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), float(sys.argv[4]))
