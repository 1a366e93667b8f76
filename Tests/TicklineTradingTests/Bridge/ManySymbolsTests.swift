import Testing
import TicklineMarkets
import TicklineTrading

/// As many bots alive at once as a whole market has symbols.
@Suite struct ManySymbolsTests {
  private static let count = 10_000

  /// Three rounds over all symbols: all buy, all but every third see a corrupt tick, all that are left sell.
  private let lines: [Line] = (0..<3).flatMap { round in
    (0..<Self.count).map { n in
      round == 1 && n % 3 != 0 ? .corrupt("S\(n)") : .trade(round == 2 ? 205 : 149, "S\(n)")
    }
  }

  @Test func `each symbol keeps the line that its bot waits on`() throws {
    let summary = try run(lines, ThresholdBot(), policy: .reset)
    #expect(summary.symbols.count == Self.count)
    #expect(
      summary.bySymbol["S9999"]?.words == "ticks 3, corrupt 0, entries 1, exits 1, resets 0, open 0, profit 56.00")
    #expect(summary.bySymbol["S9998"]?.words == "ticks 3, corrupt 1, entries 1, exits 0, resets 1, open 0, profit 0.00")
    #expect(
      summary.total.words
        == "ticks 30000, corrupt 6666, entries 10000, exits 3334, resets 6666, open 0, profit 186704.00")
  }

  @Test func `each halted symbol is named once, in the order of halting`() throws {
    let summary = try run(lines, ThresholdBot(), policy: .halt)
    #expect(summary.halted == (0..<Self.count).filter { $0 % 3 != 0 }.map { "S\($0)" })
  }
}
