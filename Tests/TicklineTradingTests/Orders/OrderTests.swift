import Testing
import TicklineMarkets
import TicklineTrading

/// What becomes of orders: filled at the price of the tick that caused them, cancelled or refused.
@Suite struct OrderTests {
  @Test func `an order before the first price is filled at the first tick`() throws {
    let recorder = Recorder()
    let notes = Notes()
    let summary = try run(
      .ticks(nil, 101.5, 103),
      ClosureBot { market in
        try market.buy(2)
        while true {
          do { notes.note("\(try market.nextTrade().price) holding \(market.position)") } catch is CorruptTick {
            notes.note("corrupt holding \(market.position)")
          }
        }
      }, observer: recorder)
    #expect(notes.lines == ["corrupt holding 0", "101.50 holding 2", "103.00 holding 2"])
    #expect(recorder.signals.map(\.words) == ["entry 101.50"])
    #expect(recorder.records.map(\.wasOpen) == [false, false, true])
    #expect(summary.total.open == 1)
  }

  @Test func `a fill comes to a bot that waits for it and to no other wait`() throws {
    let notes = Notes()
    try run(
      .ticks(101, 102, 103),
      ClosureBot { market in
        _ = try market.nextTrade()
        let first = try market.buy(1)
        let second = try market.sell(2)
        let fill = try market.nextFill(of: second)
        notes.note("\(fill.side) \(fill.quantity) @ \(fill.price), \(first != second), at \(fill.time)")
        notes.note("\(try market.nextTrade().price) holding \(market.position)")
      })
    #expect(notes.lines == ["sell 2 @ 101.00, true, at 2023-11-14T22:13:20.000000000Z", "102.00 holding -1"])
  }

  @Test func `whoever waits for everything sees orders' answers in the order of the orders`() throws {
    let notes = Notes()
    try run(
      .ticks(101, 102),
      ClosureBot { market in
        notes.note(try market.nextEvent().words)
        let order = try market.buy(1)
        market.cancel(order)
        market.cancel(OrderID(number: 77))
        try market.sell(3)
        for _ in 0..<5 { notes.note(try market.nextEvent().words) }
      })
    #expect(
      notes.lines == [
        "trade 101.00", "fill buy 1 @ 101.00", "rejected 1 notOpen", "rejected 77 notOpen", "fill sell 3 @ 101.00",
        "trade 102.00",
      ])
  }

  @Test func `an order that waits for its first price can be cancelled`() throws {
    let notes = Notes()
    let summary = try run(
      .ticks(101, 102),
      ClosureBot { market in
        let order = try market.buy(1)
        market.cancel(order)
        for _ in 0..<2 { notes.note(try market.nextEvent().words) }
      })
    #expect(notes.lines == ["cancelled 1", "trade 101.00"])
    #expect(summary.total.entries == 0)
  }

  @Test func `orders are numbered from one in each bot`() throws {
    let notes = Notes()
    let bot = ClosureBot { market in
      _ = try market.nextTrade()
      notes.note("\(try market.buy(1).number) \(try market.sell(1).number)")
    }
    try run([.trade(101, "A"), .trade(101, "B")], bot)
    #expect(notes.lines == ["1 2", "1 2"])
  }

  @Test(arguments: [0, -1, -0.000000001] as [Quantity])
  func `an order for nothing or less is refused with a sentence`(quantity: Quantity) throws {
    let notes = Notes()
    let bot = ClosureBot { market in
      _ = try market.nextTrade()
      do { try market.buy(quantity) } catch { notes.note("\(error)") }
      do { try market.sell(quantity) } catch { notes.note("\(error)") }
      _ = try market.nextTrade()
      notes.note("\(market.position)")
    }
    try run(.ticks(101, 102), bot)
    let sentence = "An order is for a positive quantity, not for \(quantity)."
    #expect(notes.lines == [sentence, sentence, "0"])
  }

  @Test func `an order for another's symbol is refused, and uncaught it ends the bot`() throws {
    let bot = ClosureBot { market in
      _ = try market.nextTrade()
      try market.buy(1, of: InstrumentID(index: 1))
    }
    let summary = try run([.trade(101, "A"), .trade(101, "B")], bot, symbols: ["A", "B"])
    #expect(summary.failed.map(\.symbols) == [["A"]])
    #expect(summary.failed.map(\.reason) == ["An order is for one of the symbols that the bot listens to."])
    #expect(summary.bySymbol["B"]?.open == 1)
  }
}
