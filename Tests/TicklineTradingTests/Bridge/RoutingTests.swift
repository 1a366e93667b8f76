import Testing
import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// Which bot gets which event.
@Suite struct RoutingTests {
  private let lines: [Line] = [.trade(1, "A"), .trade(2, "B"), .trade(3, "C"), .trade(4, "A"), .trade(5, "B")]

  /// A bot that notes its name and every price.
  private func reader(_ name: String, _ notes: Notes, _ symbols: BotSymbols = .each) -> ClosureBot {
    ClosureBot(symbols) { market in
      while true {
        let trade = try market.nextTrade()
        notes.note("\(name) \(market.instrument(trade.instrument).symbol) \(trade.price)")
      }
    }
  }

  @Test func `several bots on one symbol get each tick in their order`() throws {
    let notes = Notes()
    try run(.ticks(1, 2), reader("x", notes), reader("y", notes), reader("z", notes))
    #expect(notes.lines == ["x AAPL 1.00", "y AAPL 1.00", "z AAPL 1.00", "x AAPL 2.00", "y AAPL 2.00", "z AAPL 2.00"])
  }

  @Test func `several bots on one symbol have positions and ledgers of their own`() throws {
    let summary = try run(
      .ticks(149, 160, 205), ThresholdBot(), ThresholdBot(entry: 170, exit: 180), ThresholdBot(entry: 1))
    #expect(summary.total.words == "ticks 3, corrupt 0, entries 2, exits 2, resets 0, open 0, profit 112.00")
  }

  @Test func `one bot listens to several symbols`() throws {
    let notes = Notes()
    try run(lines, reader("pair", notes, .together(["A", "B"])))
    #expect(notes.lines == ["pair A 1.00", "pair B 2.00", "pair A 4.00", "pair B 5.00"])
  }

  @Test func `one bot trades several symbols, each with its own position, trade and signals`() throws {
    let recorder = Recorder()
    let bot = ClosureBot(.together(["A", "B"])) { market in
      let (a, b) = (market.instruments[0], market.instruments[1])
      for _ in 0..<2 { _ = try market.nextTrade() }
      try market.buy(1, of: a)
      try market.sell(2, of: b)
      for _ in 0..<2 { _ = try market.nextTrade() }
      market.log("\(market.position(in: a)) \(market.position(in: b))")
      try market.sell(1)
      try market.buy(2, of: b)
    }
    let summary = try run(lines.filter { $0.symbol != "C" }, bot, observer: recorder)
    #expect(recorder.lines.contains("log [\"A\", \"B\"] 1 -2"))
    #expect(
      recorder.signals.map { "\($0.instrument.index) \($0.words)" } == [
        "0 entry 1.00", "1 entry 2.00", "0 exit 4.00 brought 3.00", "1 exit 5.00 brought -6.00",
      ])
    #expect(summary.bySymbol["A"]?.profit == 3)
    #expect(summary.bySymbol["B"]?.profit == -6)
    #expect(summary.total.profit == -3)
  }

  @Test func `an order for a symbol that had no tick yet waits for its first`() throws {
    let recorder = Recorder()
    let bot = ClosureBot(.together(["A", "B"])) { market in
      _ = try market.nextTrade()
      try market.buy(1, of: market.instruments[1])
      _ = try market.nextFill(of: OrderID(number: 1))
      market.log("\(market.position(in: market.instruments[1]))")
    }
    try run(lines, bot, observer: recorder)
    #expect(recorder.lines.contains("B trade 2.00 [entry 2.00]"))
    #expect(recorder.lines.contains("log [\"A\", \"B\"] 1"))
  }

  @Test func `a bot for each symbol and a bot for two live side by side`() throws {
    let notes = Notes()
    try run(lines, reader("each", notes), reader("pair", notes, .together(["B", "A"])), symbols: ["A", "B"])
    #expect(
      notes.lines.sorted() == [
        "each A 1.00", "each A 4.00", "each B 2.00", "each B 5.00", "pair A 1.00", "pair A 4.00", "pair B 2.00",
        "pair B 5.00",
      ])
  }

  @Test func `a symbol that never occurs has its bot and no ticks`() throws {
    let notes = Notes()
    let bot = ClosureBot { market in
      notes.note("\(market.instrument(market.instruments[0]).symbol)")
      while true { _ = try market.nextTrade() }
    }
    let summary = try run(lines, bot, symbols: ["ZZZ", "A"])
    #expect(notes.lines == ["ZZZ", "A"])
    #expect(summary.symbols == ["ZZZ", "A"])
    #expect(summary.bySymbol["ZZZ"]?.ticks == 0)
    #expect(summary.total.ticks == 2)
  }

  @Test func `a row without a readable symbol is counted and reaches no bot`() throws {
    let notes = Notes()
    let recorder = Recorder()
    let summary = try run([.corrupt(nil), .trade(1), .corrupt(nil)], reader("x", notes), observer: recorder)
    #expect(summary.unattributed == 2)
    #expect(summary.total.words == "ticks 1, corrupt 0, entries 0, exits 0, resets 0, open 0, profit 0.00")
    #expect(notes.lines == ["x AAPL 1.00"])
    #expect(recorder.lines.filter { $0.hasPrefix("?") }.count == 2)
    #expect(summary.failed.isEmpty)
  }
}
