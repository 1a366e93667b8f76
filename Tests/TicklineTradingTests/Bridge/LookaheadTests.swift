import Generators
import Testing
import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// No bot sees an event before its time, and no decision depends on what comes later.
@Suite struct LookaheadTests {
  /// The first so many events of a market, and then others: a future that was changed.
  private struct ChangedFuture: Feed {
    let market: SimulatedMarket
    let after: Int
    let factor: Int64

    func events(in session: FeedSession) -> Generator<MarketEvent, any Error> {
      let events = market.events(in: session)
      return Generator { yield in
        var count = 0
        while let event = try events.next() {
          count += 1
          guard count > after, case .trade(var trade) = event else {
            try yield(event)
            continue
          }
          trade.price = Price(nanos: trade.price.nanos * factor)
          try yield(.trade(trade))
        }
      }
    }

    /// Many events at a time, the future beside the present.
    func blocks(in session: FeedSession) -> Generator<EventBlock, any Error> {
      let events = events(in: session)
      return Generator { yield in
        let block = EventBlock(capacity: 256)
        while let event = try events.next() {
          block.append(event)
          guard block.isFull else { continue }
          try yield(block)
          block.removeAll()
        }
      }
    }
  }

  private static let bots: [any Bot & Sendable] = [
    ThresholdBot(entry: 150, exit: 200), CrossoverBot(fast: 2, slow: 5, bars: .time(.seconds(3))),
    MeanReversionBot(length: 10, entry: 1.5, bars: .time(.seconds(3))), BreakoutBot(length: 4, bars: .count(3)),
    BracketBot(entry: 180, gain: 4, loss: 4), PairBot(first: "AAPL", second: "MSFT", length: 20, entry: 1.5),
  ]

  /// All that became of orders up to an event, by a run whose later events are others.
  private func orders(_ bot: any Bot, _ rule: FillRule, after: Int, factor: Int64) throws -> [String] {
    var options = TradingOptions()
    options.broker.rule = rule
    options.broker.latency = rule == .next ? UniformLatency(nanoseconds: 0...900_000_000, seed: 5) : nil
    options.account = AccountOptions(startingCash: [.usd: 100_000])
    let recorder = OrderRecorder()
    options.observer = recorder
    let bridge = Bridge(
      session: FeedSession(symbols: ["AAPL", "MSFT"]), bots: [bot], policy: .flatten, trading: options)
    let feed = ChangedFuture(market: SimulatedMarket(seed: 9, motion: .walk), after: after, factor: factor)
    // The common events are handled while the block holds changed ones already; the run ends before it comes to them.
    _ = try bridge.run(feed, ticks: wantedTicks(of: feed))
    return recorder.lines
  }

  /// How many of the events that both futures have in common are ticks of the wanted symbols.
  private func wantedTicks(of feed: ChangedFuture) throws -> Int {
    let session = FeedSession(symbols: ["AAPL", "MSFT"])
    let events = feed.market.events(in: session)
    var count = 0
    for _ in 0..<feed.after {
      if let event = try events.next(), event.instrument.index < 2 { count += 1 }
    }
    return count
  }

  @Test(arguments: bots.indices, FillRule.allCases)
  func `a changed future changes no decision before it`(bot: Int, rule: FillRule) throws {
    let bot = Self.bots[bot]
    for after in [900, 5_000] {
      let one = try orders(bot, rule, after: after, factor: 1)
      let other = try orders(bot, rule, after: after, factor: 3)
      #expect(one == other)
      #expect(one.count > 4 || after == 900, "\(bot)")
    }
  }

  /// A feed that plants the next price where a careless engine or bot might look: in the id and conditions of a trade.
  @Test func `what a feed plants of the future in other fields changes nothing`() throws {
    func decisions(planting: Bool) throws -> [String] {
      let prices: [Price] = [160, 149, 150, 205, 140, 139, 210, 199, 150, 200]
      let lines = prices.enumerated().map { index, price in
        Line(make: { origin in
          let next = index + 1 < prices.count ? prices[index + 1] : price
          return .trade(
            Trade(
              origin: origin, price: price, size: 10, id: planting ? UInt64(next.nanos) : nil,
              conditions: planting ? UInt32(truncatingIfNeeded: next.nanos) : 0))
        })
      }
      let orders = OrderRecorder()
      try trade(lines, ThresholdBot(), CrossoverBot(fast: 1, slow: 2, bars: .count(1)), orders: orders)
      return orders.lines
    }
    let plain = try decisions(planting: false)
    #expect(plain.count > 8)
    #expect(try decisions(planting: true) == plain)
  }

  @Test func `no fill is at the event that caused its order, or before its latency is over`() throws {
    final class Watch: TradingObserver {
      var given: [OrderKey: Timestamp] = [:]
      var early = 0
      var fillCount = 0
      let latency: Int64
      init(latency: Int64) { self.latency = latency }
      func ordered(_ order: Order, bot: Int, at time: Timestamp) { given[OrderKey(bot: bot, id: order.id)] = time }
      func filled(_ fill: Fill, bot: Int) {
        fillCount += 1
        guard let time = given[OrderKey(bot: bot, id: fill.order)] else { return }
        // The market's times are a microsecond apart at least.
        if fill.time.nanoseconds - time.nanoseconds < max(latency, 1) { early += 1 }
      }
      func refused(_ order: Order, bot: Int, because refusal: Refusal, at time: Timestamp) {}
      func cancelled(_ order: Order, remaining: Quantity, bot: Int, at time: Timestamp) {}
      func signalled(_ signal: Signal, bot: Int, at time: Timestamp) {}
      func stopped(because reason: StopReason, at time: Timestamp) {}
    }
    var fillCount = 0
    for latency in [0, 2_000_000_000] as [Int64] {
      for bot in Self.bots {
        var options = TradingOptions()
        options.broker = .init()
        options.broker.latency = ConstantLatency(nanoseconds: latency)
        let watch = Watch(latency: latency)
        options.observer = watch
        _ = try Bridge(session: FeedSession(), bots: [bot], policy: .hold, trading: options)
          .run(SimulatedMarket(seed: 4, motion: .walk), ticks: 5_000)
        fillCount += watch.fillCount
        #expect(watch.early == 0, "\(bot)")
      }
    }
    #expect(fillCount > 300)
  }
}
