import Testing
import TicklineMarkets
import TicklineTrading

/// Orders that a bot gives in its catch block.
@Suite struct CorruptTickOrderTests {
  /// Buys at its first tick and sells what it holds when a tick is corrupt.
  private let fleeing = ClosureBot { market in
    while true {
      do {
        _ = try market.nextTrade()
        try market.buy(1)
        while true { _ = try market.nextTrade() }
      } catch is CorruptTick {
        if market.position > 0 { try market.sell(market.position) }
      }
    }
  }

  @Test func `such an order is filled at the last good price, and closes what was forgotten`() throws {
    let orders = OrderRecorder()
    let recorder = Recorder()
    let result = try trade(
      .ticks(101, 107, nil, 120), fleeing, policy: .reset, broker: .tutorial, orders: orders, observer: recorder)
    #expect(orders.fills == ["fill 1 buy 1 @ 101.00", "fill 2 sell 1 @ 107.00", "fill 3 buy 1 @ 120.00"])
    #expect(
      recorder.lines.dropFirst() == [
        "AAPL trade 101.00 [entry 101.00]", "AAPL trade 107.00 open 6.00 []", "AAPL corrupt negative price -171.03 []",
        "AAPL trade 120.00 [entry 120.00]",
      ])
    #expect(result.trips.map(\.state) == [.forgotten, .open] && result.trips.map(\.side) == [.buy, .buy])
    #expect(result.forgotten.isEmpty)
    #expect(result.book[.usd]?.realised == 6)
  }

  @Test func `to a bot that never asks what it holds, an order against it is a trade of its own`() throws {
    let bot = ClosureBot { market in
      do {
        _ = try market.nextTrade()
        try market.buy(1)
        while true { _ = try market.nextTrade() }
      } catch is CorruptTick {}
      _ = try market.nextTrade()
      try market.sell(1)
      while true { _ = try market.nextTrade() }
    }
    let result = try trade(.ticks(101, nil, 107, 110), bot, policy: .reset, broker: .tutorial)
    #expect(result.trips.map(\.state) == [.forgotten, .open] && result.trips.map(\.side) == [.buy, .sell])
    #expect(result.forgotten.map(\.quantity) == [1])
    #expect(result.book.held.isEmpty)
  }

  @Test func `its fill has the time of the last good event, since a corrupt time moves no clock`() throws {
    let notes = Notes()
    let bot = ClosureBot { market in
      do { while true { _ = try market.nextTrade() } } catch is CorruptTick {
        let order = try market.buy(1)
        notes.note("\(try market.nextFill(of: order).time)")
      }
    }
    try run([.trade(101, second: 7), .corrupt(second: 86_400)], bot)
    #expect(notes.lines == ["2023-11-14T22:13:27.000000000Z"])
  }

  @Test func `before the first price it waits for one`() throws {
    let recorder = Recorder()
    let bot = ClosureBot { market in
      do { _ = try market.nextTrade() } catch is CorruptTick { try market.buy(1) }
      while true { _ = try market.nextTrade() }
    }
    try run(.ticks(nil, 104), bot, observer: recorder)
    #expect(recorder.signals.map(\.words) == ["entry 104.00"])
  }
}
