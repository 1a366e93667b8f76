import Testing
import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// A bot as a user writes it, in the documented form: buys a dip below the last high, sells when it came back.
private struct DipBuyer: Bot {
  var dip: Price = 10

  func run(_ market: Market) throws {
    while true {
      do {
        let high = try highBeforeDip(market)
        try market.buy(1)
        market.log("bought \(dip) below \(high)")
        try wait(market, until: high)
        try market.sell(1)
      } catch is CorruptTick { continue }
    }
  }

  private func highBeforeDip(_ market: Market) throws -> Price {
    var high = try market.nextTrade().price
    while true {
      let price = try market.nextTrade().price
      if price <= high - dip { return high }
      high = max(high, price)
    }
  }

  /// Waits at as many calls' depth as there are ticks to wait for.
  private func wait(_ market: Market, until price: Price) throws {
    if try market.nextTrade().price < price { try wait(market, until: price) }
  }
}

@Suite struct OwnBotTests {
  @Test func `a bot with helper functions waits at any depth`() throws {
    let recorder = Recorder()
    try run(.ticks(100, 105, 96, 95, 94, 90, 91, 105, 106), DipBuyer(), observer: recorder)
    #expect(recorder.signals.map(\.words) == ["entry 95.00", "exit 105.00 brought 10.00"])
    #expect(recorder.lines.contains("log [\"AAPL\"] bought 10.00 below 105.00"))
  }

  @Test func `a corrupt tick reaches a helper at depth and starts the strategy over`() throws {
    let recorder = Recorder()
    let summary = try run(.ticks(100, 90, 91, 92, nil, 100, 90, 100), DipBuyer(), observer: recorder)
    #expect(recorder.signals.map(\.words) == ["entry 90.00", "entry 90.00", "exit 100.00 brought 10.00"])
    #expect(summary.total.resets == 1)
  }

  @Test func `a thousand calls deep a bot still waits`() throws {
    func descend(_ market: Market, _ depth: Int) throws -> Price {
      if depth == 0 { return try market.nextTrade().price }
      return try descend(market, depth - 1)
    }
    let notes = Notes()
    try run(.ticks(101, 102), ClosureBot { market in while true { notes.note("\(try descend(market, 1_000))") } })
    #expect(notes.lines == ["101.00", "102.00"])
  }

  @Test func `what a bot says before its first tick is heard after its start`() throws {
    let recorder = Recorder()
    try run(
      .ticks(101),
      ClosureBot { market in
        market.log("hello")
        _ = try market.nextTrade()
      }, observer: recorder)
    #expect(
      recorder.lines == ["started [\"AAPL\"]", "log [\"AAPL\"] hello", "ended [\"AAPL\"]", "AAPL trade 101.00 []"])
  }

  @Test func `a bot knows its instruments and what it holds`() throws {
    let notes = Notes()
    try run(
      .ticks(101, 102, 103, 104),
      ClosureBot { market in
        notes.note("\(market.instruments.map { market.instrument($0).symbol })")
        for order in [(Side.buy, 3), (.sell, 1), (.sell, 4)] as [(Side, Quantity)] {
          _ = try market.nextTrade()
          notes.note("\(market.position)")
          if order.0 == .buy { try market.buy(order.1) } else { try market.sell(order.1) }
          notes.note("\(market.position)")
        }
        _ = try market.nextTrade()
        notes.note("\(market.position(in: market.instruments[0])) \(market.position(in: InstrumentID.none))")
      })
    #expect(notes.lines == ["[\"AAPL\"]", "0", "0", "3", "3", "2", "2", "-2 0"])
  }

  @Test func `a bot sees only what it waits for`() throws {
    let notes = Notes()
    try run(
      [.trade(101), .quote(bid: 1, ask: 2), .trade(102), .bar(close: 5), .trade(103), .quote(bid: 3, ask: nil)],
      ClosureBot { market in
        notes.note("trade \(try market.nextTrade().price)")
        notes.note("bar \(try market.nextBar().close)")
        notes.note("quote \(try market.nextQuote().bid?.description ?? "-")")
      })
    #expect(notes.lines == ["trade 101.00", "bar 5.00", "quote 3.00"])
  }
}
