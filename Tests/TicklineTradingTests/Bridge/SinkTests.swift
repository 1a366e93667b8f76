import Testing
import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// Sinks beside or instead of bots.
@Suite struct SinkTests {
  private let lines: [Line] = [.trade(1), .corrupt(nil), .quote(bid: 1, ask: 2), .corrupt(), .trade(9, "X"), .trade(2)]

  private func bridge(_ sinks: [any Sink], bots: [any Bot] = []) -> Bridge {
    Bridge(session: FeedSession(symbols: ["AAPL"]), bots: bots, sinks: sinks)
  }

  @Test func `a sink gets every wanted event and every unattributed row, then its close`() throws {
    let sink = NotingSink()
    _ = try bridge([sink]).run(ScriptedFeed(lines))
    #expect(
      sink.lines == [
        "trade 1.00", "corrupt negative price -171.03", "quote 1.00/2.00", "corrupt negative price -171.03",
        "trade 2.00",
        "close",
      ])
  }

  @Test func `a sink hears of an event before the bots do`() throws {
    let notes = Notes()
    let sink = NotingSink()
    sink.heard = { notes.note("sink \($0)") }
    let bot = ClosureBot { market in while true { notes.note("bot \(try market.nextTrade().price)") } }
    _ = try bridge([sink], bots: [bot]).run(ScriptedFeed(.ticks(1, 2)))
    #expect(notes.lines == ["sink trade 1.00", "bot 1.00", "sink trade 2.00", "bot 2.00"])
  }

  @Test func `a sink that fails ends the run: bots, feed and the other sinks are closed`() throws {
    let notes = Notes()
    let bot = ClosureBot { market in
      defer { notes.note("left") }
      while true { notes.note("\(try market.nextTrade().price)") }
    }
    let full = NotingSink()
    full.mostEvents = 1
    let other = NotingSink()
    let bridge = bridge([full, other], bots: [bot])
    let feed = ScriptedFeed(.ticks(1, 2, 3))
    #expect(throws: Breakdown(description: "The sink is full.")) { try bridge.run(feed) }
    #expect(notes.lines == ["1.00", "left"])
    #expect(other.lines == ["trade 1.00", "close"])
    #expect(feed.probe.yielded == 2)
    #expect(feed.probe.isClosed)
    #expect(bridge.summary.total.ticks == 1)
  }

  @Test func `a sink that does not close fails the run, and the others are closed`() throws {
    let broken = NotingSink()
    broken.failsToClose = true
    let other = NotingSink()
    let bridge = bridge([broken, other])
    #expect(throws: Breakdown(description: "The sink did not close.")) { try bridge.run(ScriptedFeed(.ticks(1))) }
    #expect(other.lines == ["trade 1.00", "close"])
    #expect(bridge.summary.total.ticks == 1)
  }

  @Test func `the feed's error comes before that of a sink's close`() throws {
    let broken = NotingSink()
    broken.failsToClose = true
    #expect(throws: Breakdown()) { try bridge([broken]).run(ScriptedFeed(.ticks(1), failure: Breakdown())) }
  }
}
