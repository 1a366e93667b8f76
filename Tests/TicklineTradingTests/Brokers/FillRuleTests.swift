import Testing
import TicklineMarkets
import TicklineTrading

/// At which event and price orders are filled.
@Suite struct FillRuleTests {
  @Test func `a market order is filled by the next event, never by the one that caused it`() throws {
    let lines: [Line] = [.trade(100), .trade(103), .trade(105)]
    let fills = try fills(of: lines) { market in
      _ = try market.nextTrade()
      try market.buy(1)
      while true { _ = try market.nextTrade() }
    }
    #expect(fills == ["fill 1 buy 1 @ 103.00"])
  }

  @Test func `an order at the last event is never filled`() throws {
    let result = try trade(
      [.trade(100), .trade(103)],
      ClosureBot { market in
        for _ in 0..<2 { _ = try market.nextTrade() }
        try market.buy(1)
        _ = try market.nextTrade()
      })
    #expect(result.orderCount == 1)
    #expect(result.trips.isEmpty)
    #expect(result.book[.usd]?.equity == 100_000)
  }

  @Test func `the rule same fills at the price that caused the order`() throws {
    let fills = try fills(of: [.trade(100), .trade(103)], broker: .tutorial) { market in
      _ = try market.nextTrade()
      try market.buy(1000)
      while true { _ = try market.nextTrade() }
    }
    #expect(fills == ["fill 1 buy 1000 @ 100.00"])
  }

  @Test func `an event of another symbol fills nothing`() throws {
    let orders = OrderRecorder()
    let bot = Only(
      "A",
      ClosureBot { market in
        _ = try market.nextTrade()
        try market.buy(1)
        while true { _ = try market.nextTrade() }
      })
    try trade([.trade(100, "A"), .trade(7, "B"), .trade(101, "A")], bot, orders: orders)
    #expect(orders.fills == ["fill 1 buy 1 @ 101.00"])
  }

  @Test func `where quotes are known a market order takes the ask or the bid`() throws {
    let lines: [Line] = [
      .quote(bid: 99, ask: 101), .trade(100), .trade(100.5), .quote(bid: 98, ask: 102), .trade(100),
    ]
    let fills = try fills(of: lines) { market in
      _ = try market.nextTrade()
      try market.buy(1)
      _ = try market.nextTrade()
      try market.sell(1)
      while true { _ = try market.nextTrade() }
    }
    #expect(fills == ["fill 1 buy 1 @ 101.00", "fill 2 sell 1 @ 98.00"])
  }

  @Test func `a limit order is filled where the market trades through it, not at it`() throws {
    let lines: [Line] = [.trade(100), .trade(99), .trade(98), .trade(97)]
    let fills = try fills(of: lines) { market in
      _ = try market.nextTrade()
      try market.buy(1, at: .limit(98))
      while true { _ = try market.nextTrade() }
    }
    #expect(fills == ["fill 1 buy 1 @ 98.00 maker"])
  }

  @Test func `a limit order that meets a better price takes it`() throws {
    let fills = try fills(of: [.trade(100), .trade(99), .trade(98)]) { market in
      _ = try market.nextTrade()
      try market.buy(1, at: .limit(105))
      while true { _ = try market.nextTrade() }
    }
    #expect(fills == ["fill 1 buy 1 @ 99.00"])
  }

  @Test func `a stop is filled at the worse of its price and the market's`() throws {
    let fills = try fills(of: [.trade(100), .trade(99), .trade(94), .trade(96)]) { market in
      _ = try market.nextTrade()
      try market.buy(1)
      try market.sell(1, at: .stop(95))
      while true { _ = try market.nextTrade() }
    }
    #expect(fills == ["fill 1 buy 1 @ 99.00", "fill 2 sell 1 @ 94.00"])
  }

  @Test func `a bar fills a market order at its opening price, and stops before limits`() throws {
    let bar = Line(
      make: { .bar(Bar(origin: $0, open: 102, high: 110, low: 90, close: 105, volume: 100)) })
    let fills = try fills(of: [.bar(close: 101), bar]) { market in
      _ = try market.nextBar()
      try market.buy(1)
      try market.sell(1, at: .limit(108))
      try market.sell(1, at: .stop(95))
      while true { _ = try market.nextBar() }
    }
    #expect(
      fills == ["fill 3 sell 1 @ 95.00", "fill 1 buy 1 @ 102.00", "fill 2 sell 1 @ 108.00 maker"])
  }

  @Test func `with latency a bar fills at its closing price, since its opening may have been before the order came`()
    throws
  {
    let bar = Line(make: { .bar(Bar(origin: $0, open: 102, high: 110, low: 90, close: 105, volume: 100)) })
    let broker = SimulatedBroker.Settings.with { $0.latency = ConstantLatency(nanoseconds: 1_000) }
    let fills = try fills(of: [.bar(close: 101), bar], broker: broker) { market in
      _ = try market.nextBar()
      try market.buy(1)
      while true { _ = try market.nextBar() }
    }
    #expect(fills == ["fill 1 buy 1 @ 105.00"])
  }

  @Test func `an order is filled at the first event after its latency`() throws {
    let broker = SimulatedBroker.Settings.with { $0.latency = ConstantLatency(nanoseconds: 2_500_000_000) }
    let fills = try fills(of: [.trade(100), .trade(101), .trade(102), .trade(103), .trade(104)], broker: broker) {
      market in
      _ = try market.nextTrade()
      try market.buy(1)
      while true { _ = try market.nextTrade() }
    }
    #expect(fills == ["fill 1 buy 1 @ 103.00"])
  }

  @Test func `latency counts from the receipt of the event, where the source knows it`() throws {
    func line(_ price: Price, _ second: Int64, received: Int64) -> Line {
      Line(
        make: {
          var origin = $0
          origin.received = ScriptedFeed.start + .seconds(received)
          return .trade(Trade(origin: origin, price: price))
        }, second: second)
    }
    let lines = [line(100, 0, received: 2), line(101, 1, received: 3), line(102, 2, received: 4)]
    let fills = try fills(of: lines) { market in
      _ = try market.nextTrade()
      try market.buy(1)
      while true { _ = try market.nextTrade() }
    }
    // The bot heard of 100 at second 2: the trade of second 1 was over by then, though it comes later in the file.
    #expect(fills == ["fill 1 buy 1 @ 102.00"])
  }

  @Test func `latency that is drawn is the same for the same seed and another for another`() {
    func times(_ seed: UInt64) -> [Int64] {
      var latency = UniformLatency(nanoseconds: 1_000...2_000, seed: seed)
      return (0..<100).map { _ in latency.next() }
    }
    #expect(times(1) == times(1))
    #expect(times(1) != times(2))
    #expect(times(1).allSatisfy { 1_000...2_000 ~= $0 })
    #expect(Set(times(1)).count > 50)
  }
}
