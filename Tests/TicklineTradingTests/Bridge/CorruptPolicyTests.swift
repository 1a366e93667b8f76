import Testing
import TicklineMarkets
import TicklineTrading

/// The table of the contracts: what a corrupt tick does under each policy.
@Suite struct CorruptPolicyTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let lines: [Line]
    /// The totals under `reset`, `hold`, `flatten` and `halt`.
    let totals: [String]
    /// Whether `halt` names the symbol.
    var halts = true
  }

  private static let rows = [
    Row(
      testDescription: "while watching", lines: .ticks(160, nil, 149, 205),
      totals: [
        "ticks 4, corrupt 1, entries 1, exits 1, resets 0, open 0, profit 56.00",
        "ticks 4, corrupt 1, entries 1, exits 1, resets 0, open 0, profit 56.00",
        "ticks 4, corrupt 1, entries 1, exits 1, resets 0, open 0, profit 56.00",
        "ticks 4, corrupt 1, entries 0, exits 0, resets 0, open 0, profit 0.00",
      ]),
    Row(
      testDescription: "while active", lines: .ticks(149, nil, 205, 140, 210),
      totals: [
        "ticks 5, corrupt 1, entries 2, exits 1, resets 1, open 0, profit 70.00",
        "ticks 5, corrupt 1, entries 2, exits 2, resets 0, open 0, profit 126.00",
        "ticks 5, corrupt 1, entries 2, exits 2, resets 0, open 0, profit 70.00",
        "ticks 5, corrupt 1, entries 1, exits 0, resets 0, open 1, profit 0.00",
      ]),
    Row(
      testDescription: "several in a row", lines: .ticks(149, nil, nil, nil, 205, 206),
      totals: [
        "ticks 6, corrupt 3, entries 1, exits 0, resets 1, open 0, profit 0.00",
        "ticks 6, corrupt 3, entries 1, exits 1, resets 0, open 0, profit 56.00",
        "ticks 6, corrupt 3, entries 1, exits 1, resets 0, open 0, profit 0.00",
        "ticks 6, corrupt 3, entries 1, exits 0, resets 0, open 1, profit 0.00",
      ]),
    Row(
      testDescription: "as the first event", lines: .ticks(nil, 149, 205),
      totals: [
        "ticks 3, corrupt 1, entries 1, exits 1, resets 0, open 0, profit 56.00",
        "ticks 3, corrupt 1, entries 1, exits 1, resets 0, open 0, profit 56.00",
        "ticks 3, corrupt 1, entries 1, exits 1, resets 0, open 0, profit 56.00",
        "ticks 3, corrupt 1, entries 0, exits 0, resets 0, open 0, profit 0.00",
      ]),
    Row(
      testDescription: "as the last event", lines: .ticks(149, nil),
      totals: [
        "ticks 2, corrupt 1, entries 1, exits 0, resets 1, open 0, profit 0.00",
        "ticks 2, corrupt 1, entries 1, exits 0, resets 0, open 1, profit 0.00",
        "ticks 2, corrupt 1, entries 1, exits 1, resets 0, open 0, profit 0.00",
        "ticks 2, corrupt 1, entries 1, exits 0, resets 0, open 1, profit 0.00",
      ]),
    Row(
      testDescription: "never", lines: .ticks(149, 205),
      totals: Array(repeating: "ticks 2, corrupt 0, entries 1, exits 1, resets 0, open 0, profit 56.00", count: 4),
      halts: false),
  ]

  @Test(arguments: rows, Array(CorruptPolicy.allCases.enumerated().map { ($0, $1) }))
  func `a corrupt tick does what the policy says`(row: Row, policy: (Int, CorruptPolicy)) throws {
    let summary = try run(row.lines, ThresholdBot(entry: 150, exit: 200), policy: policy.1)
    #expect(summary.total.words == row.totals[policy.0])
    #expect(summary.halted == (policy.1 == .halt && row.halts ? ["AAPL"] : []))
    #expect(summary.failed.isEmpty)
  }

  @Test func `a halted symbol stands still and the others go on`() throws {
    let lines: [Line] = [.trade(149, "A"), .trade(149, "B"), .corrupt("A"), .trade(205, "A"), .trade(205, "B")]
    let summary = try run(lines, ThresholdBot(), policy: .halt)
    #expect(summary.halted == ["A"])
    #expect(summary.bySymbol["A"]?.words == "ticks 3, corrupt 1, entries 1, exits 0, resets 0, open 1, profit 0.00")
    #expect(summary.bySymbol["B"]?.words == "ticks 2, corrupt 0, entries 1, exits 1, resets 0, open 0, profit 56.00")
  }

  @Test func `a symbol of several bots is named once when it is halted`() throws {
    let summary = try run(.ticks(149, nil, 205), ThresholdBot(), ThresholdBot(entry: 140), policy: .halt)
    #expect(summary.halted == ["AAPL"])
  }

  @Test func `a bot whose tick is held back sees nothing of it`() throws {
    let notes = Notes()
    let bot = ClosureBot { market in while true { notes.note("\(try market.nextEvent().words)") } }
    try run(.ticks(101, nil, 102), bot, policy: .hold)
    #expect(notes.lines == ["trade 101.00", "trade 102.00"])
  }

  @Test func `a bot that is halted leaves through its exit`() throws {
    let notes = Notes()
    let bot = ClosureBot { market in
      defer { notes.note("left at \(market.position)") }
      _ = try market.nextTrade()
      try market.buy(1)
      while true { notes.note("\(try market.nextTrade().price)") }
    }
    try run(.ticks(101, 102, nil, 103), bot, policy: .halt)
    #expect(notes.lines == ["102.00", "left at 1"])
  }

  @Test func `a bot that fails while it is halted is named, and the observer hears of it`() throws {
    let recorder = Recorder()
    let bot = ClosureBot { market in
      do { while true { _ = try market.nextTrade() } } catch { throw Breakdown() }
    }
    let summary = try run(.ticks(101, nil, 102), bot, policy: .halt, observer: recorder)
    #expect(summary.failed.map(\.reason) == ["It broke down."])
    #expect(summary.halted == ["AAPL"])
    #expect(recorder.lines.filter { $0.hasPrefix("ended") } == ["ended [\"AAPL\"]: It broke down."])
  }

  @Test func `a trade whose bot has returned is not forgotten, since nobody forgets it`() throws {
    let bot = ClosureBot { market in
      _ = try market.nextTrade()
      try market.buy(1)
    }
    let summary = try run(.ticks(101, nil, 103), bot)
    #expect(summary.total.words == "ticks 3, corrupt 1, entries 1, exits 0, resets 0, open 1, profit 0.00")
  }

  @Test func `the error that is thrown in tells what was wrong and where`() throws {
    let notes = Notes()
    let bot = ClosureBot { market in
      do { while true { _ = try market.nextTrade() } } catch let tick as CorruptTick {
        notes.note("\(tick) \(tick.corruption.reason.name) line \(tick.corruption.origin.position)")
      }
    }
    try run(.ticks(101, nil), bot)
    #expect(notes.lines == ["negative price -171.03 negativePrice line 2"])
  }
}
