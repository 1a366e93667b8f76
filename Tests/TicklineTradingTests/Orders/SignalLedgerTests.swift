import Testing
import TicklineMarkets
import TicklineTrading

/// What orders add up to, told by examples.
@Suite struct SignalLedgerTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The price of a tick and what is bought at it; negative for sold.
    let orders: [(Price, [Quantity])]
    let signals: [String]
    let total: String
  }

  private static let examples = [
    Example(
      testDescription: "bought and sold within one tick", orders: [(101, [1, -1])],
      signals: ["entry 101.00", "exit 101.00 brought 0.00"], total: "entries 1, exits 1, resets 0, open 0, profit 0.00"),
    Example(
      testDescription: "sold short and bought back", orders: [(200, [-2]), (150.25, [2])],
      signals: ["entry 200.00", "exit 150.25 brought 99.50"],
      total: "entries 1, exits 1, resets 0, open 0, profit 99.50"),
    Example(
      testDescription: "pyramided", orders: [(100, [1]), (110, [1]), (120, [1]), (130, [-3])],
      signals: ["entry 100.00", "exit 130.00 brought 60.00"],
      total: "entries 1, exits 1, resets 0, open 0, profit 60.00"),
    Example(
      testDescription: "partial profits", orders: [(100, [4]), (110, [-1]), (120, [-1]), (90, [-2])],
      signals: ["entry 100.00", "exit 90.00 brought 10.00"], total: "entries 1, exits 1, resets 0, open 0, profit 10.00"
    ),
    Example(
      testDescription: "a partial profit, the rest still open", orders: [(100, [4]), (110, [-1])],
      signals: ["entry 100.00"], total: "entries 1, exits 0, resets 0, open 1, profit 10.00"),
    Example(
      testDescription: "reversed", orders: [(100, [1]), (110, [-3]), (105, [2])],
      signals: ["entry 100.00", "exit 110.00 brought 10.00", "entry 110.00", "exit 105.00 brought 10.00"],
      total: "entries 2, exits 2, resets 0, open 0, profit 20.00"),
    Example(
      testDescription: "a cost that three do not share evenly",
      orders: [(0.000000001, [1]), (0.000000001, [1]), (0.000000002, [1]), (0.000000002, [-1]), (0.000000002, [-2])],
      signals: ["entry 0.000000001", "exit 0.000000002 brought 0.000000002"],
      total: "entries 1, exits 1, resets 0, open 0, profit 0.000000002"),
  ]

  @Test(arguments: examples)
  func `trades go from flat to flat`(example: Example) throws {
    let recorder = Recorder()
    let bot = ClosureBot { market in
      for (_, quantities) in example.orders {
        _ = try market.nextTrade()
        for quantity in quantities {
          if quantity > 0 { try market.buy(quantity) } else { try market.sell(-quantity) }
        }
      }
    }
    let summary = try run(example.orders.map { .trade($0.0) }, bot, observer: recorder)
    #expect(recorder.signals.map(\.words) == example.signals)
    #expect(summary.total.words.hasSuffix(example.total))
  }

  @Test func `a bot can keep a ledger of its own from its fills`() throws {
    let notes = Notes()
    let bot = ClosureBot { market in
      var ledger = SignalLedger()
      for side in [Side.buy, .buy, .sell] {
        let price = try market.nextTrade().price
        notes.note(ledger.openProfit(at: price)?.description ?? "flat")
        let order = side == .buy ? try market.buy(1) : try market.sell(2)
        notes.note("\(ledger.count(try market.nextFill(of: order)).map(\.words)) \(ledger.quantity) \(ledger.isOpen)")
      }
    }
    try run(.ticks(100, 104, 108), bot)
    #expect(
      notes.lines == [
        "flat", "[\"entry 100.00\"] 1 true", "4.00", "[] 2 true", "12.00", "[\"exit 108.00 brought 12.00\"] 0 false",
      ])
  }
}
