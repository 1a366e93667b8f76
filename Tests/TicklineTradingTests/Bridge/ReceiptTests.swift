import Generators
import Testing
import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// A bot lives by the times of receipt, where all sources have them; no clock, right or wrong, shows it the future.
@Suite struct ReceiptTests {
  /// A trade with its two times, in milliseconds.
  private struct Print {
    var symbol = "AAPL"
    var price: Price
    var happened: Int64
    var received: Int64
  }

  /// What one receiver wrote down.
  private struct Recording: Feed {
    let prints: [Print]

    func events(in session: FeedSession) -> Generator<MarketEvent, any Error> {
      let source = session.sources.add(name: "recording", unit: .line)
      return Generator { yield in
        for (index, print) in prints.enumerated() {
          let origin = Origin(
            instrument: session.instruments.id(of: print.symbol), source: source, position: Int64(index + 1),
            time: ScriptedFeed.start + .milliseconds(print.happened),
            received: ScriptedFeed.start + .milliseconds(print.received))
          try yield(.trade(Trade(origin: origin, price: print.price, size: 10)))
        }
      }
    }
  }

  /// A symbol's prices on a random walk, a trade every 100 ms or so, each on its way for up to 400 ms.
  private func prints(of symbol: String, seed: UInt64, error: Int64 = 0) -> [Print] {
    var random = SplitMix64(seed: seed)
    var (price, happened, received) = (150 as Price, Int64(0), Int64(0))
    return (0..<2_000).map { _ in
      happened += Int64.random(in: 1...200, using: &random)
      received = max(received + 1, happened + Int64.random(in: 5...400, using: &random))
      price = max(price + Price(nanos: Int64.random(in: -2_000_000_000...2_000_000_000, using: &random)), 1)
      return Print(symbol: symbol, price: price, happened: happened, received: received + error)
    }
  }

  private static let bots: [any Bot & Sendable] = [
    ThresholdBot(entry: 150, exit: 155), CrossoverBot(fast: 2, slow: 5, bars: .time(.seconds(3))),
    BracketBot(entry: 150, gain: 4, loss: 4), PairBot(first: "AAPL", second: "MSFT", length: 20, entry: 1.5),
  ]

  /// What became of orders, and with which events, where two recordings are merged.
  private func orders(
    _ bot: any Bot, _ recordings: [[Print]], latency: Int64 = 50, ticks: Int? = nil
  ) throws -> [String] {
    var options = TradingOptions()
    options.broker = .with { $0.latency = ConstantLatency(nanoseconds: latency * 1_000_000) }
    options.account = AccountOptions(startingCash: [.usd: 100_000])
    let recorder = OrderRecorder()
    options.observer = recorder
    let bridge = Bridge(session: FeedSession(symbols: ["AAPL", "MSFT"]), bots: [bot], policy: .hold, trading: options)
    let summary = try bridge.run(MergedFeed(recordings.map { Recording(prints: $0) }), ticks: ticks)
    #expect(summary.total.corrupt == 0)
    return recorder.lines
  }

  @Test(arguments: bots.indices)
  func `what is received later changes no decision, though it happened before`(bot: Int) throws {
    let recordings = [prints(of: "AAPL", seed: 1), prints(of: "MSFT", seed: 2)]
    for cut in [20_000, 100_000] as [Int64] {
      let seen = recordings.joined().count { $0.received <= cut }
      // Some of what is changed happened before the cut: an engine that went by the venue's time would show it.
      #expect(recordings.joined().contains { $0.received > cut && $0.happened < cut - 200 })
      let changed = recordings.map { prints in
        prints.map { print in
          var print = print
          if print.received > cut { print.price = Price(nanos: print.price.nanos * 3) }
          return print
        }
      }
      let one = try orders(Self.bots[bot], recordings, ticks: seen)
      #expect(try orders(Self.bots[bot], changed, ticks: seen) == one)
      #expect(one.count > 4 || cut == 20_000)
    }
  }

  @Test(arguments: bots.indices)
  func `by how much a receiver's clock is behind changes no decision`(bot: Int) throws {
    func decisions(_ error: Int64) throws -> [String] {
      try orders(
        Self.bots[bot], [prints(of: "AAPL", seed: 3, error: error), prints(of: "MSFT", seed: 4, error: error)])
    }
    let one = try decisions(-5_000)
    #expect(one.count > 4)
    #expect(try decisions(-3_600_000) == one)
    #expect(try decisions(-1_000_000_000) == one)
  }

  @Test(arguments: [0, -1_250, -3_600_000] as [Int64], [0, 50, 1_000] as [Int64])
  func `an order meets what happened and was received after its latency, and the first of it`(
    error: Int64, latency: Int64
  ) throws {
    let prints = prints(of: "AAPL", seed: 5, error: error)
    let bot = ClosureBot { market in
      for index in 0... {
        for _ in 0..<20 { _ = try market.nextTrade() }
        _ = try index.isMultiple(of: 2) ? market.buy(1) : market.sell(1)
      }
    }
    let fills = try orders(bot, [prints], latency: latency).filter { $0.hasPrefix("fill") }
    // By arithmetic of its own: the bot's orders are caused by each twentieth trade.
    let expected = stride(from: 19, to: prints.count, by: 20).compactMap { index -> String? in
      let cause = prints[index]
      let known = max(cause.happened, cause.received)
      let first = prints[(index + 1)...].first {
        $0.happened >= known + latency && $0.received >= cause.received + latency
      }
      let number = index / 20 + 1
      return first.map { "fill \(number) \(number.isMultiple(of: 2) ? "sell" : "buy") 1 @ \($0.price)" }
    }
    #expect(fills.count > 90)
    #expect(fills.sorted() == expected.sorted())
  }

  @Test func `a symbol whose quotes lack the venue's time is not silent, and its fills have one`() throws {
    struct Quotes: Feed {
      func events(in session: FeedSession) -> Generator<MarketEvent, any Error> {
        let source = session.sources.add(name: "quotes", unit: .line)
        return Generator { yield in
          for second in 0..<20 {
            var origin = Origin(
              instrument: session.instruments.id(of: "AAPL"), source: source, position: Int64(second),
              time: ScriptedFeed.start + .seconds(second), received: ScriptedFeed.start + .seconds(second))
            if second.isMultiple(of: 5) { try yield(.trade(Trade(origin: origin, price: 100, size: 10))) }
            origin.time = .unknown
            origin.received = origin.received + .milliseconds(10)
            try yield(.quote(Quote(origin: origin, bid: 99, bidSize: 5, ask: 101, askSize: 5)))
          }
        }
      }
    }
    let bot = ClosureBot { market in
      _ = try market.nextTrade()
      let order = try market.buy(1)
      let fill = try market.nextFill(of: order)
      #expect(fill.time == ScriptedFeed.start && fill.price == 101)
      while true { _ = try market.nextEvent() }
    }
    var options = TradingOptions()
    options.broker = SimulatedBroker.Settings()
    options.limits.silenceNanoseconds = 6_000_000_000
    options.account = AccountOptions(startingCash: [.usd: 100_000])
    let summary = try Bridge(session: FeedSession(), bots: [bot], policy: .hold, trading: options).run(Quotes())
    #expect(summary.failed.isEmpty)
    let account = try #require(summary.account)
    #expect(account.stop == nil)
    #expect(account.lastTime == ScriptedFeed.start + .seconds(15))
    #expect(account.heldNanoseconds == [15_000_000_000])
  }
}
