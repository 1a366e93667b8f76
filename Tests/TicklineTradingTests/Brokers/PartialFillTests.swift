import Testing
import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// Orders that an event can fill in part only.
@Suite struct PartialFillTests {
  @Test func `an order takes at most the volume of each event`() throws {
    let lines: [Line] = [.trade(100), .trade(101, size: 30), .trade(102, size: 50), .trade(103, size: 50)]
    let fills = try fills(of: lines) { market in
      _ = try market.nextTrade()
      try market.buy(100)
      while true { _ = try market.nextTrade() }
    }
    #expect(
      fills == [
        "fill 1 buy 30 @ 101.00, 70 left", "fill 1 buy 50 @ 102.00, 20 left", "fill 1 buy 20 @ 103.00",
      ])
  }

  @Test func `a share of the volume is rounded down to whole lots`() throws {
    let broker = SimulatedBroker.Settings.with { $0.participation = 0.25 }
    let lines: [Line] = [.trade(100), .trade(101, size: 30), .trade(102, size: 3), .trade(103, size: 100)]
    let fills = try fills(of: lines, broker: broker) { market in
      _ = try market.nextTrade()
      try market.buy(10)
      while true { _ = try market.nextTrade() }
    }
    #expect(fills == ["fill 1 buy 7 @ 101.00, 3 left", "fill 1 buy 3 @ 103.00"])
  }

  @Test func `two orders share the volume in the order of their giving`() throws {
    let lines: [Line] = [.trade(100), .trade(101, size: 15), .trade(102, size: 15)]
    let fills = try fills(of: lines) { market in
      _ = try market.nextTrade()
      try market.buy(10)
      try market.sell(10)
      while true { _ = try market.nextTrade() }
    }
    #expect(fills == ["fill 1 buy 10 @ 101.00", "fill 2 sell 5 @ 101.00, 5 left", "fill 2 sell 5 @ 102.00"])
  }

  @Test func `a bot hears of each part and keeps its position true`() throws {
    let notes = Notes()
    let bot = ClosureBot { market in
      _ = try market.nextTrade()
      let order = try market.buy(5)
      for _ in 0..<2 {
        let fill = try market.nextFill(of: order)
        notes.note("\(fill.quantity), \(fill.remaining) left, holding \(market.position), \(market.isOpen(order))")
      }
    }
    try trade([.trade(100), .trade(101, size: 3), .trade(102, size: 3)], bot)
    #expect(notes.lines == ["3, 2 left, holding 3, true", "2, 0 left, holding 5, false"])
  }

  @Test func `what is left can be cancelled, and the bot hears of it`() throws {
    let notes = Notes()
    let orders = OrderRecorder()
    let bot = ClosureBot { market in
      _ = try market.nextTrade()
      let order = try market.buy(5)
      _ = try market.nextFill(of: order)
      market.cancel(order)
      market.cancel(order)
      for _ in 0..<2 { notes.note(try market.nextEvent().words) }
    }
    try trade([.trade(100), .trade(101, size: 3), .trade(102, size: 3)], bot, orders: orders)
    #expect(notes.lines == ["cancelled 1", "rejected 1 notOpen"])
    #expect(orders.lines.last == "cancelled 1, 2 left")
  }

  @Test func `a wish to cancel is under way as long as an order is`() throws {
    let broker = SimulatedBroker.Settings.with { $0.latency = ConstantLatency(nanoseconds: 1_500_000_000) }
    let orders = OrderRecorder()
    let bot = ClosureBot { market in
      _ = try market.nextTrade()
      let order = try market.buy(1, at: .limit(50))
      for _ in 0..<2 { _ = try market.nextTrade() }
      market.cancel(order)
      while true { _ = try market.nextTrade() }
    }
    try trade([.trade(100), .trade(101), .trade(101), .trade(49), .trade(49)], bot, broker: broker, orders: orders)
    #expect(orders.lines.last == "fill 1 buy 1 @ 50.00 maker")
    let late = OrderRecorder()
    try trade([.trade(100), .trade(101), .trade(101), .trade(99), .trade(49)], bot, broker: broker, orders: late)
    #expect(late.lines.last == "cancelled 1, 1 left")
  }

  @Test func `an order for a day ends with the day in the instrument's zone`() throws {
    let orders = OrderRecorder()
    let bot = ClosureBot { market in
      _ = try market.nextTrade()
      try market.buy(1, at: .limit(50), lifetime: .day)
      while true { _ = try market.nextTrade() }
    }
    // 22:13:20 in UTC is 17:13:20 in New York, where the day ends at 05:00 UTC: 24,400 seconds later.
    for (second, end) in [(24_399, "fill 1 buy 1 @ 50.00 maker"), (24_400, "cancelled 1, 1 left")] as [(Int64, String)]
    {
      let recorder = OrderRecorder()
      try trade(
        [.trade(100), .trade(101), .trade(49, second: second)], bot, symbols: ["AAPL"], orders: recorder,
        prepare: { $0.instruments[InstrumentID(index: 0)].timeZone = "America/New_York" })
      #expect(recorder.lines.last == end)
    }
    _ = orders
  }
}
