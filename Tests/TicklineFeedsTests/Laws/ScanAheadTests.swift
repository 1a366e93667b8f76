import Testing
import TicklineFeeds
import TicklineMarkets

/// That the rows of large files are really scanned by the thread that reads them ahead. Their events would be the same
/// without it, only later, so the session counts.
@Suite("Large files, scanned ahead") struct ScanAheadTests {
  /// About 4 MB of rows, 16 pieces, of the symbols that `symbol` gives by the row's number.
  private func file(lineEnd: String = "\n", symbol: (Int) -> String) -> (bytes: [UInt8], rowCount: Int) {
    var bytes = Array("ts_ns,symbol,price,volume\(lineEnd)".utf8)
    bytes.reserveCapacity(4_100_000)
    var row = 0
    while bytes.count < 4_000_000 {
      row += 1
      bytes += "\(1_700_000_000_000_000_000 + row),\(symbol(row)),\(100 + row % 99).25,\(row % 1_000)\(lineEnd)".utf8
    }
    return (bytes, row)
  }

  /// The share of rows that the thread scanned. Up to four of the 16 pieces come before it can know enough.
  private func shareScanned(
    of file: (bytes: [UInt8], rowCount: Int), symbols: [String]? = nil, options: ReadingOptions = ReadingOptions(),
    by feed: (String) -> any Feed = { CSVFeed(path: $0) }
  ) throws -> Double {
    let reading = try withFile(file.bytes) { try read(feed($0), symbols: symbols, options: options) }
    return Double(reading.session.rowsScannedAhead) / Double(file.rowCount)
  }

  @Test(arguments: ["\n", "\r\n"])
  func `most rows are scanned ahead`(lineEnd: String) throws {
    let file = file(lineEnd: lineEnd) { ["AAPL", "MSFT", "GOOG", "AMZN"][$0 % 4] }
    #expect(try shareScanned(of: file) > 0.7)
    #expect(try shareScanned(of: file, by: { TicklineFeeds.TextFeed(path: $0) }) > 0.7)
  }

  @Test func `rows of symbols that nobody wants are scanned ahead as well`() throws {
    let file = file { ["AAPL", "MSFT", "GOOG", "AMZN"][$0 % 4] }
    #expect(try shareScanned(of: file, symbols: ["GOOG"]) > 0.7)
    #expect(try shareScanned(of: file, symbols: ["IBM"]) > 0.7)
  }

  @Test(arguments: [2, 60, 100, 3_000])
  func `the thread is told of every symbol that comes later`(count: Int) throws {
    // All but the first appear from the second piece on, in every tenth row.
    let file = file { $0 > 8_000 && $0 % 10 == 0 ? "S\($0 / 10 % count)" : "AAPL" }
    #expect(try shareScanned(of: file) > 0.5)
  }

  @Test func `five thousand symbols are scanned ahead, and each keeps its own events`() throws {
    let file = file { "S\($0 % 5_000)" }
    #expect(try shareScanned(of: file) > 0.6)
    let reading = try read(csv: file.bytes)
    #expect(reading.session.instruments.count == 5_000)
    #expect(reading.events.count == file.rowCount)
  }

  @Test func `rows after a row of another shape are scanned ahead again in the next piece`() throws {
    let file = file { $0 % 20_000 == 0 ? "\"AAPL\"" : "AAPL" }
    #expect(try shareScanned(of: file) > 0.3)
  }

  @Test func `what comes through a pipe, or is small, is not`() throws {
    let file = file { _ in "AAPL" }
    let piped = try withPipe(file.bytes, pieces: { 60_000 }) { try read(CSVFeed(path: $0)) }
    #expect(piped.events.count == file.rowCount && piped.session.rowsScannedAhead == 0)
    let small = (Array(file.bytes.prefix(900_000)), file.rowCount)
    #expect(try shareScanned(of: small) == 0)
  }
}
