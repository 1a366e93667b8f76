import Testing
import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// What each bot buys and sells, on prices that a person can follow.
@Suite struct StrategyTests {
  /// Trades ten seconds apart, of much volume.
  private func ticks(_ prices: [Price], _ symbol: String = "AAPL") -> [Line] {
    prices.enumerated().map { .trade($1, symbol, size: 10_000, second: Int64($0) * 10) }
  }

  private func orders(
    _ lines: [Line], _ bot: any Bot, policy: CorruptPolicy = .flatten,
    broker: SimulatedBroker.Settings = .tutorial
  ) throws -> [String] {
    let orders = OrderRecorder()
    try trade(lines, bot, policy: policy, broker: broker, orders: orders)
    return orders.fills
  }

  @Test func `the crossover bot holds while the fast average is above the slow one`() throws {
    let bot = CrossoverBot(fast: 1, slow: 3, bars: .count(1), size: 5)
    // It warms up on a rise, which is no cross; the cross is at 12, and ends at 11.
    let fills = try orders(ticks([10, 11, 12, 10, 9, 12, 14, 11, 15]), bot)
    #expect(fills == ["fill 1 buy 5 @ 12.00", "fill 2 sell 5 @ 11.00", "fill 3 buy 5 @ 15.00"])
  }

  @Test func `the mean reversion bot trades against what is far from the mean`() throws {
    let bot = MeanReversionBot(length: 5, entry: 1.5, exit: 0, bars: .count(1), size: 2)
    let fills = try orders(ticks([10, 11, 10, 11, 10, 11, 5, 6, 9, 12, 30, 10, 9]), bot)
    #expect(fills.count == 4)
    #expect(fills.first == "fill 1 buy 2 @ 5.00")
    #expect(fills[2].hasPrefix("fill 3 sell 2 @ 30.00"))
  }

  @Test func `the breakout bot buys above the channel and leaves below its trailing stop`() throws {
    let bot = BreakoutBot(length: 3, trailBasisPoints: 1_000, bars: .count(1), size: 1)
    let fills = try orders(ticks([10, 12, 11, 12, 13, 20, 19, 18, 17, 19, 21]), bot)
    // 20 less a tenth is 18: at 18 it leaves. The next close above the three highs before it is 21.
    #expect(fills == ["fill 1 buy 1 @ 13.00", "fill 2 sell 1 @ 18.00", "fill 3 buy 1 @ 21.00"])
  }

  @Test func `the bracket bot leaves at its target or its stop, and cancels the other`() throws {
    let orders = OrderRecorder()
    let bot = BracketBot(entry: 100, gain: 5, loss: 3, size: 2)
    try trade(ticks([101, 100, 100, 104, 106, 99, 99, 97, 95]), bot, broker: .tutorial, orders: orders)
    #expect(
      orders.lines == [
        "order 1 buy 2 market", "fill 1 buy 2 @ 100.00", "order 2 sell 2 limit 105.00", "order 3 sell 2 stop 97.00",
        "fill 2 sell 2 @ 105.00 maker", "cancelled 3, 2 left", "order 4 buy 2 market", "fill 4 buy 2 @ 99.00",
        "order 5 sell 2 limit 104.00", "order 6 sell 2 stop 96.00", "fill 6 sell 2 @ 95.00", "cancelled 5, 2 left",
        "order 7 buy 2 market", "fill 7 buy 2 @ 95.00", "order 8 sell 2 limit 100.00", "order 9 sell 2 stop 92.00",
      ])
  }

  @Test func `at a corrupt tick under reset the bracket bot sells what it holds, and gives no more orders`() throws {
    let orders = OrderRecorder()
    let lines: [Line] = .ticks(149, 149, nil, 151, 152, 153)
    let bot = BracketBot(entry: 149, gain: 50, loss: 50, size: 10)
    let result = try trade(lines, bot, policy: .reset, broker: .tutorial, orders: orders)
    #expect(
      orders.lines.dropFirst(4) == [
        "cancelled 2, 10 left", "cancelled 3, 10 left", "order 4 sell 10 market", "fill 4 sell 10 @ 149.00",
      ])
    #expect(result.book.held.isEmpty)
    #expect(result.forgotten.isEmpty)
  }

  /// What such a bot sells after a reset it knows to hold: it is no short trade.
  @Test(arguments: [
    CrossoverBot(fast: 2, slow: 5, bars: .count(3)) as any Bot & Sendable, BreakoutBot(length: 4, bars: .count(2)),
    BracketBot(entry: 150, gain: 10, loss: 10),
  ])
  func `a bot that looks at what it holds has no short trades and leaves nothing forgotten under reset`(
    bot: any Bot & Sendable
  ) throws {
    var options = TradingOptions()
    options.account = AccountOptions(startingCash: [.usd: 100_000])
    let summary = try Bridge(session: FeedSession(symbols: ["AAPL"]), bots: [bot], policy: .reset, trading: options)
      .run(SimulatedMarket(seed: 3, motion: .walk), ticks: 20_000)
    let account = try #require(summary.account)
    let trips = account.trips
    #expect(trips.count > 10 && trips.allSatisfy { $0.side == .buy })
    #expect(trips.contains { $0.state == .forgotten } && trips.contains { $0.state == .closed })
    let held = account.book.holdings.first?.position ?? .zero
    #expect(held <= 1, "it never buys again what it holds")
  }

  @Test func `the pair bot sells the dear one and buys the cheap one, and leaves at the mean`() throws {
    var lines: [Line] = []
    for (index, price) in ([10, 10.1, 10, 10.1, 10, 12, 10, 10] as [Price]).enumerated() {
      lines.append(.trade(20, "B", size: 1_000, second: Int64(index) * 10))
      lines.append(.trade(price, "A", size: 1_000, second: Int64(index) * 10 + 1))
    }
    let fills = try orders(lines, PairBot(first: "A", second: "B", length: 4, entry: 1.5, exit: 0.5, size: 100))
    #expect(
      fills == [
        "fill 1 sell 100 @ 12.00", "fill 2 buy 60 @ 20.00", "fill 3 buy 100 @ 10.00", "fill 4 sell 60 @ 20.00",
      ])
  }

  @Test func `the market maker quotes both sides and leans against what it holds`() throws {
    let orders = OrderRecorder()
    let bot = MarketMakerBot(halfSpread: 1, skew: 0.5, patience: 0.25, size: 10, most: 10)
    try trade(
      [
        .quote(bid: 99, ask: 101), .quote(bid: 99, ask: 101), .trade(98, size: 50), .quote(bid: 99, ask: 101),
        .trade(101, size: 50),
      ], bot, orders: orders)
    #expect(
      orders.lines == [
        "order 1 buy 10 limit 99.00", "order 2 sell 10 limit 101.00", "fill 1 buy 10 @ 99.00 maker",
        "cancelled 2, 10 left", "order 3 sell 10 limit 100.50", "fill 3 sell 10 @ 100.50 maker",
      ])
  }

  @Test(arguments: [
    CrossoverBot(fast: 2, slow: 5, bars: .count(3)) as any Bot & Sendable,
    MeanReversionBot(length: 12, bars: .count(2)),
    BreakoutBot(length: 4, bars: .count(2)), BracketBot(entry: 150, gain: 10, loss: 10), ThresholdBot(),
    PairBot(first: "AAPL", second: "MSFT", length: 10),
  ])
  func `every bot goes on after corrupt ticks, and never fails`(bot: any Bot & Sendable) throws {
    for policy in CorruptPolicy.allCases where policy != .halt {
      let summary = try Bridge(session: FeedSession(symbols: ["AAPL", "MSFT"]), bots: [bot], policy: policy)
        .run(SimulatedMarket(seed: 3, motion: .walk), ticks: 20_000)
      #expect(summary.failed.isEmpty)
      #expect(summary.total.entries > 1, "\(bot) \(policy)")
    }
  }
}
