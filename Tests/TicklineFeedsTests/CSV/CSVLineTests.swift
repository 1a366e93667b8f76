import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct CSVLineTests {
  private let expected = ["2 A 1.00 x 1", "3 A 2.00 x 1", "4 A 3.00 x 1"]

  @Test(arguments: [
    "symbol,price\nA,1\nA,2\nA,3\n", "symbol,price\r\nA,1\r\nA,2\r\nA,3\r\n", "symbol,price\r\nA,1\nA,2\r\nA,3\n",
    "symbol,price\nA,1\r\nA,2\nA,3\r\n",
  ])
  func `lines end with a newline, a carriage return before it or not`(text: String) throws {
    #expect(try read(csv: text).lines == expected)
  }

  @Test(arguments: [
    "symbol,price\nA,1\nA,2\nA,3", "symbol,price\r\nA,1\r\nA,2\r\nA,3", "symbol,price\nA,1\nA,2\nA,3\r",
  ])
  func `the last line may have no end`(text: String) throws {
    #expect(try read(csv: text).lines == expected)
  }

  @Test func `a byte order mark is passed`() throws {
    #expect(try read(csv: "\u{FEFF}symbol,price\nA,1\nA,2\nA,3\n").lines == expected)
  }

  @Test func `a byte order mark elsewhere is not`() throws {
    #expect(try read(csv: "symbol,price\nA,1\n\u{FEFF}A,2\n").lines.last == "3 ? unreadableSymbol(\\u{FEFF}A)")
  }

  @Test(arguments: ["\n", "\r\n"])
  func `blank lines are passed and counted`(end: String) throws {
    let text = ["symbol,price", "", "A,1", "", "", "A,2", "A,3", "", ""].joined(separator: end)
    #expect(try read(csv: text).lines == ["3 A 1.00 x 1", "6 A 2.00 x 1", "7 A 3.00 x 1"])
  }

  @Test(arguments: ["\n", "\r\n"])
  func `blank lines before the header are passed and counted`(end: String) throws {
    let text = ["", "", "symbol,price", "A,1", "A,2"].joined(separator: end)
    #expect(try read(csv: text).lines == ["4 A 1.00 x 1", "5 A 2.00 x 1"])
    #expect(try read(csv: "\u{FEFF}" + text).lines == ["4 A 1.00 x 1", "5 A 2.00 x 1"])
  }

  @Test(arguments: ["", "\n", "\r\n\n", "\u{FEFF}", "\u{FEFF}\n"])
  func `a file without a line that is not blank has no events`(text: String) throws {
    #expect(try read(csv: text).events.isEmpty)
  }

  @Test(arguments: ["symbol,price", "symbol,price\n", "symbol,price\r\n", "\u{FEFF}symbol,price\n\n\n"])
  func `a header alone has no events`(text: String) throws {
    #expect(try read(csv: text).events.isEmpty)
  }

  @Test func `a lone carriage return ends no line`() throws {
    #expect(try read(csv: "symbol,price\nA,1\rA,2\nA,3\n").lines == ["2 ? fieldCount(A,1\\u{D}A,2)", "3 A 3.00 x 1"])
  }

  @Test func `two carriage returns are one too many`() throws {
    let reading = try read(csv: "symbol,price\nA,1\nA,2\r\r\nA,3\n")
    #expect(reading.lines == ["2 A 1.00 x 1", "3 A malformedPrice(2\\u{D})", "4 A 3.00 x 1"])
  }
}
