import Testing
import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// Events that are no trades, from a feed that yields them.
@Suite struct EventKindTests {
  private let lines: [Line] = [
    .status(.open), .quote(bid: 9, ask: 11), .trade(10), .gap(4, 6), .bar(close: 8), .status(.halt), .corrupt(),
    .quote(bid: nil, ask: 12),
  ]

  private let words = [
    "status open", "quote 9.00/11.00", "trade 10.00", "gap 4-6", "bar 8.00", "status halt",
    "corrupt negative price -171.03", "quote -/12.00",
  ]

  @Test func `whoever waits for everything gets every event in its order`() throws {
    let notes = Notes()
    let bot = ClosureBot { market in
      while true {
        do { notes.note(try market.nextEvent().words) } catch let tick as CorruptTick { notes.note("corrupt \(tick)") }
      }
    }
    try run(lines, bot)
    #expect(notes.lines == words)
  }

  @Test func `only trades and corrupt events are ticks`() throws {
    let summary = try run(lines, ClosureBot { market in while true { _ = try market.nextBar() } }, policy: .hold)
    #expect(summary.total.words == "ticks 2, corrupt 1, entries 0, exits 0, resets 0, open 0, profit 0.00")
  }

  @Test func `an observer is told of every event and of what it led to`() throws {
    let recorder = Recorder()
    let bot = ClosureBot { market in
      while true {
        do {
          _ = try market.nextTrade()
          _ = try market.nextBar()
          try market.buy(1)
          _ = try market.nextQuote()
        } catch is CorruptTick {}
      }
    }
    try run(lines, bot, observer: recorder)
    #expect(recorder.records.map(\.event.words) == words)
    #expect(recorder.records.map { $0.signals.map(\.words) } == [[], [], [], [], ["entry 10.00"], [], [], []])
    #expect(recorder.records.map(\.wasOpen) == [false, false, false, false, false, true, true, false])
  }

  @Test func `a fill that a bar caused has the bar's time`() throws {
    let notes = Notes()
    let bot = ClosureBot { market in
      _ = try market.nextBar()
      notes.note("\(try market.nextFill(of: try market.buy(1)).time)")
    }
    try run(lines, bot)
    #expect(notes.lines == ["2023-11-14T22:13:24.000000000Z"])
  }

  @Test func `a tick whose time went back is thrown in as corrupt`() throws {
    let summary = try run([.trade(149, second: 10), .trade(205, second: 9), .trade(206, second: 10)], ThresholdBot())
    #expect(summary.total.words == "ticks 3, corrupt 1, entries 1, exits 0, resets 1, open 0, profit 0.00")
  }
}
