import Testing
import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// What risk refuses, and when it stops.
@Suite struct RiskTests {
  private func limits(_ change: (inout RiskLimits) -> Void) -> RiskLimits {
    var limits = RiskLimits()
    change(&limits)
    return limits
  }

  /// What becomes of the orders that a strategy gives at its first tick.
  private func lines(
    _ limits: RiskLimits, of ticks: [Line] = [.trade(100), .trade(100, size: 100)],
    _ strategy: @escaping (Market) throws -> Void
  ) throws -> [String] {
    let orders = OrderRecorder()
    try trade(
      ticks,
      ClosureBot { market in
        _ = try market.nextTrade()
        try strategy(market)
        while true { _ = try market.nextEvent() }
      }, limits: limits, orders: orders)
    return orders.lines.filter { !$0.hasPrefix("fill") }
  }

  @Test func `a position is limited with all that is open counted as filled`() throws {
    let lines = try lines(limits { $0.position = 10 }) { market in
      try market.buy(6)
      try market.buy(4, at: .limit(90))
      try market.buy(1)
      try market.sell(10)
      try market.sell(1)
    }
    #expect(
      lines == [
        "order 1 buy 6 market", "order 2 buy 4 limit 90.00", "refused 3 position", "order 4 sell 10 market",
        "refused 5 position",
      ])
  }

  @Test func `an order that makes a position smaller is never too large`() throws {
    let orders = OrderRecorder()
    let bot = ClosureBot { market in
      _ = try market.nextTrade()
      try market.buy(10)
      _ = try market.nextTrade()
      try market.sell(15)
      while true { _ = try market.nextEvent() }
    }
    try trade(
      [.trade(100), .trade(100, size: 50), .trade(100, size: 50)], bot, limits: limits { $0.position = 10 },
      orders: orders)
    #expect(orders.lines.last == "fill 2 sell 15 @ 100.00")
  }

  @Test func `a position's value is limited at the last price`() throws {
    let lines = try lines(limits { $0.notional = 1_000 }) { market in
      try market.buy(10)
      try market.buy(1)
    }
    #expect(lines == ["order 1 buy 10 market", "refused 2 notional"])
  }

  @Test func `a price far from the last one is refused`() throws {
    let lines = try lines(limits { $0.collarBasisPoints = 100 }) { market in
      try market.buy(1, at: .limit(99))
      try market.buy(1, at: .limit(98.99))
      try market.sell(1, at: .stop(101.01))
      try market.buy(1)
    }
    #expect(
      lines == [
        "order 1 buy 1 limit 99.00", "refused 2 priceCollar", "refused 3 priceCollar", "order 4 buy 1 market",
      ])
  }

  @Test func `so many orders a second and no more`() throws {
    let orders = OrderRecorder()
    let bot = ClosureBot { market in
      while true {
        _ = try market.nextTrade()
        try market.buy(1)
        try market.buy(1)
      }
    }
    let ticks: [Line] = [.trade(100, second: 0), .trade(100, second: 0), .trade(100, second: 1)]
    let result = try trade(ticks, bot, limits: limits { $0.ordersPerSecond = 3 }, orders: orders)
    #expect(orders.lines.filter { $0.hasPrefix("refused") } == ["refused 4 orderRate"])
    #expect(result.refusals == [.orderRate: 1])
    #expect(result.orderCount == 5)
  }

  @Test func `a refusal reaches the bot with its reason`() throws {
    let notes = Notes()
    let bot = ClosureBot { market in
      _ = try market.nextTrade()
      try market.buy(2)
      notes.note(try market.nextEvent().words)
    }
    try trade(.ticks(100, 101), bot, limits: limits { $0.position = 1 })
    #expect(notes.lines == ["rejected 1 refused(TicklineTrading.Refusal.position)"])
  }

  /// What becomes of orders for an instrument with a lot of ten and a price step of a quarter.
  private func stepped(_ strategy: @escaping (Market) throws -> Void) throws -> (lines: [String], result: AccountResult)
  {
    let orders = OrderRecorder()
    let bot = ClosureBot { market in
      _ = try market.nextTrade()
      try strategy(market)
      while true { _ = try market.nextEvent() }
    }
    let result = try trade([.trade(100), .trade(100, size: 95)], bot, orders: orders) { session in
      let id = session.instruments.id(of: "AAPL")
      session.instruments[id].lot = 10
      session.instruments[id].priceStep = 0.25
    }
    return (orders.lines, result)
  }

  @Test func `an order beside the lot or the price step is refused, and counted`() throws {
    let (lines, result) = try stepped { market in
      try market.buy(15)
      try market.buy(9.999_999_999)
      try market.buy(20, at: .limit(99.30))
      try market.sell(20, at: .stop(99.1))
      try market.sell(10, at: .limit(100.25))
    }
    #expect(
      lines == [
        "refused 1 lot", "refused 2 lot", "refused 3 priceStep", "refused 4 priceStep", "order 5 sell 10 limit 100.25",
      ])
    #expect(result.refusals == [.lot: 2, .priceStep: 2])
  }

  @Test func `an order of whole lots is filled in whole lots`() throws {
    #expect(
      try stepped { try $0.buy(100) }.lines == ["order 1 buy 100 market", "fill 1 buy 90 @ 100.00, 10 left"])
  }

  @Test func `a position beside the lot can be closed by a policy`() throws {
    let orders = OrderRecorder()
    let bot = ClosureBot { market in
      _ = try market.nextTrade()
      try market.buy(15)
      // The lot comes to be known later.
      _ = try market.nextTrade()
      while true { do { _ = try market.nextTrade() } catch is CorruptTick { continue } }
    }
    let session = FeedSession()
    var options = TradingOptions()
    options.account = AccountOptions(startingCash: [.usd: 100_000])
    options.observer = orders
    let setter = ClosureBot { market in
      _ = try market.nextTrade()
      session.instruments[market.instruments[0]].lot = 10
    }
    let lines: [Line] = [.trade(100), .trade(100, size: 95), .corrupt()]
    _ = try Bridge(session: session, bots: [bot, setter], policy: .flatten, trading: options).run(ScriptedFeed(lines))
    #expect(orders.lines.last == "fill -2 sell 15 @ 100.00")
  }

  @Test func `a run without an account keeps to lots, too`() throws {
    let session = FeedSession(instrument: { Instrument(symbol: $0, lot: 100) })
    let summary = try Bridge(session: session, bots: [ThresholdBot(size: 50)]).run(ScriptedFeed(.ticks(140, 210, 140)))
    #expect(summary.refusals == [.lot: 3])
    #expect(summary.total.entries == 0)
  }

  @Test func `an order beyond what can be counted is refused`() throws {
    let lines = try lines(RiskLimits()) { market in
      try market.buy(9_000_000_000)
      try market.buy(9_000_000_000)
    }
    #expect(lines == ["order 1 buy 9000000000 market", "refused 2 size"])
  }

  /// Buys ten at 100 and waits.
  private let holder = ClosureBot { market in
    _ = try market.nextTrade()
    try market.buy(10)
    try market.sell(10, at: .limit(900))
    do { while true { _ = try market.nextTrade() } } catch is BotExit { market.log("closed") }
  }

  private func stopped(_ limits: RiskLimits, _ ticks: [Line]) throws -> (lines: [String], result: AccountResult) {
    let orders = OrderRecorder()
    let result = try trade(ticks, holder, limits: limits, orders: orders, cash: 1_000)
    return (orders.lines, result)
  }

  @Test func `a day's loss closes the bots, cancels orders and flattens`() throws {
    let ticks: [Line] = [
      .trade(100), .trade(100, size: 10), .trade(96), .trade(95), .trade(50, size: 10), .trade(120),
    ]
    let (lines, result) = try stopped(limits { $0.dailyLoss = 50 }, ticks)
    #expect(
      lines == [
        "order 1 buy 10 market", "order 2 sell 10 limit 900.00", "fill 1 buy 10 @ 100.00",
        "stopped: the day's loss reached its limit", "cancelled 2, 10 left", "order -3 sell 10 market",
        "fill -3 sell 10 @ 95.00",
      ])
    #expect(result.book[.usd]?.equity == 950)
    #expect(result.stop?.reason == .dailyLoss)
  }

  @Test func `on a stop what is held can be kept`() throws {
    let (lines, result) = try stopped(
      limits {
        $0.dailyLoss = 50
        $0.onStop = .keep
      }, [.trade(100), .trade(100, size: 10), .trade(95), .trade(96)])
    #expect(lines.last == "cancelled 2, 10 left")
    #expect(result.book[.usd]?.equity == 960)
  }

  @Test func `a day's loss starts anew with the day`() throws {
    // Down 40 on each of two days.
    let ticks: [Line] = [
      .trade(100), .trade(100, size: 10), .trade(96), .trade(96, second: 86_400), .trade(92, second: 86_401),
    ]
    #expect(try stopped(limits { $0.dailyLoss = 50 }, ticks).result.stop == nil)
    #expect(try stopped(limits { $0.dailyLoss = 40 }, ticks).result.stop?.time == ScriptedFeed.start + .seconds(2))
  }

  /// Each of two symbols is held from the first second on, ten of each at 100, and loses as said. The zones are the symbols'.
  private func stopOfTwo(
    _ zones: (String, String), _ ticks: [Line], policy: RiskLimits
  ) throws -> AccountResult.Stop? {
    let start: [Line] = [
      .trade(100, "A", second: 0), .trade(100, "B", second: 0), .trade(100, "A", size: 10, second: 1),
      .trade(100, "B", size: 10, second: 1),
    ]
    return try trade(start + ticks, holder, symbols: ["A", "B"], limits: policy, cash: 10_000) { session in
      session.instruments[session.instruments.id(of: "A")].timeZone = zones.0
      session.instruments[session.instruments.id(of: "B")].timeZone = zones.1
    }.stop
  }

  // The script begins at 22:13:20 UTC. In New York a day begins 24,400 seconds later, in Tokyo 60,400 seconds later.
  private static let newYork = "America/New_York", tokyo = "Asia/Tokyo"

  @Test(arguments: [(newYork, tokyo), (tokyo, newYork), (newYork, newYork), (tokyo, tokyo)])
  func `a day's loss is that of the instrument's own zone, whichever is the first`(zones: (String, String)) throws {
    let limit = limits { $0.dailyLoss = 50 }
    // B loses 40 in the morning of New York and, after Tokyo's midnight, 40 more.
    let ticks: [Line] = [
      .trade(100, "A", second: 25_000), .trade(100, "B", second: 25_000), .trade(96, "B", second: 50_000),
      .trade(92, "B", second: 61_000), .trade(92, "B", second: 61_001),
    ]
    let stop = try stopOfTwo(zones, ticks, policy: limit)
    #expect(stop?.reason == (zones.1 == Self.newYork ? .dailyLoss : nil))
    #expect(stop.map { $0.time == ScriptedFeed.start + .seconds(61_000) } ?? true)
  }

  @Test func `losses of several zones are added up, each since its own midnight`() throws {
    let limit = limits { $0.dailyLoss = 60 }
    // A loses 30 before New York's midnight and 30 after it; B loses 29, then 1 more, all in one day of Tokyo.
    let ticks: [Line] = [
      .trade(97, "A", second: 24_000), .trade(97, "A", second: 25_000), .trade(97.1, "B", second: 26_000),
      .trade(94, "A", second: 30_000), .trade(97, "B", second: 31_000),
    ]
    let apart = try stopOfTwo((Self.newYork, Self.tokyo), ticks, policy: limit)
    #expect(apart?.time == ScriptedFeed.start + .seconds(31_000))
    // Were all in Tokyo's day, the second 30 of A would be enough.
    let together = try stopOfTwo((Self.tokyo, Self.tokyo), ticks, policy: limit)
    #expect(together?.time == ScriptedFeed.start + .seconds(30_000))
  }

  @Test func `a night's silence is that of the instrument's own zone`() throws {
    // A is silent over Tokyo's midnight, and in the middle of New York's day.
    let limit = limits { $0.silenceNanoseconds = 3_600_000_000_000 }
    let ticks: [Line] =
      stride(from: 0 as Int64, to: 68_000, by: 1_000).flatMap { second -> [Line] in
        let isQuiet = (58_000..<66_000).contains(second)
        return (isQuiet ? [] : [Line.trade(100, "A", second: second + 1)]) + [.trade(100, "B", second: second + 1)]
      }
    #expect(try stopOfTwo((Self.tokyo, Self.newYork), ticks, policy: limit) == nil)
    #expect(try stopOfTwo((Self.newYork, Self.tokyo), ticks, policy: limit)?.reason == .staleFeed(symbol: "A"))
  }

  @Test func `a drawdown from the highest equity stops`() throws {
    let ticks: [Line] = [.trade(100), .trade(100, size: 10), .trade(200), .trade(181), .trade(180)]
    // The highest is 2,000; a tenth of it is 200.
    let (_, result) = try stopped(limits { $0.drawdownBasisPoints = 1_000 }, ticks)
    #expect(result.stop?.reason == .drawdown)
    #expect(result.stop?.time == ScriptedFeed.start + .seconds(4))
  }

  @Test func `a symbol that is held and silent for too long stops`() throws {
    let quiet = limits { $0.silenceNanoseconds = 5_000_000_000 }
    let ticks: [Line] = [
      .trade(100, "A", second: 0), .trade(100, "A", size: 10, second: 1), .trade(7, "B", second: 4),
      .trade(7, "B", second: 6), .trade(7, "B", second: 7),
    ]
    let result = try trade(ticks, Only("A", holder), symbols: ["A", "B"], limits: quiet)
    #expect(result.stop?.reason == .staleFeed(symbol: "A"))
    #expect(result.stop?.time == ScriptedFeed.start + .seconds(7))
    // A night's silence is none.
    let night: [Line] = [.trade(100, size: 10), .trade(100, size: 10), .trade(100, second: 86_400)]
    #expect(try trade(night, holder, limits: quiet).stop == nil)
  }

  @Test func `quotes move the account's clock, too: a night between them is no silence, and a fill has its day`() throws
  {
    let quiet = limits { $0.silenceNanoseconds = 3_600_000_000_000 }
    var lines: [Line] = [.trade(100, size: 10), .quote(bid: 99, ask: 101, "AAPL")]
    for (second, day) in [(0, 1), (60, 1)] as [(Int64, Int64)] {
      var quote = Line.quote(bid: 109, ask: 111, "AAPL")
      quote.second = day * 86_400 + second
      lines.append(quote)
    }
    var points: [EquityPoint] = []
    var options = TradingOptions()
    options.limits = quiet
    options.account = AccountOptions(startingCash: [.usd: 1_000])
    options.account?.observer = { points.append($0) }
    let bot = ClosureBot { market in
      _ = try market.nextTrade()
      try market.buy(1)
      _ = try market.nextQuote()
      _ = try market.nextQuote()
      try market.sell(1)
      while true { _ = try market.nextQuote() }
    }
    let summary = try Bridge(session: FeedSession(), bots: [bot], trading: options).run(ScriptedFeed(lines))
    let account = try #require(summary.account)
    #expect(account.stop == nil)
    #expect(account.lastTime == ScriptedFeed.start + .seconds(86_460))
    #expect(account.tracks[0].days.count == 2)
    #expect(points.map(\.occasion) == [.fill, .day, .fill, .day, .end])
    #expect(points[2].time == ScriptedFeed.start + .seconds(86_400))
  }
}
