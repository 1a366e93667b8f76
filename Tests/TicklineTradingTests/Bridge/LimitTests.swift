import Testing
import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// Where a run stops: after a number of ticks, when it is interrupted, or when its feed fails.
@Suite struct LimitTests {
  private let lines: [Line] = [
    .trade(1, "A"), .trade(2, "B"), .trade(3, "X"), .corrupt("A"), .corrupt(nil), .quote(bid: 1, ask: 2, "A"),
    .trade(4, "B"), .trade(5, "A"),
  ]

  private func bridge(_ bots: [any Bot] = []) -> Bridge {
    Bridge(session: FeedSession(symbols: ["A", "B"]), bots: bots)
  }

  /// How many ticks are handled, and how much of the feed is asked for.
  @Test(arguments: [(-1, 0, 0), (0, 0, 0), (1, 1, 1), (2, 2, 2), (3, 3, 4), (4, 4, 7), (5, 5, 8), (6, 5, 8)])
  func `the limit counts wanted ticks, corrupt ones included, and no more of the feed is asked for`(
    limit: Int, ticks: Int, yielded: Int
  ) throws {
    let feed = ScriptedFeed(lines)
    let summary = try bridge().run(feed, ticks: limit)
    #expect(summary.total.ticks == ticks)
    #expect(feed.probe.yielded == yielded)
    #expect(feed.probe.isClosed == (yielded > 0))
  }

  @Test func `an endless feed ends with the limit, in the middle of a block too`() throws {
    let folder = try TemporaryFolder()
    let rows = String(repeating: "A,1\nB,2\nX,3\n", count: 10_000)
    let path = try folder.write("symbol,price\n" + rows, to: "ticks.csv")
    let summary = try bridge().run(CSVFeed(path: path), ticks: 777)
    #expect(summary.bySymbol.mapValues(\.ticks) == ["A": 389, "B": 388])
  }

  @Test func `bots are closed when the limit is reached`() throws {
    let notes = Notes()
    let bot = ClosureBot { market in
      defer { notes.note("left") }
      while true { notes.note("\(try market.nextTrade().price)") }
    }
    _ = try bridge([bot]).run(ScriptedFeed(lines), ticks: 2)
    #expect(notes.lines == ["1.00", "2.00", "left", "left"])
  }

  @Test func `a feed that fails half-way ends the run, and the summary has what was done`() throws {
    let notes = Notes()
    let bot = ClosureBot { market in
      defer { notes.note("left") }
      _ = try market.nextTrade()
      try market.buy(1)
      while true { _ = try market.nextTrade() }
    }
    let bridge = bridge([bot])
    let feed = ScriptedFeed([.trade(5, "A"), .trade(6, "A")], failure: Breakdown())
    #expect(throws: Breakdown()) { try bridge.run(feed) }
    #expect(notes.lines == ["left", "left"])
    #expect(bridge.summary.total.words == "ticks 2, corrupt 0, entries 1, exits 0, resets 0, open 1, profit 0.00")
    #expect(feed.probe.isClosed)
  }

  @Test func `a feed that is not there fails with its sentence after the bots were started and closed`() throws {
    let notes = Notes()
    let bot = ClosureBot { market in
      defer { notes.note("left") }
      while true { _ = try market.nextTrade() }
    }
    let bridge = bridge([bot])
    #expect(throws: FeedError.self) { try bridge.run(CSVFeed(path: "/nowhere/ticks.csv")) }
    #expect(notes.lines == ["left", "left"])
    #expect(bridge.summary.symbols == ["A", "B"])
  }

  @Test func `an interrupted run closes its bots and its feed and has its summary`() throws {
    let feed = ScriptedFeed(lines)
    let session = FeedSession(symbols: ["A", "B"], isInterrupted: { feed.probe.yielded == 2 })
    let notes = Notes()
    let bot = ClosureBot(.together(["A"])) { market in
      defer { notes.note("left") }
      while true { notes.note("\(try market.nextTrade().price)") }
    }
    let summary = try Bridge(session: session, bots: [bot]).run(feed)
    #expect(summary.total.ticks == 2)
    #expect(notes.lines == ["1.00", "left"])
    #expect(feed.probe.isClosed)
  }

  @Test func `whoever hands in the blocks is asked before each, with the ticks so far`() throws {
    let feed = ScriptedFeed(lines)
    var asked: [Int] = []
    let session = FeedSession(symbols: ["A", "B"])
    let summary = try Bridge(session: session, bots: []).run(feed.blocks(in: session)) { ticks in
      asked.append(ticks)
      return ticks == 3
    }
    #expect(asked == [0, 1, 2, 2, 3])
    #expect(summary.total.ticks == 3)
    #expect(feed.probe.isClosed)
  }

  @Test func `a bridge runs again from the beginning`() throws {
    let bridge = bridge([ThresholdBot()])
    let first = try bridge.run(ScriptedFeed([.trade(149, "A"), .trade(205, "A")]))
    let second = try bridge.run(ScriptedFeed([.trade(149, "A"), .trade(205, "A")]))
    #expect(first.total == second.total)
    #expect(second.total.exits == 1)
  }
}
