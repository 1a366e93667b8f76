import Testing
import TicklineMarkets
import TicklineTrading

/// What becomes of the orders that a bot gives after its last wait.
@Suite struct LastOrderTests {
  @Test func `what a closed bot asks for is not done`() throws {
    let summary = try run(
      .ticks(101, 102),
      ClosureBot { market in
        do { while true { _ = try market.nextTrade() } } catch is BotExit { try market.buy(1) }
      })
    #expect(summary.total.entries == 0)
    #expect(summary.failed.isEmpty)
  }

  @Test func `what a bot asks for before it returns is done`() throws {
    let recorder = Recorder()
    let summary = try run(
      .ticks(101, 205, 300),
      ClosureBot { market in
        _ = try market.nextTrade()
        try market.buy(1)
        _ = try market.nextTrade()
        try market.sell(1)
      }, observer: recorder)
    #expect(summary.total.words == "ticks 3, corrupt 0, entries 1, exits 1, resets 0, open 0, profit 104.00")
    #expect(recorder.signals.map(\.words) == ["entry 101.00", "exit 205.00 brought 104.00"])
  }

  @Test func `what a bot asks for before the first price and its return is done at the first price`() throws {
    let recorder = Recorder()
    try run(.ticks(101, 102), ClosureBot { try $0.buy(1) }, observer: recorder)
    #expect(
      recorder.lines == [
        "started [\"AAPL\"]", "ended [\"AAPL\"]", "AAPL trade 101.00 [entry 101.00]", "AAPL trade 102.00 open 1.00 []",
      ])
  }
}
