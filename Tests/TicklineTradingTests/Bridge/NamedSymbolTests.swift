import Testing
import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// Bots that name their symbols, and name them badly.
@Suite struct NamedSymbolTests {
  private let lines: [Line] = [.trade(1, "A"), .trade(2, "B")]

  @Test func `a symbol named twice is listened to once`() throws {
    let notes = Notes()
    let bot = ClosureBot(.together(["A", "A"])) { market in
      notes.note("\(market.instruments.count)")
      while true { notes.note("\(try market.nextTrade().price)") }
    }
    try run(lines, bot)
    #expect(notes.lines == ["1", "1.00"])
  }

  @Test(arguments: ["", "A B", String(repeating: "x", count: 65)])
  func `what is no symbol ends the run before it begins, with a sentence`(symbol: String) throws {
    let feed = ScriptedFeed(lines)
    let sink = NotingSink()
    let bridge = Bridge(
      session: FeedSession(), bots: [ClosureBot(.together(["A", symbol])) { _ in }], sinks: [sink])
    let failure = #expect(throws: Bridge.Failure.self) { try bridge.run(feed) }
    #expect(
      failure?.description
        == "ClosureBot listens to '\(symbol)', which is no symbol: those are 1 to 64 visible characters.")
    #expect(feed.probe.yielded == 0)
    #expect(sink.lines == ["close"])
  }

  @Test func `a bot that listens to nothing ends the run before it begins`() throws {
    let failure = #expect(throws: Bridge.Failure.self) { try run(lines, ClosureBot(.together([])) { _ in }) }
    #expect(failure?.description == "ClosureBot listens to no symbol.")
  }

  @Test func `a named symbol that is not wanted stays in its place, and a remark says that it is silent`() throws {
    let notes = Notes()
    let bot = ClosureBot(.together(["B", "A"])) { market in
      notes.note("\(market.instruments.map { market.instrument($0).symbol })")
      try market.buy(1, of: market.instruments[0])
      while true { notes.note("\(try market.nextTrade().price) \(market.position)") }
    }
    let session = FeedSession(symbols: ["A"], remark: notes.note)
    let summary = try Bridge(session: session, bots: [bot]).run(ScriptedFeed(lines))
    #expect(
      notes.lines == [
        "ClosureBot listens to B, which is not among the wanted symbols: it gets no events of it.", "[\"B\", \"A\"]",
        "1.00 0",
      ])
    #expect(summary.symbols == ["A"])
    #expect(summary.total.ticks == 1)
  }

  private func remarks(_ lines: [Line], _ bot: any Bot, ticks: Int? = nil) throws -> [String] {
    let notes = Notes()
    _ = try Bridge(session: FeedSession(remark: notes.note), bots: [bot]).run(ScriptedFeed(lines), ticks: ticks)
    return notes.lines
  }

  @Test func `a named symbol of which nothing came is named in a remark at the end of the feed`() throws {
    let bot = ClosureBot(.together(["A", "B"])) { market in while true { _ = try market.nextTrade() } }
    #expect(
      try remarks([.trade(1, "A"), .trade(2, "A")], bot) == [
        "ClosureBot waits for events of B, of which there was none."
      ])
    #expect(try remarks([.trade(1, "A"), .trade(2, "B")], bot) == [])
    #expect(try remarks([.trade(1, "A"), .trade(2, "A")], bot, ticks: 1) == [])
  }

  @Test func `a bot that waits for what a feed has not is named in a remark`() throws {
    let quoting = ClosureBot { market in while true { _ = try market.nextQuote() } }
    #expect(
      try remarks([.trade(1, "A")], quoting) == ["ClosureBot waits for quotes of A, of which there was none."])
    #expect(try remarks([.trade(1, "A"), .quote(bid: 1, ask: 2, "A")], quoting) == [])
    let many = (0..<12).map { Line.trade(1, "S\($0)") }
    #expect(
      try remarks(many, quoting)
        == ["ClosureBot waits for quotes of S0, S1, S2, S3, S4, S5, S6, S7 and 4 more, of which there was none."])
    let trading = ClosureBot { market in while true { _ = try market.nextTrade() } }
    #expect(
      try remarks([.quote(bid: 1, ask: 2, "A")], trading) == [
        "ClosureBot waits for trades of A, of which there was none."
      ])
  }
}
