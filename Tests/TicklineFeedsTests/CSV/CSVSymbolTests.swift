import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct CSVSymbolTests {
  private static let time = "1700000000000000001"

  @Test(arguments: [
    "A", "BRK.B", "BTCUSDT", "12345678", "123456789", "BTC-PERPETUAL-2024", "Ω", "株式会社", "🙂", "a'b", "^GSPC", "-1",
    "1.5",
    String(repeating: "x", count: 64),
  ])
  func `a symbol has up to 64 bytes of any visible characters`(symbol: String) throws {
    let reading = try read(csv: "symbol,price\n\(symbol),1\n\(symbol),2\n\"\(symbol)\",3\n")
    #expect(reading.lines == ["2 \(symbol) 1.00 x 1", "3 \(symbol) 2.00 x 1", "4 \(symbol) 3.00 x 1"])
  }

  @Test(arguments: [
    ("", ""), ("A B", "A B"), (" ", ""), ("A\u{0}", "A\\u{0}"), ("\u{0}", "\\u{0}"),
    ("A\tB", "A\\u{9}B"),
    ("A\u{202E}B", "A\\u{202E}B"), (String(repeating: "x", count: 65), String(repeating: "x", count: 36) + "…"),
  ])
  func `what is no symbol is corrupt and of no instrument`(symbol: String, shown: String) throws {
    let reading = try read(csv: "symbol,price\nA,1\n\(symbol),2\nA,3\n")
    #expect(reading.lines == ["2 A 1.00 x 1", "3 ? unreadableSymbol(\(shown))", "4 A 3.00 x 1"])
    #expect(reading.session.instruments.symbols == ["A"])
  }

  @Test(arguments: [" A", "A  ", " A ", " \"A\"", "\"A\" ", "  \"A\"  ", "\" A \""])
  func `blanks around a symbol are no part of it`(symbol: String) throws {
    let reading = try read(
      csv: "time, symbol, price\n\(Self.time), A, 1\n\(Self.time),\(symbol),2\n \(Self.time) ,A, 3\n")
    #expect(reading.lines == (1...3).map { "\($0 + 1) A \($0).00 x 1 at \(Self.time)" })
    #expect(reading.session.instruments.symbols == ["A"])
  }

  @Test(arguments: [[0xFF], [0xC3], [0x41, 0xE2, 0x82], [0xED, 0xA0, 0x80], [0xC0, 0x80]] as [[UInt8]])
  func `a symbol that is not UTF-8 is corrupt`(symbol: [UInt8]) throws {
    let reading = try read(csv: Array("symbol,price\nA,1\n".utf8) + symbol + Array(",2\nA,3\n".utf8))
    #expect(reading.lines.count == 3)
    #expect(reading.lines[1].hasPrefix("3 ? unreadableSymbol("))
    #expect(reading.lines[2] == "4 A 3.00 x 1")
  }

  @Test func `symbols that share eight bytes, or a beginning, are different`() throws {
    let symbols = ["ABCDEFGH", "ABCDEFG", "ABCDEFGHI", "ABCDEFGH", "ABCDEFGHIJ", "ABCDEFGH", "A", "ABCDEFG"]
    let reading = try read(csv: "symbol,price\n" + symbols.map { "\($0),1\n" }.joined())
    #expect(reading.lines == symbols.enumerated().map { "\($0 + 2) \($1) 1.00 x 1" })
  }

  @Test func `more symbols than the fast reader remembers are told apart`() throws {
    var random = SplitMix64(seed: 5)
    let symbols = (0..<5_000).map { _ in "S\(Int.random(in: 0..<900, using: &random))" }
    let reading = try read(csv: "symbol,price\n" + symbols.map { "\($0),1\n" }.joined())
    #expect(reading.lines == symbols.enumerated().map { "\($0 + 2) \($1) 1.00 x 1" })
  }

  @Test func `of unwanted symbols there is no event, good or corrupt`() throws {
    let reading = try read(csv: "symbol,price\nB,1\nA,1\nB,2\nB,-1\nB\nA,2\nB,x\n?\nA,3\n", symbols: ["A", "C"])
    #expect(reading.lines == ["3 A 1.00 x 1", "7 A 2.00 x 1", "9 ? fieldCount(?)", "10 A 3.00 x 1"])
  }

  @Test func `wanted symbols have the first numbers, in their order`() throws {
    let reading = try read(csv: "symbol,price\nA,1\nB,1\n", symbols: ["B", "A"])
    #expect(reading.events.map(\.instrument.index) == [1, 0])
  }

  @Test func `without a symbol column all rows are of the one symbol that is wanted`() throws {
    let reading = try read(csv: "price,size\n1,2\n-3,4\n5\n6,7\n", symbols: ["BTC-PERPETUAL"])
    #expect(
      reading.lines == [
        "2 BTC-PERPETUAL 1.00 x 2", "3 BTC-PERPETUAL negativePrice(-3)", "4 ? fieldCount(5)",
        "5 BTC-PERPETUAL 6.00 x 7",
      ])
  }

  @Test func `a symbol that never occurs has no events`() throws {
    #expect(try read(csv: "symbol,price\nA,1\nA,2\n", symbols: ["Z"]).events.isEmpty)
  }

  @Test func `a symbol may be one that allows negative prices though it is none`() throws {
    let options = ReadingOptions(negativePriceSymbols: ["", "no symbol"])
    #expect(try read(csv: "symbol,price\nA,1\n", options: options).lines == ["2 A 1.00 x 1"])
  }
}
