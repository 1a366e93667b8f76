import Testing
import TicklineMarkets
import TicklineTrading

/// What the account has after a corrupt tick, under each of the policies.
@Suite struct PolicyBookTests {
  private let lines: [Line] = .ticks(149, nil, 150, 160, 210, 190)

  private func result(_ policy: CorruptPolicy, _ broker: SimulatedBroker.Settings = .tutorial) throws -> AccountResult {
    try trade(lines, ThresholdBot(), policy: policy, broker: broker)
  }

  @Test func `with reset the account still holds what the bot forgot`() throws {
    let result = try result(.reset)
    #expect(result.trips.map(\.state) == [.forgotten, .closed])
    #expect(result.forgotten.map(\.quantity) == [1])
    #expect(result.book[InstrumentID(index: 0)]?.position == 1)
    // Two were bought, at 149 and 150; one was sold at 210, at half of what they cost.
    #expect(result.book[.usd]?.realised.description == "60.50")
    #expect(result.book[.usd]?.equity.description == "100101.00")
    #expect(result.trips[1].profit == 60)
  }

  @Test func `with hold the trade goes on`() throws {
    let result = try result(.hold)
    #expect(result.trips.map { $0.profit } == [61])
    #expect(result.forgotten.isEmpty)
    #expect(result.book[.usd]?.equity == 100_061)
  }

  @Test func `with flatten the trade is closed at the last good price before the bot hears of it`() throws {
    let orders = OrderRecorder()
    let recorder = Recorder()
    let result = try trade(lines, ThresholdBot(), broker: .tutorial, orders: orders, observer: recorder)
    #expect(
      orders.fills == [
        "fill 1 buy 1 @ 149.00", "fill -2 sell 1 @ 149.00", "fill 2 buy 1 @ 150.00", "fill 3 sell 1 @ 210.00",
      ])
    #expect(recorder.lines.contains("AAPL corrupt negative price -171.03 [exit 149.00 brought 0.00]"))
    #expect(result.trips.map(\.state) == [.closed, .closed])
    #expect(result.book[.usd]?.equity == 100_060)
  }

  @Test func `with flatten the summary counts the exit and its profit`() throws {
    let summary = try run(.ticks(140, 149, nil, 210), ThresholdBot(), policy: .flatten)
    #expect(summary.total.words == "ticks 4, corrupt 1, entries 1, exits 1, resets 0, open 0, profit 9.00")
  }

  @Test func `with halt the position is kept and orders are cancelled`() throws {
    let orders = OrderRecorder()
    let bot = ClosureBot { market in
      _ = try market.nextTrade()
      try market.buy(1)
      try market.sell(1, at: .limit(500))
      while true { _ = try market.nextTrade() }
    }
    let result = try trade(.ticks(149, 150, nil, 600), bot, policy: .halt, orders: orders)
    #expect(orders.lines.last == "cancelled 2, 1 left")
    #expect(result.book[InstrumentID(index: 0)]?.position == 1)
    #expect(result.trips.map(\.state) == [.open])
  }

  @Test func `an order that was under way when the bot was reset opens no trade, but is held`() throws {
    let result = try trade(.ticks(149, nil, 160), ThresholdBot(), policy: .reset)
    #expect(result.trips.isEmpty)
    #expect(result.forgotten.map(\.quantity) == [1])
    #expect(result.book[InstrumentID(index: 0)]?.cost == 160)
  }

  @Test func `with flatten an order that was under way is cancelled`() throws {
    let orders = OrderRecorder()
    let result = try trade(.ticks(149, nil, 160), ThresholdBot(), orders: orders)
    #expect(orders.lines == ["order 1 buy 1 market", "cancelled 1, 1 left"])
    #expect(result.book.held.isEmpty)
  }
}
