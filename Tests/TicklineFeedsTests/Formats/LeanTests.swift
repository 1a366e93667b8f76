import Generators
import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct LeanTests {
  private func trades(_ text: String, options: ReadingOptions = ReadingOptions()) throws -> Reading {
    try read(text, named: "spy/20131010_trade.csv", options: options) { LeanFeed(path: $0) }
  }

  private func quotes(_ text: String) throws -> Reading {
    try read(text, named: "ibm/20131008_quote.csv") { LeanFeed(path: $0) }
  }

  /// Half past nine in New York, in nanoseconds of UTC.
  private static let opening: Int64 = 1_381_411_800_000_000_000

  @Test func `a trade has time, price, size and conditions`() throws {
    let reading = try trades("34200000,1664301,200,P,20002000,0\n34200123,1,1,,,0")
    let trades = reading.events.compactMap { if case .trade(let trade) = $0 { trade } else { nil } }
    #expect(trades.count == 2)
    #expect(trades[0].price == 166.4301 && trades[0].size == 200 && trades[0].conditions == 0x2000_2000)
    #expect(trades[0].time == Timestamp(nanoseconds: Self.opening))
    #expect(trades[1].price == 0.0001 && trades[1].conditions == 0)
    #expect(trades[1].time == Timestamp(nanoseconds: Self.opening + 123_000_000))
    #expect(reading.session.instruments[trades[0].instrument].symbol == "SPY")
    #expect(reading.session.instruments[trades[0].instrument].timeZone == "America/New_York")
  }

  @Test func `the zone of the venue gives way to another that was said`() throws {
    let session = FeedSession(instrument: { Instrument(symbol: $0, timeZone: "Asia/Tokyo") })
    try withFiles([("spy/20131010_trade.csv", "34200000,1,1,P,0,0\n")]) { folder in
      let event = try LeanFeed(path: folder + "/spy/20131010_trade.csv").events(in: session).next()
      #expect(event?.time == Timestamp(nanoseconds: Self.opening))
    }
    #expect(session.instruments[session.instruments.id(of: "SPY")].timeZone == "Asia/Tokyo")
  }

  @Test(arguments: [
    ("34200000,1664300,200,P,0,1", "flagged(166.43 x 200)"), ("34200000,0,200,P,0,1", "flagged(0.00 x 200)"),
    ("34200000,-1664300,200,P,0,0", "negativePrice(-1664300)"), ("34200000,0,200,P,0,0", "zeroPrice(0)"),
    ("34200000,x,200,P,0,0", "malformedPrice(x)"), ("34200000,,200,P,0,0", "missingField(price)"),
    ("34200000,1,,P,0,0", "missingField(size)"), ("34200000,1,-5,P,0,0", "negativeSize(-5)"),
    ("34200000,1,x,P,0,0", "malformedSize(x)"), ("34200000,1.000001,1,P,0,0", "tooFine(1.000001)"),
    ("34200000,92233720368548,1,P,0,0", "tooLarge(92233720368548)"),
    ("34200000,1,9223372037,P,0,0", "sizeTooLarge(9223372037)"),
    ("34200000,1664300,200,P,0", "fieldCount(34200000,1664300,200,P,0)"),
    ("34200000,1664300,200,P,0,0,0", "fieldCount(34200000,1664300,200,P,0,0,0)"),
    ("34200000,1664300,200,P,0,2", "malformedRow(2)"), ("34200000,1664300,200,P,xyz,0", "malformedRow(xyz)"),
    ("34200000,1664300,200,P,123456789,0", "malformedRow(123456789)"),
    ("86400000,1,1,P,0,0", "malformedTime(86400000)"), ("-1,1,1,P,0,0", "malformedTime(-1)"),
    (",1,1,P,0,0", "missingField(time)"), ("garbage", "fieldCount(garbage)"),
  ])
  func `a row that can't be used has a reason and its place`(row: String, expected: String) throws {
    let reading = try trades("34200000,1,1,P,0,0\n\(row)\n34200001,2,2,P,0,0\n")
    #expect(reading.events.count == 3)
    #expect(reading.lines[1].hasPrefix("2 SPY \(expected)"), "\(reading.lines[1])")
    #expect(reading.lines[2].hasPrefix("3 SPY 0.0002 x 2 at "))
  }

  @Test func `other forms of numbers mean the same`() throws {
    let reading = try trades("34200000.5,1664300.5,2e2,P,0,0\n 34200001 , 1 , 1 ,P,0,0\r\n")
    #expect(
      reading.lines == [
        "1 SPY 166.43005 x 200 at \(Self.opening + 500_000)", "2 SPY 0.0001 x 1 at \(Self.opening + 1_000_000)",
      ])
  }

  @Test func `prices below zero are allowed where they are said to be`() throws {
    let options = ReadingOptions(negativePriceSymbols: ["SPY"])
    #expect(try trades("34200000,-5,1,P,0,0\n", options: options).lines[0].hasPrefix("1 SPY -0.0005 x 1"))
  }

  @Test func `a side of a quote that has not changed is what was last known`() throws {
    let text = """
      14400640,1800100,200,0,0,P,1,0
      14400640,0,0,1826200,100,P,1,0
      14400700,1800200,300,1826300,400,P,1,0
      14400800,0,0,0,0,P,1,0
      14400900,1,1,0,0,P,1,1
      14401000,0,0,1,0,P,1,0
      """
    let reading = try quotes(text)
    let quotes = reading.events.compactMap { if case .quote(let quote) = $0 { quote } else { nil } }
    #expect(quotes.map(\.bid) == [180.01, 180.01, 180.02, 180.02, 180.02])
    #expect(quotes.map(\.bidSize) == [200, 200, 300, 300, 300])
    #expect(quotes.map(\.ask) == [nil, 182.62, 182.63, 182.63, 0.0001])
    #expect(quotes.map(\.askSize) == [0, 100, 400, 400, 0])
    #expect(reading.lines[4].hasPrefix("5 IBM flagged(14400900,1,1,0,0,P,1,1)"))
  }

  @Test(arguments: [
    ("1,2,3,4,5,P,0", "fieldCount"), ("1,0,3,4,5,P,0,0", "zeroPrice"), ("1,-2,3,4,5,P,0,0", "negativePrice"),
    ("1,2,x,4,5,P,0,0", "malformedSize"), ("1,2,3,4,-5,P,0,0", "negativeSize"), ("1,2,3,4,5,P,0,x", "malformedRow"),
  ])
  func `a quote that can't be used has a reason`(row: String, reason: String) throws {
    let reading = try quotes(row)
    #expect(reading.lines.count == 1 && reading.lines[0].hasPrefix("1 IBM \(reason)("), "\(reading.lines)")
  }

  @Test func `the extracted file names symbol and date itself, and zip files are opened`() throws {
    let text = "34200000,1664300,200,P,0,0\n"
    for name in ["20131010_spy_Trade_Tick.csv", "x/20131010_spy_tick_trade.csv"] {
      #expect(try read(text, named: name) { LeanFeed(path: $0) }.lines == ["1 SPY 166.43 x 200 at \(Self.opening)"])
    }
    try withZip("spy/20131010_trade.zip", ["20131010_spy_Trade_Tick.csv": text]) { path in
      let lines = try read(LeanFeed(path: path)).lines
      #expect(lines == ["1 SPY 166.43 x 200 at \(Self.opening)"])
    }
    try withZip("spy/20131010_trade.zip", ["20131010_spy_minute_trade.csv": text]) { path in
      let error = try #require(throws: FeedError.self) { try read(LeanFeed(path: path)) }
      #expect(error.code == .unusableContent && error.description.contains("holds bars (minute)"))
    }
  }

  @Test func `a folder is read day by day, the files of a day by time`() throws {
    let files = [
      ("spy/20131010_trade.csv", "1000,1,1,P,0,0\n3000,2,1,P,0,0\n"),
      ("spy/20131010_quote.csv", "2000,5,1,6,1,P,0,0\n"),
      ("spy/20131009_trade.csv", "5000,9,1,P,0,0\n"), ("spy/README.txt", "?"),
    ]
    try withFiles(files) { folder in
      let reading = try read(LeanFeed(path: folder + "/spy"))
      let times = reading.events.map(\.time)
      #expect(times == times.sorted() && times.count == 4)
      #expect(
        reading.events.map { if case .quote = $0 { "quote" } else { "trade" } } == ["trade", "trade", "quote", "trade"])
      #expect(reading.remarks == ["\(folder)/spy: 1 files are passed that are not called as LEAN's ticks are."])
      #expect(try readBlocks(LeanFeed(path: folder + "/spy")) == reading.events)
      #expect(try read(LeanFeed(path: folder + "/spy/*_trade*")).events.count == 3)
      #expect(try read(LeanFeed(path: folder + "/spy"), symbols: ["IBM"]).events == [])
    }
  }

  @Test(arguments: [
    "spy/trades.csv", "spy/19860101_trade.csv", "spy/20131399_trade.csv", "spy/20131010_openinterest.csv",
  ])
  func `a file that is not called as LEAN's are is refused with a sentence`(name: String) throws {
    let error = try #require(throws: FeedError.self) { try read("", named: name) { LeanFeed(path: $0) } }
    #expect(error.code == .unusableContent && error.description.contains("spy/20131010_trade.zip"))
  }

  @Test(arguments: [1, 3, 50])
  func `a file that comes in pieces gives the same events`(count: Int) throws {
    let text = (0..<200).map { "\(34_200_000 + $0),\(1_664_300 + $0),1,P,\($0 % 3 == 0 ? "x" : "0"),0\n" }.joined()
    let whole = try trades(text)
    #expect(try readPieces(text, named: "spy/20131010_trade", count: count) { LeanFeed(path: $0) } == whole.events)
  }
}
