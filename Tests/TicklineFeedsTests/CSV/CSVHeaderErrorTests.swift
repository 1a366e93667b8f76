import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct CSVHeaderErrorTests {
  /// The error that reading `text` ends with.
  private func error(_ text: String, columns: String? = nil, symbols: [String]? = nil) throws -> FeedError {
    let options = ReadingOptions(columns: try columns.map { try ColumnNames(parsing: $0) } ?? ColumnNames())
    return try withFile(Array(text.utf8)) { path in
      let error = try #require(throws: FeedError.self) {
        try read(CSVFeed(path: path), symbols: symbols, options: options)
      }
      #expect(error.description.hasPrefix("\(path), line 1: "), "\(error)")
      #expect(error.description.hasSuffix("."), "\(error)")
      return error
    }
  }

  @Test(arguments: ["a,b\n1,2\n", "1700000000,AAPL,1.5,2\n", " \n", "symbol\n", "\u{FEFF} ", "{\"price\":1}\n"])
  func `where no column is the price the sentence shows how to name the columns`(text: String) throws {
    let error = try error(text)
    #expect(error.code == .unusableContent)
    #expect(error.description.contains("--columns time=1,symbol=2,price=3,size=4"))
  }

  @Test(arguments: [("time=when", "time"), ("symbol=what", "symbol"), ("price=last", "price"), ("size=many", "size")])
  func `a column that was named and is not there is said, with those that are`(columns: String, role: String) throws {
    let error = try error("ts,symbol,price,size\n", columns: columns)
    #expect(error.code == .unusableContent)
    #expect(error.description.contains("'\(columns.split(separator: "=")[1])' for the \(role)"))
    #expect(error.description.contains("ts, symbol, price, size"))
    #expect(error.description.contains("--columns \(role)=NAME"))
  }

  @Test func `a column number that is too high is said`() throws {
    let error = try error("a,b\n", columns: "symbol=1,price=3")
    #expect(error.code == .unusableContent)
    #expect(error.description.contains("2 columns") && error.description.contains("number 3"))
  }

  @Test(arguments: ["symbol=1,time=Symbol", "price=size,size=3", "price=PRICE,time=2"])
  func `a column that was named for two roles is wrong usage`(columns: String) throws {
    let error = try error("symbol,price,size\n", columns: columns)
    #expect(error.code == .wrongUsage)
    #expect(error.description.contains("--columns gives") && error.description.contains("name two columns"))
  }

  @Test(arguments: [("time=price", "price", "time"), ("price=symbol", "symbol", "price"), ("size=1", "symbol", "size")])
  func `a column that was named for another role is not told to be missing`(
    columns: String, missing: String, role: String
  ) throws {
    let error = try error("symbol,price\n", columns: columns)
    #expect(error.code == .unusableContent)
    #expect(error.description.contains("'\(missing)' for the \(role), and no other column is the \(missing)'s"))
    #expect(error.description.hasSuffix("--columns \(missing)=NAME."))
  }

  @Test func `the line of a sentence is that of the header`() throws {
    try withFile(Array("\n\r\n\na,b\n".utf8)) { path in
      let error = try #require(throws: FeedError.self) { try read(CSVFeed(path: path)) }
      #expect(error.description.hasPrefix("\(path), line 4: "))
    }
  }

  @Test(arguments: [nil, ["A", "B"]])
  func `without a symbol column exactly one symbol must be wanted`(symbols: [String]?) throws {
    let error = try error("price\n1\n", symbols: symbols)
    #expect(error.code == .unusableContent)
    #expect(error.description.contains("--columns symbol=NAME") && error.description.contains("--symbols"))
  }

  @Test func `a first line that is too long is no header`() throws {
    let error = try error(String(repeating: "x", count: 300_000) + "\nsymbol,price\nA,1\n")
    #expect(error.code == .unusableContent)
  }

  @Test func `a sentence that lists columns is short and printable`() throws {
    let header = "\u{1B}[2J," + (1...5_000).map { "c\($0)" }.joined(separator: ",")
    let error = try error(header + "\n", columns: "price=last")
    #expect(error.description.utf8.count < 1_000)
    #expect(!error.description.contains("\u{1B}"))
  }
}
