#!/usr/bin/env python3
"""Crossover and breakout on minute bars by backtrader, which knows nothing of Tickline.

    minute_bars.py ticks lean.zip > ticks.csv        trades of a LEAN file (YYYYMMDD_trade.zip) by time, in UTC
    minute_bars.py crossover ticks.csv               prints one JSON object: trades, fees and the value at the end
    minute_bars.py breakout ticks.csv

Bars are made of the ticks here. A strategy decides at a bar's close, and backtrader fills at the next bar's open, which
is the first trade after it. Averages and channels are compared in whole units of a ten-thousandth.
"""
import csv
import datetime
import io
import json
import os
import sys
import zipfile
import zoneinfo

SIZE, CASH, COMMISSION = 100, 1_000_000, 0.005
FAST, SLOW, LENGTH, TRAIL = 5, 20, 20, 20


def lean_ticks(path):
    day = datetime.datetime.strptime(os.path.basename(path)[:8], "%Y%m%d")
    midnight = day.replace(tzinfo=zoneinfo.ZoneInfo("America/New_York")).timestamp()
    rows = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            rows += csv.reader(io.TextIOWrapper(archive.open(name)))
    rows.sort(key=lambda row: float(row[0]))
    print("time,symbol,price,size")
    for row in rows:
        milliseconds = int(midnight) * 1000 + int(float(row[0]))
        price = int(row[1])
        print(f"{milliseconds},X,{price // 10000}.{price % 10000:04d},{row[2]}")


def bars(path):
    made = []
    for row in csv.DictReader(open(path)):
        minute, price, size = int(row["time"]) // 60_000, float(row["price"]), float(row["size"])
        if not made or made[-1][0] != minute:
            made.append([minute, price, price, price, price, 0.0])
        bar = made[-1]
        bar[2], bar[3], bar[4], bar[5] = max(bar[2], price), min(bar[3], price), price, bar[5] + size
    return made


def units(number):
    return round(number * 10_000)


def run(name, path):
    import backtrader

    class Feed(backtrader.feeds.DataBase):
        def start(self):
            super().start()
            self.rows = iter(bars(path))

        def _load(self):
            row = next(self.rows, None)
            if row is None:
                return False
            moment = datetime.datetime.fromtimestamp(row[0] * 60, datetime.timezone.utc).replace(tzinfo=None)
            self.l.datetime[0] = backtrader.date2num(moment)
            self.l.open[0], self.l.high[0], self.l.low[0], self.l.close[0], self.l.volume[0] = row[1:]
            self.l.openinterest[0] = 0
            return True

    class Base(backtrader.Strategy):
        def __init__(self):
            self.fills = []
            self.closes, self.highs = [], []
            self.armed = False

        def notify_order(self, order):
            if order.status == order.Completed:
                self.fills.append([round(order.executed.price, 4), order.executed.size])

        def next(self):
            self.closes.append(units(self.data.close[0]))
            self.decide()
            self.highs.append(units(self.data.high[0]))

    class Crossover(Base):
        def decide(self):
            if len(self.closes) < SLOW:
                return
            is_above = sum(self.closes[-FAST:]) * SLOW > sum(self.closes[-SLOW:]) * FAST
            if self.position.size == 0:
                if not is_above:
                    self.armed = True
                elif self.armed:
                    self.buy(size=SIZE)
            elif not is_above:
                self.sell(size=SIZE)

    class Breakout(Base):
        def decide(self):
            close = self.closes[-1]
            if self.position.size == 0:
                if len(self.highs) >= LENGTH and close > max(self.highs[-LENGTH:]):
                    self.highest = close
                    self.buy(size=SIZE)
                return
            self.highest = max(self.highest, close)
            if close * 10_000 <= self.highest * (10_000 - TRAIL):
                self.sell(size=SIZE)

    cerebro = backtrader.Cerebro(stdstats=False)
    cerebro.adddata(Feed())
    cerebro.addstrategy(Crossover if name == "crossover" else Breakout)
    cerebro.broker.setcash(CASH)
    cerebro.broker.setcommission(commission=COMMISSION, commtype=backtrader.CommInfoBase.COMM_FIXED, stocklike=True)
    strategy = cerebro.run(runonce=False)[0]
    fees = len(strategy.fills) * SIZE * COMMISSION
    print(json.dumps({"fills": strategy.fills, "fees": fees, "equity": cerebro.broker.getvalue()}))


if __name__ == "__main__":
    if sys.argv[1] == "ticks":
        lean_ticks(sys.argv[2])
    else:
        run(sys.argv[1], sys.argv[2])
