import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct JSONDirtyRowTests {
  private let good = #"{"symbol":"A","price":1}"#

  /// What comes of a row between two good ones.
  private func line(_ row: [UInt8]) throws -> String {
    let reading = try read(jsonLines: Array("\(good)\n".utf8) + row + Array("\n\(good)\n".utf8))
    #expect(reading.lines.count == 3)
    #expect(reading.lines.first == "1 A 1.00 x 1")
    #expect(reading.lines.last == "3 A 1.00 x 1")
    return reading.lines[1]
  }

  @Test(arguments: [
    "x", "{", "}", "[]", "1", "null", "\"\"", #"{"price"}"#, #"{"price":}"#, #"{"price":1"#, #"{"price":1,}"#, "{,}",
    #"{"price":1}x"#, #"{"price":1}{}"#, #"{price:1}"#, #"{'price':1}"#, #"{"price":NaN}"#, #"{"price":nul}"#,
    #"{"price":"1}"#, #"{"price":"1\"#, #"{"price":"\"#, #"{"a":[}"#, #"{"a":[1,]}"#, #"{"a":{"b"}}"#,
    #"{"price":"\x"}"#,
    #"{"symbol":"\ud83d"}"#, #"{"symbol":"\ud83dx"}"#, #"{"symbol":"\udc00"}"#, #"{"symbol":"\u12"}"#,
    "{\"a\":\"\u{1}\"}",
    "{\"a\":1\0}", #"{"symbol":"\ud83d\u0041"}"#,
  ])
  func `what is no object is corrupt and of no instrument`(row: String) throws {
    #expect(try line(Array(row.utf8)).hasPrefix("2 ? malformedRow("))
  }

  @Test(arguments: [
    "01", "-01", "1.", "-1.", ".5", "-.5", "+5", "-", "--", "--1", "00", "00.e", "1e", "1e+", "1E-", "1e+-1", "1.e5",
    "1e1.5", "1.2.3", "1-1", "0x1", #""\q""#, #""\u12""#, #""\u12G4""#, #""\u""#, #""\U0041""#, #""\'""#, #"["\x"]"#,
    "[01]", #"{"\q":1}"#,
  ])
  func `a value beside the grammar is corrupt, whether anybody wants it or not`(value: String) throws {
    for field in ["price", "x"] {
      let row = #"{"symbol":"A","price":1,"\#(field)":\#(value)}"#
      #expect(try line(Array(row.utf8)).hasPrefix("2 ? malformedRow("), "\(row)")
    }
  }

  @Test(arguments: [63, 64, 65, 1_000, 100_000])
  func `nesting has an end`(depth: Int) throws {
    let row = #"{"symbol":"A","price":2,"x":"# + String(repeating: "[", count: depth)
    let closed = row + String(repeating: "]", count: depth) + "}"
    #expect(try line(Array(row.utf8)).hasPrefix("2 ? malformedRow("))
    #expect(try line(Array(closed.utf8)).hasPrefix(depth < 65 ? "2 A 2.00" : "2 ? malformedRow("))
  }

  @Test(arguments: [
    (#"{"symbol":"A","price":-1}"#, "A negativePrice(-1)"), (#"{"symbol":"A","price":"nan"}"#, "A malformedPrice(nan)"),
    (#"{"symbol":"A","price":true}"#, "A malformedPrice(true)"),
    (#"{"symbol":"A","price":[1]}"#, "A malformedPrice([1])"),
    (#"{"symbol":"A"}"#, "A missingField(price)"), (#"{"symbol":"A","price":null}"#, "A missingField(price)"),
    (#"{"symbol":"A","price":""}"#, "A missingField(price)"),
    (#"{"symbol":"A","price":1,"size":-2}"#, "A negativeSize(-2)"),
    (#"{"symbol":"A","price":1e-10}"#, "A tooFine(1e-10)"), (#"{"symbol":"A","price":1e99}"#, "A tooLarge(1e99)"),
    (#"{"symbol":"A","price":1,"time":"noon"}"#, "A malformedTime(noon)"),
    (#"{"symbol":"","price":1}"#, "? unreadableSymbol()"),
    (#"{"symbol":{"a":1},"price":1}"#, "? unreadableSymbol()"), (#"{"symbol":true,"price":1}"#, "? unreadableSymbol()"),
    (#"{"symbol":"A\u0000","price":1}"#, "? unreadableSymbol(A\\u{0})"), (#"{"symbol":7,"price":1}"#, "7 1.00 x 1"),
    (#"{"symbol":"\ud83d\ude42","price":1}"#, "🙂 1.00 x 1"), ("{}", "? unreadableSymbol()"),
  ])
  func `a field that is none is corrupt, for its own reason`(row: String, expected: String) throws {
    #expect(try line(Array(row.utf8)) == "2 \(expected)")
  }

  @Test func `bytes that are not UTF-8 make a symbol corrupt`() throws {
    let row = Array(#"{"price":1,"symbol":""#.utf8) + [0xFF] + Array("\"}".utf8)
    #expect(try line(row).hasPrefix("2 ? unreadableSymbol("))
  }

  @Test func `a row of 10 MB is corrupt, also as the first`() throws {
    let long =
      Array(#"{"symbol":"A","price":1,"x":""#.utf8) + [UInt8](repeating: 0x78, count: 10_000_000) + Array("\"}".utf8)
    #expect(try line(long).hasPrefix("2 ? rowTooLong({\"symbol\":\"A\""))
    let reading = try read(jsonLines: long + Array("\n\(good)\n".utf8))
    #expect(reading.lines.count == 2)
    #expect(reading.lines.first?.hasPrefix("1 ? rowTooLong(") == true)
    #expect(reading.lines.last == "2 A 1.00 x 1")
  }

  @Test(arguments: SplitMix64.seeds)
  func `a file of any bytes ends without a crash`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let alphabet = Array("{}[]\":,\\u0aesymbolprice1.-\n \0".utf8) + [0xFF]
    // The first row is a good one, since without any price the input would be refused at its end.
    let bytes = Array("\(good)\n".utf8) + (0..<60_000).map { _ in alphabet.randomElement(using: &random)! }
    let newlines = bytes.count { $0 == UInt8(ascii: "\n") }
    let events = try read(jsonLines: bytes).events
    #expect(events.allSatisfy { $0.origin.position <= newlines + 1 })
    #expect(zip(events, events.dropFirst()).allSatisfy { $0.origin.position < $1.origin.position })
  }
}
