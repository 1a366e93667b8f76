import Testing
import TicklineFeeds
import TicklineMarkets

/// A row of the usual shape is read quickly, any other one exactly: with a blank at its end, a row is of no usual shape, and
/// has to mean the same.
@Suite struct FastAndExactFormatTests {
  enum Format: CaseIterable {
    case leanTrades, lobsterMessages, binanceTrades, binanceAggregatedTrades

    var fileName: String {
      switch self {
      case .leanTrades: "spy/20131010_trade.csv"
      case .lobsterMessages: "AAPL_2012-06-21_34200000_57600000_message_1.csv"
      case .binanceTrades: "BTCUSDT-trades-2024-08-08.csv"
      case .binanceAggregatedTrades: "BTCUSDT-aggTrades-2024-08-08.csv"
      }
    }

    func feed(_ path: String) -> any Feed {
      switch self {
      case .leanTrades: LeanFeed(path: path)
      case .lobsterMessages: LobsterFeed(path: path)
      case .binanceTrades, .binanceAggregatedTrades: BinanceFeed(path: path)
      }
    }

    /// A good row.
    func row(_ number: Int, _ random: inout SplitMix64) -> String {
      let (a, b) = (Int(random.next() % 10_000_000) + 1, Int(random.next() % 1_000))
      switch self {
      case .leanTrades: return "\(34_200_000 + number),\(a),\(b),P,\(String(b, radix: 16)),0"
      case .lobsterMessages: return "34200.\(a),\(b % 8),\(a),\(b),\(b % 8 == 7 ? 1 : a),\(b % 2 == 0 ? 1 : -1)"
      case .binanceTrades: return "\(number),\(a).5,0.\(b),1,\(1_723_161_255_342 + number),\(b % 2 == 0)"
      case .binanceAggregatedTrades:
        return "\(number),\(a),\(b).25,1,2,\(1_723_161_255_342_000 + number),\(b % 2 == 0),true"
      }
    }
  }

  private func events(_ format: Format, _ rows: [[UInt8]]) throws -> [MarketEvent] {
    let text = String(decoding: Array(rows.joined(separator: [0x0A])), as: UTF8.self)
    return try withFiles([(format.fileName, text)]) { folder in
      try read(format.feed(folder + "/" + format.fileName)).events
    }
  }

  /// The event without what was read, which may be the whole row, with its blank.
  private func withoutText(_ event: MarketEvent) -> MarketEvent {
    guard case .corrupt(var corruption) = event, corruption.reason != .flagged else { return event }
    corruption.text = ""
    return .corrupt(corruption)
  }

  @Test(arguments: Format.allCases, SplitMix64.seeds + [11_573_866_206_909_425_530])
  func `random rows give the same events by both readers`(format: Format, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var rows = (0..<1_500).map { Array(format.row($0, &random).utf8) }
    for index in rows.indices.dropFirst() where index % 2 == 0 {
      RandomRow.spoil(&rows[index], &random)
      // Only bytes of text, so that each row is itself in a string, too.
      rows[index] = rows[index].map { $0 < 0x80 && $0 != 0x0D ? $0 : UInt8(ascii: "?") }
    }
    let quick = try events(format, rows)
    let exact = try events(format, rows.map { $0 + [UInt8(ascii: " ")] })
    #expect(quick.count > 700)
    let difference = zip(quick, exact).first { withoutText($0) != withoutText($1) }
    #expect(difference == nil, "seed \(seed)")
    #expect(quick.count == exact.count, "seed \(seed)")
  }
}
