import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct LobsterTests {
  private static let name = "AAPL_2012-06-21_34200000_57600000_message_1.csv"
  private static let bookName = "AAPL_2012-06-21_34200000_57600000_orderbook_1.csv"
  /// Midnight in New York, in nanoseconds of UTC.
  private static let midnight: Int64 = 1_340_251_200_000_000_000

  private func messages(_ text: String) throws -> Reading {
    try read(text, named: Self.name) { LobsterFeed(path: $0) }
  }

  private func withBook(_ messages: String, _ book: String) throws -> Reading {
    try withFiles([(Self.name, messages), (Self.bookName, book)]) { folder in
      let reading = try read(LobsterFeed(path: folder + "/" + Self.name))
      #expect(try readBlocks(LobsterFeed(path: folder)) == reading.events)
      return reading
    }
  }

  @Test func `executions are trades that the other side of the resting order began`() throws {
    let text = """
      34200.004241176,1,16113575,18,5853300,1
      34200.5,4,16113575,18,5853300,1
      34201,5,0,7,5853250,-1
      34202.000000001,2,5,1,1,1
      34203,3,5,1,1,1
      34204,6,-1,100,5853300,-1
      """
    let reading = try messages(text)
    let trades = reading.events.compactMap { if case .trade(let trade) = $0 { trade } else { nil } }
    #expect(reading.events.count == 2)
    #expect(trades.map(\.price) == [585.33, 585.325] && trades.map(\.size) == [18, 7])
    #expect(trades.map(\.aggressor) == [.sell, .buy])
    #expect(trades.map(\.time.nanoseconds) == [34_200_500_000_000, 34_201_000_000_000].map { Self.midnight + $0 })
    #expect(trades.map(\.origin.position) == [2, 3])
    #expect(reading.session.instruments.symbols == ["AAPL"])
  }

  @Test func `halts and what follows them are told`() throws {
    let reading = try messages("34200,7,0,0,-1,-1\n34201,7,0,0,0,-1\n34202,7,0,0,1,-1\n34203,7,0,0,5,-1\n")
    let kinds = reading.events.compactMap { if case .status(let status) = $0 { status.kind } else { nil } }
    #expect(kinds == [.halt, .quoting, .resume])
    #expect(reading.lines[3].hasPrefix("4 AAPL malformedRow(34203,7,0,0,5,-1)"))
  }

  @Test func `a header is passed`() throws {
    let reading = try messages("time,type,order_id,size,price,direction\n34200,4,1,1,5853300,1\n")
    #expect(reading.lines == ["2 AAPL 585.33 x 1 at \(Self.midnight + 34_200_000_000_000)"])
  }

  @Test(arguments: [
    ("34200,4,1,1,0,1", "zeroPrice(0.00)"), ("34200,4,1,1,-5,1", "negativePrice(-0.0005)"),
    ("34200,4,1,1,x,1", "malformedPrice(x)"), ("34200,4,1,x,1,1", "malformedSize(x)"),
    ("34200,4,1,-1,1,1", "negativeSize(-1)"), ("34200,9,1,1,1,1", "malformedRow(34200,9,1,1,1,1)"),
    ("34200,4,1,1,1,0", "malformedRow(34200,4,1,1,1,0)"), ("34200,4,1,1,1", "fieldCount(34200,4,1,1,1)"),
    ("86400,4,1,1,1,1", "malformedTime(86400)"), ("x,4,1,1,1,1", "malformedTime(x)"),
    ("34200.0000000001,4,1,1,1,1", "malformedTime(34200.0000000001)"), (",4,1,1,1,1", "missingField(time)"),
    ("34200,4,1,1,99999999999999,1", "tooLarge(99999999999999)"),
    ("34200,4,1,9223372037,1,1", "sizeTooLarge(34200,4,1,9223372037,1,1)"),
  ])
  func `a row that can't be used has a reason and its place`(row: String, expected: String) throws {
    let reading = try messages("34200,4,1,1,1,1\n\(row)\n34201,4,1,1,1,1\n")
    #expect(reading.lines.count == 3 && reading.lines[1].hasPrefix("2 AAPL \(expected)"), "\(reading.lines)")
  }

  @Test func `with the book each change of the best prices is a quote after its message`() throws {
    let messages = "34200,1,1,18,5853300,1\n34201,1,2,5,5850000,1\n34202,4,1,18,5853300,1\n34203,3,9,1,1,-1\n"
    let book = """
      5859400,200,5853300,18
      5859400,200,5853300,18
      5859400,200,5850000,5
      9999999999,0,-9999999999,0
      """
    let reading = try withBook(messages, book)
    let quotes = reading.events.compactMap { if case .quote(let quote) = $0 { quote } else { nil } }
    #expect(reading.events.map(\.origin.position) == [1, 3, 3, 4])
    #expect(quotes.map(\.bid) == [585.33, 585, nil] && quotes.map(\.bidSize) == [18, 5, 0])
    #expect(quotes.map(\.ask) == [585.94, 585.94, nil] && quotes.map(\.askSize) == [200, 200, 0])
    guard case .trade = reading.events[1] else {
      Issue.record("The trade comes before the quote that it made.")
      return
    }
  }

  @Test func `a spoiled message or row of the book keeps the two in step`() throws {
    let long = String(repeating: "x", count: 600_000)
    let messages =
      "time,type,id,size,price,direction\n34200,1,1,1,1,1\ngarbage\n\(long)\n34203,1,1,1,1,1\n34204,1,1,1,1,1\n34205,1,1,1,1,1\n"
    let book = "a,b,c,d\n2,1,1,1\n3,1,1,1\n4,1,1,1\n5,1,1,1\nx,1,1,1\n7,1,1,1\n"
    let reading = try withBook(messages, book)
    let asks = reading.events.map { if case .quote(let quote) = $0 { quote.ask?.description } else { "corrupt" } }
    #expect(asks == ["0.0002", "corrupt", "corrupt", "0.0005", "corrupt", "0.0007"], "\(reading.lines)")
    #expect(reading.lines[4] == "6 AAPL malformedPrice(x)")
    #expect(reading.session.sources.text(of: reading.events[4].origin.place).hasSuffix("\(Self.bookName):6"))
  }

  @Test func `a book that ends early is said, and the trades go on`() throws {
    let reading = try withBook("34200,4,1,1,1,1\n34201,4,1,1,1,1\n34202,4,1,1,1,1\n", "2,1,1,1\n")
    #expect(reading.events.count == 4)
    #expect(reading.remarks.count == 1 && reading.remarks[0].contains("has fewer rows than its messages: from line 2"))
  }

  @Test(arguments: [
    "messages.csv", "AAPL_message_10.csv", "AAPL_1980-01-01_1_2_message_1.csv", "AAPL_2012-06-21_1_2_orderbook_1.csv",
  ])
  func `a file that is not called as LOBSTER's are is refused with a sentence`(name: String) throws {
    let error = try #require(throws: FeedError.self) { try read("", named: name) { LobsterFeed(path: $0) } }
    #expect(
      error.code == .unusableContent && error.description.contains("AAPL_2012-06-21_34200000_57600000_message_10"))
  }

  @Test(arguments: [1, 7, 40])
  func `a file that comes in pieces gives the same events`(count: Int) throws {
    let text = (0..<200).map { "\(34_200 + $0).25,\($0 % 8),1,5,\(5_853_300 + $0),\($0 % 2 == 0 ? 1 : -1)\n" }.joined()
    let whole = try messages(text)
    #expect(try readPieces(text, named: Self.name, count: count) { LobsterFeed(path: $0) } == whole.events)
  }
}
