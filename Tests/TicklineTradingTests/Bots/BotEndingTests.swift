import Foundation
import Testing
import TicklineMarkets
import TicklineTrading

/// How bots end, and that the others go on.
@Suite struct BotEndingTests {
  private let lines: [Line] = [
    .trade(149, "A"), .trade(149, "B"), .corrupt("A"), .trade(140, "A"), .trade(205, "B"), .trade(206, "A"),
  ]

  /// Runs a bot for A, and the tutorial's for B.
  private func run(_ strategy: @escaping (Market) throws -> Void, observer: Recorder) throws -> RunSummary {
    try TicklineTradingTests.run(
      lines, ClosureBot(.together(["A"]), strategy), Only("B", ThresholdBot()), observer: observer)
  }

  @Test func `a bot that catches nothing ends with the corrupt tick and the others go on`() throws {
    let recorder = Recorder()
    let summary = try run({ market in while true { _ = try market.nextTrade() } }, observer: recorder)
    #expect(summary.failed.map(\.symbols) == [["A"]])
    #expect(summary.failed.map(\.reason) == ["negative price -171.03"])
    #expect(summary.bySymbol["B"]?.words == "ticks 2, corrupt 0, entries 1, exits 1, resets 0, open 0, profit 56.00")
    #expect(summary.bySymbol["A"]?.ticks == 4)
    #expect(recorder.lines.filter { $0.hasPrefix("ended") } == ["ended [\"A\"]: negative price -171.03"])
  }

  @Test func `a bot that throws its own error is named with it`() throws {
    let recorder = Recorder()
    let summary = try run(
      { market in
        _ = try market.nextTrade()
        throw Breakdown()
      }, observer: recorder)
    #expect(summary.failed.map(\.reason) == ["It broke down."])
    #expect(summary.bySymbol["B"]?.exits == 1)
    #expect(recorder.lines.filter { $0.hasPrefix("ended") } == ["ended [\"A\"]: It broke down."])
  }

  @Test func `a bot that fails before its first wait is named as well`() throws {
    let recorder = Recorder()
    let summary = try run({ _ in throw Breakdown() }, observer: recorder)
    #expect(summary.failed.map(\.symbols) == [["A"]])
    #expect(summary.bySymbol["B"]?.exits == 1)
  }

  @Test func `a bot that returns has not failed`() throws {
    let recorder = Recorder()
    let summary = try run({ market in _ = try market.nextTrade() }, observer: recorder)
    #expect(summary.failed.isEmpty)
    #expect(summary.bySymbol["B"]?.exits == 1)
    #expect(recorder.lines.filter { $0.hasPrefix("ended") } == ["ended [\"A\"]"])
  }

  @Test func `a bot that waits again when it is closed is named and ends the run all the same`() throws {
    let recorder = Recorder()
    let summary = try run(
      { market in
        var exits = 0
        while exits < 3 { do { _ = try market.nextTrade() } catch is BotExit { exits += 1 } catch {} }
      }, observer: recorder)
    #expect(summary.failed.map(\.symbols) == [["A"]])
    #expect(summary.bySymbol["A"]?.ticks == 4)
    #expect(summary.bySymbol["B"]?.exits == 1)
    #expect(recorder.lines.filter { $0.hasPrefix("ended") }.count == 1)
  }

  @Test func `a bot that never leaves is named and given up`() async {
    await #expect(processExitsWith: .exitCode(EXIT_SUCCESS)) {
      let summary = try TicklineTradingTests.run(
        .ticks(149, nil, 205), ClosureBot { market in while true { _ = try? market.nextTrade() } }, ThresholdBot())
      precondition(summary.failed.map(\.symbols) == [["AAPL"]] && summary.total.resets == 1)
      // What such a bot holds is never released, which a leak check would report at an ordinary exit.
      _exit(EXIT_SUCCESS)
    }
  }

  @Test func `a bot that fails while it is closed is named`() throws {
    let recorder = Recorder()
    let summary = try run(
      { market in
        do { while true { do { _ = try market.nextTrade() } catch is CorruptTick {} } } catch { throw Breakdown() }
      }, observer: recorder)
    #expect(summary.failed.map(\.reason) == ["It broke down."])
    #expect(recorder.lines.last == "ended [\"A\"]: It broke down.")
  }

  @Test func `a bot that catches its exit and returns has not failed`() throws {
    let notes = Notes()
    let summary = try run(
      { market in
        do { while true { do { _ = try market.nextTrade() } catch is CorruptTick {} } } catch { notes.note("\(error)") }
      }, observer: Recorder())
    #expect(summary.failed.isEmpty)
    #expect(notes.lines == ["The bot was closed while it waited."])
  }

  @Test func `a bot that waits for what never comes costs nothing`() throws {
    let summary = try run({ market in _ = try market.nextQuote() }, observer: Recorder())
    #expect(summary.failed.map(\.reason) == ["negative price -171.03"])
    let held = try TicklineTradingTests.run(lines, ClosureBot { _ = try $0.nextQuote() }, policy: .hold)
    #expect(held.failed.isEmpty)
    #expect(held.total.ticks == 6)
  }
}
