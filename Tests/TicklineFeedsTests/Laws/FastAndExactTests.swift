import Testing
import TicklineFeeds
import TicklineMarkets

/// The fast reader and the exact one give the same events, field by field: `read(csv:)` compares them.
@Suite struct FastAndExactTests {
  private func text(_ header: String, _ rows: [[UInt8]], end: String) -> [UInt8] {
    ([Array(header.utf8)] + rows).flatMap { $0 + Array(end.utf8) }
  }

  @Test(arguments: SplitMix64.seeds, ["\n", "\r\n"])
  func `random rows give the same events by both readers`(seed: UInt64, end: String) throws {
    var random = SplitMix64(seed: seed)
    let rows = (0..<1_500).map { _ in RandomRow.any(&random) }
    let reading = try read(csv: text("ts_ns,symbol,price,volume", rows, end: end))
    #expect(reading.events.count > 1_000)
  }

  @Test(
    arguments: SplitMix64.seeds,
    [
      "a,ts,symbol,price", "symbol,a,b,price", "price,a,symbol,b", "x,symbol,price,size", "ts,a,price,symbol",
      "a,b,symbol,price",
    ])
  func `random rows give the same events whatever their columns are for`(seed: UInt64, header: String) throws {
    var random = SplitMix64(seed: seed)
    let order = header.split(separator: ",").map { ["ts": 0, "symbol": 1, "price": 2, "size": 3][$0] }
    let rows = (0..<500).map { _ in
      let fields = RandomRow.fields(&random)
      var row = Array(
        order.map { $0.map { $0 < fields.count ? fields[$0] : "" } ?? note(&random) }.joined(separator: ",").utf8)
      if Int.random(in: 0..<4, using: &random) == 0 { RandomRow.spoil(&row, &random) }
      return row
    }
    _ = try read(csv: text(header, rows, end: "\n"))
  }

  @Test(arguments: SplitMix64.seeds, [";", "\t", "|"])
  func `random rows give the same events with other separators`(seed: UInt64, separator: String) throws {
    var random = SplitMix64(seed: seed)
    let header = ["ts_ns", "symbol", "price", "volume"].joined(separator: separator)
    let rows = (0..<500).map { _ in RandomRow.any(&random, separator: separator) }
    _ = try read(csv: text(header, rows, end: "\n"))
  }

  @Test(arguments: SplitMix64.seeds, [nil, ["AAPL"], ["GOOG", "BTC-PERPETUAL", "Ω"]])
  func `random rows give the same events for wanted symbols and rounded prices`(seed: UInt64, symbols: [String]?) throws
  {
    var random = SplitMix64(seed: seed)
    let rows = (0..<500).map { _ in RandomRow.any(&random) }
    let options = ReadingOptions(timeFormat: .nanoseconds, roundsPrices: true, negativePriceSymbols: ["AAPL"])
    _ = try read(csv: text("ts_ns,symbol,price,volume", rows, end: "\n"), symbols: symbols, options: options)
  }

  @Test(arguments: SplitMix64.seeds)
  func `rows with all fields quoted give the same events`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let rows = (0..<1_500).map { _ in RandomRow.fields(&random) }
    let plain = rows.map { Array($0.joined(separator: ",").utf8) }
    let quoted = rows.map { Array($0.map { "\"\($0)\"" }.joined(separator: ",").utf8) }
    let header = "ts_ns,symbol,price,volume"
    let events = try read(csv: text(header, plain, end: "\n")).events
    let others = try read(csv: text(header, quoted, end: "\n")).events
    #expect(events.map(withoutRowText) == others.map(withoutRowText))
  }

  /// The event without what was read, where that is the whole row, marks included.
  private func withoutRowText(_ event: MarketEvent) -> MarketEvent {
    guard case .corrupt(var corruption) = event, corruption.reason == .fieldCount else { return event }
    corruption.text = ""
    return .corrupt(corruption)
  }

  private func note(_ random: inout SplitMix64) -> String {
    ["", "x", "\"x\"", "\"x,y\"", "\"x", "x\"", "\"\"", "\"x\"y", "\u{1}", "7", "é"].randomElement(using: &random)!
  }
}
