#!/usr/bin/env python3
"""The figures of a backtest by numpy, from the ticks and the trades alone.

    figures.py make ROWS SEED > ticks.csv
    figures.py check ticks.csv trades.csv CASH DAYS_PER_YEAR        prints one JSON object

`make` writes a random walk of one symbol over some weeks, in UTC, each tick at a time of its own. `check` knows neither
orders nor fills: it takes the entries and exits from the trades' file and goes over the ticks once. Fees lie half on the
entry and half on the exit.
"""
import csv
import json
import random
import sys

DAY = 86_400_000_000_000


def make(rows, seed):
    rng = random.Random(seed)
    price = 15_000
    time = 1_700_000_000_000_000_000
    print("time,symbol,price,size")
    for _ in range(rows):
        price = max(5_000, price + rng.randint(-60, 60))
        time += rng.randint(1_000_000_000, 600_000_000_000)
        print(f"{time},X,{price // 100}.{price % 100:02d},{rng.randint(1, 500)}")


def nanoseconds(text):
    import datetime

    whole, fraction = text.rstrip("Z").split(".")
    moment = datetime.datetime.fromisoformat(whole + "+00:00")
    return int(moment.timestamp()) * 1_000_000_000 + int(fraction)


def check(ticks, trades, cash, days_per_year):
    import numpy

    times, prices = [], []
    for row in csv.DictReader(open(ticks)):
        times.append(int(row["time"]))
        prices.append(float(row["price"]))
    changes = {}
    profits, traded = [], 0.0
    for row in csv.DictReader(open(trades)):
        sign = 1 if row["side"] == "long" else -1
        quantity = float(row["quantity"])
        fee = float(row["fees"]) / (2 if row["state"] == "closed" else 1)
        value = float(row["entry_value"])
        traded += value
        changes.setdefault(nanoseconds(row["entry_time"]), []).append((sign * quantity, -sign * value - fee))
        if row["state"] != "closed":
            continue
        value = float(row["exit_value"])
        traded += value
        changes.setdefault(nanoseconds(row["exit_time"]), []).append((-sign * quantity, sign * value - fee))
        profits.append(float(row["profit"]))

    equity, days, held_time = [cash], {}, 0
    position, last = 0.0, None
    for time, price in zip(times, prices):
        if position and last is not None:
            held_time += time - last
        equity.append(cash + position * price)
        for change, money in changes.get(time, []):
            position, cash = position + change, cash + money
        if time in changes:
            equity.append(cash + position * price)
        days[time // DAY] = equity[-1]
        last = time

    equity = numpy.array(equity)
    closes = numpy.array(list(days.values()))
    returns = closes / numpy.concatenate([equity[:1], closes[:-1]]) - 1
    year = numpy.sqrt(days_per_year)
    peaks = numpy.maximum.accumulate(equity)
    total = equity[-1] / equity[0] - 1
    annual = (1 + total) ** (days_per_year / len(closes)) - 1
    drawdown = numpy.max(1 - equity / peaks)
    profits = numpy.array(profits)
    print(json.dumps({
        "totalReturn": total,
        "annualisedReturn": annual,
        "sharpe": numpy.mean(returns) / numpy.std(returns, ddof=1) * year,
        "sortino": numpy.mean(returns) / numpy.sqrt(numpy.mean(numpy.minimum(returns, 0) ** 2)) * year,
        "calmar": annual / drawdown,
        "maximumDrawdown": drawdown,
        "winRate": numpy.mean(profits > 0),
        "profitFactor": profits[profits > 0].sum() / -profits[profits <= 0].sum(),
        "averageTrade": numpy.mean(profits),
        "exposure": held_time / (times[-1] - times[0]),
        "turnover": traded / numpy.mean(closes),
        "days": float(len(closes)),
        "trades": float(len(profits)),
    }))


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(int(sys.argv[2]), int(sys.argv[3]))
    else:
        check(sys.argv[2], sys.argv[3], float(sys.argv[4]), int(sys.argv[5]))
