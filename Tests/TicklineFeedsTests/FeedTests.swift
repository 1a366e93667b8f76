import Generators
import Testing
import TicklineFeeds
import TicklineMarkets

/// A feed of one's own.
private struct Closes: Feed {
  let prices: [Price]

  func events(in session: FeedSession) -> Generator<MarketEvent, any Error> {
    let instrument = session.instruments.id(of: "AAPL")
    let source = session.sources.add(name: "closes", unit: .sequence)
    return Generator { yield in
      for (day, price) in prices.enumerated() {
        let origin = Origin(instrument: instrument, source: source, position: Int64(day), time: .unknown)
        try yield(.trade(Trade(origin: origin, price: price)))
      }
    }
  }
}

@Suite struct FeedTests {
  @Test func `a feed of one's own is one function`() throws {
    let feed = Closes(prices: [1, 2.5, 3])
    #expect(feed.name == "Closes")
    #expect(try read(feed).lines == ["0 AAPL 1.00 x 1", "1 AAPL 2.50 x 1", "2 AAPL 3.00 x 1"])
    #expect(try readBlocks(feed) == read(feed).events)
  }

  @Test func `feeds have names`() {
    #expect(CSVFeed(path: "a.csv").name == "csv:a.csv")
    #expect(JSONLinesFeed(path: "-").name == "jsonl:-")
    #expect(SimulatedMarket(seed: 1).name == "sim")
  }

  @Test func `a remark is made once`() {
    var remarks: [String] = []
    let session = FeedSession { remarks.append($0) }
    for remark in ["a", "b", "a", "a"] { session.remark(remark) }
    #expect(remarks == ["a", "b"])
  }

  @Test func `a session knows what is wanted`() {
    let session = FeedSession(symbols: ["B", "A"])
    #expect(session.wants(session.instruments.id(of: "A")))
    #expect(!session.wants(session.instruments.id(of: "C")))
    #expect(session.instruments.symbols == ["B", "A", "C"])
    let open = FeedSession()
    #expect(open.wants(open.instruments.id(of: "C")))
  }

  @Test(arguments: [
    ("time=a", [ColumnRole.time: "a"]), ("price=3,size=x y", [.price: "3", .size: "x y"]), ("volume=v", [.size: "v"]),
    ("symbol==", [.symbol: "="]),
  ])
  func `column names are read from text`(text: String, names: [ColumnRole: String]) throws {
    #expect(try ColumnNames(parsing: text).names == names)
  }

  @Test(arguments: [
    ("price=a,price=b", "the price twice"), ("volume=a,size=b", "the size twice"),
    ("time=a,price= A", "time and for the price"),
    ("symbol=2,size=2", "symbol and for the size"),
  ])
  func `what names a column twice is said`(text: String, words: String) throws {
    let error = try #require(throws: FeedError.self) { try ColumnNames(parsing: text) }
    #expect(error.code == .wrongUsage && error.description.contains(words))
  }

  @Test(arguments: ["", "time", "time=", "=a", "colour=red", "time=a,", ",time=a", "Time=a"])
  func `what names no column is said`(text: String) throws {
    let error = try #require(throws: FeedError.self) { try ColumnNames(parsing: text) }
    #expect(error.code == .wrongUsage)
    #expect(error.description.contains("--columns time=when,symbol=ticker,price=last,size=qty"))
  }
}
