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

  @Test func `such an order is filled at the last good price`() throws {
    let recorder = Recorder()
    let summary = try run(.ticks(101, 107, nil, 120), fleeing, observer: recorder)
    #expect(
      recorder.lines.dropFirst() == [
        "AAPL trade 101.00 [entry 101.00]", "AAPL trade 107.00 open 6.00 []",
        "AAPL corrupt negative price -171.03 [entry 107.00]",
        "AAPL trade 120.00 open -13.00 [exit 120.00 brought -13.00]",
      ])
    #expect(summary.total.words == "ticks 4, corrupt 1, entries 2, exits 1, resets 1, open 0, profit -13.00")
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
