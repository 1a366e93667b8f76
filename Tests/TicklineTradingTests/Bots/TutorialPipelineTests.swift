import Testing
import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// The tutorial's last program: source, filter, bot and bridge, and what it says can be swapped.
@Suite struct TutorialPipelineTests {
  private let bot = ThresholdBot(entry: 150, exit: 200)

  private func bridge(_ symbols: [String]?, _ bots: [any Bot], sinks: [any Sink] = []) -> Bridge {
    Bridge(session: FeedSession(symbols: symbols), bots: bots, sinks: sinks)
  }

  @Test(arguments: seeds)
  func `the pipeline handles thirty ticks of an endless market`(seed: UInt64) throws {
    let summary = try bridge(["AAPL"], [bot]).run(SimulatedMarket(seed: seed), ticks: 30)
    #expect(summary.total.ticks == 30)
    #expect(summary.symbols == ["AAPL"])
    #expect(summary.total.entries == summary.total.exits + summary.total.resets + summary.total.open)
  }

  @Test func `another source gives the same bot the same face`() throws {
    let folder = try TemporaryFolder()
    let csv = try folder.write("symbol,price\nAAPL,149.20\nGOOG,1\nAAPL,-171.03\nAAPL,150\nAAPL,203.11\n", to: "a.csv")
    let json = try folder.write(
      """
      {"symbol":"AAPL","price":149.20}
      {"symbol":"GOOG","price":1}
      {"symbol":"AAPL","price":-171.03}
      {"symbol":"AAPL","price":"150"}
      {"symbol":"AAPL","price":"203.11"}
      """, to: "a.jsonl")
    let script: [Line] = [
      .trade(149.20), .trade(1, "GOOG"), .corrupt(), .trade(150), .trade(203.11),
    ]
    let expected = "ticks 4, corrupt 1, entries 2, exits 1, resets 1, open 0, profit 53.11"
    #expect(try bridge(["AAPL"], [bot]).run(CSVFeed(path: csv)).total.words == expected)
    #expect(try bridge(["AAPL"], [bot]).run(JSONLinesFeed(path: json)).total.words == expected)
    #expect(try bridge(["AAPL"], [bot]).run(ScriptedFeed(script)).total.words == expected)
  }

  @Test func `another filter has one bot for each symbol and all are alive at once`() throws {
    let notes = Notes()
    let watcher = ClosureBot { market in
      let symbol = market.instrument(market.instruments[0]).symbol
      notes.note("\(symbol) starts")
      defer { notes.note("\(symbol) leaves") }
      while true { notes.note("\(symbol) \(try market.nextTrade().price)") }
    }
    let lines: [Line] = [.trade(1, "AAPL"), .trade(2, "MSFT"), .trade(3, "GOOG"), .trade(4, "AAPL")]
    try run(lines, watcher, symbols: ["AAPL", "MSFT"])
    #expect(
      notes.lines == [
        "AAPL starts", "MSFT starts", "AAPL 1.00", "MSFT 2.00", "AAPL 4.00", "AAPL leaves", "MSFT leaves",
      ])
  }

  @Test func `another sink takes the place of the bot`() throws {
    let folder = try TemporaryFolder()
    let session = FeedSession(symbols: ["AAPL"])
    let audit = try AuditLog(path: folder.path("trades.log"), session: session)
    let summary = try Bridge(session: session, bots: [], sinks: [audit])
      .run(ScriptedFeed([.trade(149.20), .trade(1, "GOOG"), .corrupt()]))
    #expect(summary.total.words == "ticks 2, corrupt 1, entries 0, exits 0, resets 0, open 0, profit 0.00")
    #expect(try folder.lines(of: "trades.log").count == 2)
  }

  @Test func `without symbols every symbol has its bot from its first event on`() throws {
    let lines: [Line] = [.trade(149, "B"), .corrupt("A"), .trade(149, "A"), .trade(200, "B"), .trade(201, "A")]
    let summary = try run(lines, bot)
    #expect(summary.symbols == ["B", "A"])
    #expect(summary.bySymbol["A"]?.words == "ticks 3, corrupt 1, entries 1, exits 1, resets 0, open 0, profit 52.00")
    #expect(summary.bySymbol["B"]?.words == "ticks 2, corrupt 0, entries 1, exits 1, resets 0, open 0, profit 51.00")
  }
}
