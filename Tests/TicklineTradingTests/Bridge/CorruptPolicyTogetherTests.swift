import Testing
import TicklineMarkets
import TicklineTrading

/// What a corrupt tick of one symbol does to a bot of several, and to the trades that it has open in the others.
@Suite struct CorruptPolicyTogetherTests {
  /// Buys each of its symbols at its first tick of it and sells at the second; starts over at a corrupt tick.
  private let pair = ClosureBot(.together(["A", "B"])) { market in
    while true {
      do {
        var held: Set<InstrumentID> = []
        while true {
          let instrument = try market.nextTrade().instrument
          if held.insert(instrument).inserted {
            try market.buy(1, of: instrument)
          } else {
            held.remove(instrument)
            try market.sell(1, of: instrument)
          }
        }
      } catch is CorruptTick { continue }
    }
  }

  /// Both trades are open when a tick of A is corrupt.
  private let lines: [Line] = [
    .trade(10, "A"), .trade(20, "B"), .corrupt("A"), .trade(21, "B"), .trade(25, "B"), .trade(11, "A"),
  ]

  @Test func `a reset forgets the open trades of all its symbols, each in its own count`() throws {
    let recorder = Recorder()
    let summary = try run(lines, pair, symbols: ["A", "B"], policy: .reset, observer: recorder)
    #expect(summary.bySymbol["A"]?.words == "ticks 3, corrupt 1, entries 2, exits 0, resets 1, open 1, profit 0.00")
    // The bot went back to its start, so 21 is an entry and 25 its exit: 20 is in no sum.
    #expect(summary.bySymbol["B"]?.words == "ticks 3, corrupt 0, entries 2, exits 1, resets 1, open 0, profit 4.00")
    #expect(
      recorder.signals.map(\.words) == [
        "entry 10.00", "entry 20.00", "entry 21.00", "exit 25.00 brought 4.00", "entry 11.00",
      ])
  }

  @Test func `a symbol without an open trade counts no reset`() throws {
    let summary = try run([.trade(20, "B"), .corrupt("A"), .corrupt("A")], pair, symbols: ["A", "B"], policy: .reset)
    #expect(summary.bySymbol["A"]?.resets == 0)
    #expect(summary.bySymbol["B"]?.resets == 1)
  }

  @Test func `a reset leaves the trades of other bots in the same symbols alone`() throws {
    let other = Only("B", ThresholdBot(entry: 20, exit: 25))
    let summary = try run(lines, pair, other, symbols: ["A", "B"], policy: .reset)
    #expect(summary.bySymbol["B"]?.words == "ticks 3, corrupt 0, entries 3, exits 2, resets 1, open 0, profit 9.00")
  }

  @Test func `a tick that is held back leaves every trade open`() throws {
    let summary = try run(lines, pair, symbols: ["A", "B"], policy: .hold)
    #expect(summary.bySymbol["A"]?.words == "ticks 3, corrupt 1, entries 1, exits 1, resets 0, open 0, profit 1.00")
    #expect(summary.bySymbol["B"]?.words == "ticks 3, corrupt 0, entries 2, exits 1, resets 0, open 1, profit 1.00")
  }

  @Test func `a halt ends trading in all its symbols and names the one whose tick was corrupt`() throws {
    let recorder = Recorder()
    let summary = try run(lines + [.corrupt("B")], pair, symbols: ["A", "B"], policy: .halt, observer: recorder)
    #expect(summary.halted == ["A"])
    #expect(summary.bySymbol["A"]?.words == "ticks 3, corrupt 1, entries 1, exits 0, resets 0, open 1, profit 0.00")
    #expect(summary.bySymbol["B"]?.words == "ticks 4, corrupt 1, entries 1, exits 0, resets 0, open 1, profit 0.00")
    #expect(recorder.records.map(\.botRuns) == [true, true, true, false, false, false, false])
  }

  @Test func `a halt leaves the other bots of its other symbols running`() throws {
    let other = Only("B", ThresholdBot(entry: 20, exit: 25))
    let summary = try run(lines + [.corrupt("B")], pair, other, symbols: ["A", "B"], policy: .halt)
    #expect(summary.halted == ["A", "B"])
    #expect(summary.bySymbol["B"]?.exits == 1)
  }
}
