import Testing
import TicklineMarkets
import TicklineTrading

/// Whoever asks for the fill of an order gets it, whether it comes or came.
@Suite struct FillTests {
  /// Runs a strategy on ticks of AAPL at 101, 102, 103 …, and gives what it noted down.
  private func notes(of strategy: @escaping (Market, Notes) throws -> Void) throws -> [String] {
    let notes = Notes()
    let summary = try run(
      (0..<200).map { .trade(101 + Price(nanos: $0 * 1_000_000_000)) }, ClosureBot { try strategy($0, notes) })
    return notes.lines + summary.failed.map { "failed: \($0.reason)" }
  }

  @Test func `the fill of an order that was filled during another wait is there at once`() throws {
    let lines = try notes { market, notes in
      _ = try market.nextTrade()
      let order = try market.buy(2)
      notes.note("\(try market.nextTrade().price)")
      let fill = try market.nextFill(of: order)
      notes.note("\(fill.side) \(fill.quantity) @ \(fill.price)")
      notes.note("\(try market.nextTrade().price)")
    }
    #expect(lines == ["102.00", "buy 2 @ 101.00", "103.00"])
  }

  @Test(arguments: [1, 2, 40, 100])
  func `the fills of many orders can be asked for in any order, each once`(count: Int64) throws {
    let lines = try notes { market, notes in
      _ = try market.nextTrade()
      let orders = try (1...count).map { try market.buy(Quantity(nanos: $0)) }
      for order in orders.reversed() {
        notes.note("\(order.number == (try market.nextFill(of: order)).quantity.nanos)")
      }
      // None of them is told again.
      notes.note(try market.nextEvent().words)
    }
    #expect(lines == Array(repeating: "true", count: Int(count)) + ["trade 102.00"])
  }

  @Test func `a fill that was seen as an event is no longer to come`() throws {
    let lines = try notes { market, notes in
      _ = try market.nextTrade()
      let order = try market.buy(1)
      notes.note(try market.nextEvent().words)
      _ = try market.nextFill(of: order)
    }
    #expect(
      lines == [
        "fill buy 1 @ 101.00",
        "failed: No fill of order 1 will come: it was cancelled, or its fill was seen or is long past.",
      ])
  }

  @Test func `a second wait for an order's only fill is told so`() throws {
    let lines = try notes { market, notes in
      _ = try market.nextTrade()
      let order = try market.buy(1)
      for _ in 0..<2 { notes.note("\(try market.nextFill(of: order).price)") }
    }
    #expect(
      lines == [
        "101.00", "failed: No fill of order 1 will come: it was cancelled, or its fill was seen or is long past.",
      ])
  }

  @Test func `a wait for the fill of an order that is cancelled ends`() throws {
    let notes = Notes()
    let bot = ClosureBot { market in
      let order = try market.buy(1)
      market.cancel(order)
      do { _ = try market.nextFill(of: order) } catch let error as InvalidOrder { notes.note("\(error)") }
      notes.note("\(try market.nextTrade().price)")
    }
    try run(.ticks(101, 102), bot)
    #expect(
      notes.lines == [
        "No fill of order 1 will come: it was cancelled, or its fill was seen or is long past.", "101.00",
      ])
  }

  @Test(arguments: [-1, 0, 3, .max] as [Int64])
  func `a wait for the fill of an order that was never given is told so`(number: Int64) throws {
    let lines = try notes { market, _ in
      _ = try market.nextTrade()
      try market.buy(1)
      try market.sell(1)
      _ = try market.nextFill(of: OrderID(number: number))
    }
    #expect(lines == ["failed: There is no order \(number): the bot has given 2."])
  }

  @Test func `of the fills that nobody looked at the last are kept`() throws {
    let lines = try notes { market, notes in
      var orders: [OrderID] = []
      for _ in 0..<150 {
        _ = try market.nextTrade()
        orders.append(try market.buy(1))
      }
      for order in orders.suffix(16).reversed() { _ = try market.nextFill(of: order) }
      _ = try market.nextFill(of: orders[0])
    }
    #expect(
      lines == ["failed: No fill of order 1 will come: it was cancelled, or its fill was seen or is long past."])
  }

  @Test func `an order that waits for its first price is waited for`() throws {
    let notes = Notes()
    let bot = ClosureBot(.together(["A", "B"])) { market in
      let order = try market.buy(1, of: market.instruments[1])
      notes.note("\(try market.nextFill(of: order).price)")
    }
    try run([.trade(1, "A"), .trade(2, "A"), .trade(7, "B")], bot)
    #expect(notes.lines == ["7.00"])
  }
}
