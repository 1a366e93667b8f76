import Foundation
import Testing

/// Rows that can't be used, in the middle of good ones: each is a corrupt event with its line number.
@Suite struct MalformedRowTests {
  struct BadRow: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let row: [UInt8]
    let reason: String
    /// Whether the row's symbol can be read.
    var isAttributed = true

    init(_ description: String, _ row: String, _ reason: String, isAttributed: Bool = true) {
      self.init(description, bytes: Array(row.utf8), reason, isAttributed: isAttributed)
    }

    init(_ description: String, bytes: [UInt8], _ reason: String, isAttributed: Bool = true) {
      testDescription = description
      row = bytes
      self.reason = reason
      self.isAttributed = isAttributed
    }
  }

  private static let time = "1700000000000000002"
  private static let rows = [
    BadRow("a field too few", "\(time),AAPL,150", "fieldCount"),
    BadRow("a field too many", "\(time),AAPL,150,1,9", "fieldCount"),
    BadRow("a word as price", "\(time),AAPL,abc,1", "malformedPrice"),
    BadRow("a price that is not a number", "\(time),AAPL,NaN,1", "malformedPrice"),
    BadRow("a negative price", "\(time),AAPL,-150,1", "negativePrice"),
    BadRow("a price of zero", "\(time),AAPL,0.00,1", "zeroPrice"),
    BadRow("a price too large", "\(time),AAPL,99999999999,1", "tooLarge"),
    BadRow("a price too fine", "\(time),AAPL,1.0000000001,1", "tooFine"),
    BadRow("a word as size", "\(time),AAPL,150,many", "malformedSize"),
    BadRow("a negative size", "\(time),AAPL,150,-1", "negativeSize"),
    BadRow("a word as time", "noon,AAPL,150,1", "malformedTime"),
    BadRow("a time before the last", "1600000000000000000,AAPL,150,1", "timeWentBack"),
    BadRow(
      "NUL bytes in the price", bytes: Array("\(time),AAPL,1".utf8) + [0, 0] + Array(",1".utf8), "malformedPrice"),
    BadRow("a row of NUL bytes", bytes: [UInt8](repeating: 0, count: 50), "fieldCount", isAttributed: false),
    BadRow("a quotation mark without its end", "\(time),\"AAPL,150,1", "malformedRow", isAttributed: false),
    BadRow("no symbol", "\(time),,150,1", "unreadableSymbol", isAttributed: false),
    BadRow(
      "a symbol that is not UTF-8", bytes: Array("\(time),AA".utf8) + [0xFF] + Array("PL,150,1".utf8),
      "unreadableSymbol", isAttributed: false),
    BadRow(
      "a line of 10 MB", bytes: Array("\(time),AAPL,".utf8) + [UInt8](repeating: 0x39, count: 10_000_000), "rowTooLong",
      isAttributed: false),
  ]

  private let folder: Folder

  init() throws { folder = try Folder() }

  @Test(arguments: rows, ["\n", "\r\n"])
  func `a malformed row is a corrupt event with its line number`(bad: BadRow, lineEnd: String) throws {
    let end = Array(lineEnd.utf8)
    let good = { (number: Int, price: String) in Array("170000000000000000\(number),AAPL,\(price),1".utf8) }
    let lines = [Array("ts_ns,symbol,price,volume".utf8), good(1, "149"), bad.row, good(3, "148"), good(4, "205.5")]
    try folder.file("ticks.csv", Data(lines.joined(separator: end)))  // And no newline at the end.

    let outcome = try Command.run("run", "--source", "csv:ticks.csv", "--format", "json", in: folder)
    #expect(outcome.status == 0)
    let corrupt = outcome.objects.compactMap { $0 }.filter { $0["event"] as? String == "corrupt" }
    try #require(corrupt.count == 1)
    #expect(corrupt[0]["reason"] as? String == bad.reason)
    #expect(corrupt[0]["place"] as? String == "ticks.csv:3")
    #expect(corrupt[0]["symbol"] as? String == (bad.isAttributed ? "AAPL" : nil))
    let summary = try outcome.summary
    #expect(summary["ticks"] as? Int == (bad.isAttributed ? 4 : 3))
    #expect(summary["corrupt"] as? Int == (bad.isAttributed ? 1 : 0))
    #expect(summary["unattributed"] as? Int == (bad.isAttributed ? 0 : 1))
    #expect(summary["pnl"] as? String == (bad.isAttributed ? "57.50" : "56.50"))
  }

  @Test(arguments: [
    "{", "[]", "null", "not JSON", #"{"symbol":"AAPL","price":1} x"#, #"{"symbol":"AAPL","price":NaN}"#, "\u{0}",
  ])
  func `a line that is no object of JSON is a corrupt event with its line number`(line: String) throws {
    let text = #"{"symbol":"AAPL","price":"149"}"# + "\n\(line)\n" + #"{"symbol":"AAPL","price":201}"#
    try folder.file("ticks.jsonl", text)
    let outcome = try Command.run("run", "--source", "ticks.jsonl", "--format", "json", in: folder)
    let corrupt = outcome.objects.compactMap { $0 }.filter { $0["event"] as? String == "corrupt" }
    #expect(outcome.status == 0)
    #expect(corrupt.map { $0["place"] as? String } == ["ticks.jsonl:2"])
    #expect(corrupt.map { $0["reason"] as? String } == ["malformedRow"])
    #expect(try outcome.summary["pnl"] as? String == "52.00")
  }

  @Test func `a first line of JSON that is too long does not hide the rest`() throws {
    let long = #"{"symbol":"AAPL","price":""# + String(repeating: "1", count: 600_000) + #""}"#
    try folder.file("ticks.jsonl", long + "\n" + #"{"symbol":"AAPL","price":149}"#)
    let summary = try Command.run("run", "--source", "jsonl:ticks.jsonl", "--format", "json", in: folder).summary
    #expect(summary["ticks"] as? Int == 1 && summary["unattributed"] as? Int == 1)
  }
}
