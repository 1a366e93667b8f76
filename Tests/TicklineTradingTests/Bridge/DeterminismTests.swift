import Testing
import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// The same input gives the same decisions.
@Suite struct DeterminismTests {
  /// Everything that a run of two bots tells, and its summary.
  private func told(seed: UInt64, policy: CorruptPolicy) throws -> [String] {
    let recorder = Recorder()
    let bots: [any Bot] = [
      ThresholdBot(), ThresholdBot(entry: 180, exit: 190),
      ClosureBot(.together(["AAPL", "MSFT"])) { market in
        while true {
          do {
            let trade = try market.nextTrade()
            if trade.price > 250, market.position(in: trade.instrument) <= 0 { try market.buy(2, of: trade.instrument) }
            if trade.price < 150, market.position(in: trade.instrument) >= 0 {
              try market.sell(3, of: trade.instrument)
            }
          } catch is CorruptTick { market.log("held \(market.position)") }
        }
      },
    ]
    let summary = try Bridge(session: FeedSession(), bots: bots, policy: policy, observer: recorder)
      .run(SimulatedMarket(seed: seed), ticks: 2_000)
    let times = recorder.records.map { "\($0.event.time)" }
    let counts = summary.symbols.map { "\($0) \(summary.bySymbol[$0]?.words ?? "")" }
    return recorder.lines + times + counts + summary.halted
  }

  @Test(arguments: seeds, CorruptPolicy.allCases)
  func `the same input twice gives the same records in the same order`(seed: UInt64, policy: CorruptPolicy) throws {
    let first = try told(seed: seed, policy: policy)
    let second = try told(seed: seed, policy: policy)
    let difference = zip(first, second).first { $0 != $1 }
    #expect(difference == nil)
    #expect(first.count == second.count)
    #expect(first.count > 4_000)
  }

  @Test func `other input gives other records`() throws {
    let isSame = try told(seed: 1, policy: .reset) == told(seed: 2, policy: .reset)
    #expect(!isSame)
  }

  @Test func `the fingerprint changes with each thing that an event says, and with the order`() throws {
    let usual: [Line] = [.trade(100, size: 3), .trade(101, size: 4, second: 1), .trade(102, "MSFT", second: 2)]
    let others: [[Line]] = [
      [.trade(100.000000001, size: 3)] + usual[1...],
      [.trade(100, size: 3.000000001)] + usual[1...],
      [.trade(3, size: 100)] + usual[1...],
      [.trade(100, size: 3)] + [.trade(101, size: 4, second: 2)] + usual[2...],
      Array(usual[...1]) + [.trade(102, second: 2)],
      Array(usual[...1]) + [.corrupt("MSFT", second: 2)],
      Array(usual[...1]) + [.trade(102, "GOOG", second: 2)],
      [.trade(100, "MSFT", size: 3), .trade(101, "MSFT", size: 4, second: 1), .trade(102, "AAPL", second: 2)],
      usual + [.trade(102, "MSFT", second: 2)],
      [.trade(101, size: 4, second: 0), .trade(100, size: 3, second: 1)] + usual[2...],
    ]
    let fingerprints = try ([usual, usual] + others).map { try trade($0).fingerprint }
    #expect(fingerprints[0] == fingerprints[1])
    #expect(Set(fingerprints).count == others.count + 1)
  }

  @Test func `a run on another thread decides alike`() async throws {
    let here = try told(seed: 7, policy: .reset)
    let there = try await Task.detached { try told(seed: 7, policy: .reset) }.value
    let isSame = here == there
    #expect(isSame)
  }
}
