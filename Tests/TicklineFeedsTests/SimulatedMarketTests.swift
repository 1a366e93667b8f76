import Generators
import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct SimulatedMarketTests {
  private func events(_ market: SimulatedMarket, _ count: Int) throws -> [MarketEvent] {
    let generator = market.events(in: FeedSession())
    return try (0..<count).map { _ in try #require(try generator.next()) }
  }

  private func lines(_ market: SimulatedMarket, _ count: Int) throws -> [String] {
    let session = FeedSession()
    let generator = market.events(in: session)
    let events = try (0..<count).map { _ in try #require(try generator.next()) }
    return Reading(events: events, session: session, remarks: []).lines
  }

  @Test func `the first events of a seed never change`() throws {
    #expect(
      try lines(SimulatedMarket(seed: 1), 6) == [
        "1 MSFT 249.16 x 9713 at 1704205800444360217", "2 AMZN 275.47 x 5278 at 1704205800729869901",
        "3 GOOG 221.09 x 4604 at 1704205801259949898", "4 AAPL 229.07 x 8172 at 1704205801941655871",
        "5 AAPL 116.28 x 5009 at 1704205802064765757", "6 AAPL 203.10 x 7167 at 1704205802108515032",
      ])
    #expect(
      try lines(SimulatedMarket(seed: 1, motion: .walk, corruptRate: 0.5), 6) == [
        "1 MSFT negativePrice(-200.99) at 1704205800444360217", "2 AMZN 201.51 x 5278 at 1704205800729869901",
        "3 GOOG negativePrice(-200.42) at 1704205801259949898", "4 AAPL 200.58 x 8172 at 1704205801941655871",
        "5 AAPL negativePrice(-198.90) at 1704205802064765757", "6 AAPL 198.96 x 7167 at 1704205802108515032",
      ])
  }

  @Test func `many events of a seed never change`() throws {
    // FNV-1a of the events' lines, as another program in another language has it, too.
    let digest = try lines(SimulatedMarket(seed: 20_240_229), 10_000).joined(separator: "\n").utf8
      .reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    #expect(digest == 947_610_088_614_164_693)
  }

  @Test(arguments: SplitMix64.seeds, [SimulatedMarket.Motion.uniform, .walk])
  func `the same seed gives the same events`(seed: UInt64, motion: SimulatedMarket.Motion) throws {
    let market = SimulatedMarket(seed: seed, motion: motion)
    #expect(try events(market, 1_000) == events(market, 1_000))
    #expect(try events(market, 100) != events(SimulatedMarket(seed: seed &+ 1, motion: motion), 100))
  }

  @Test(arguments: SplitMix64.seeds, [SimulatedMarket.Motion.uniform, .walk])
  func `prices, sizes, times and places are as the documentation says`(
    seed: UInt64, motion: SimulatedMarket.Motion
  ) throws {
    var last: Timestamp?
    var prices: [InstrumentID: Price] = [:]
    for (index, event) in try events(SimulatedMarket(seed: seed, motion: motion, corruptRate: 0), 5_000).enumerated() {
      guard case .trade(let trade) = event else {
        Issue.record("With a rate of 0 no event is corrupt.")
        return
      }
      #expect((100...300).contains(trade.price))
      #expect(trade.price.nanos % 10_000_000 == 0)
      #expect((100...10_000).contains(trade.size) && trade.size.nanos % Quantity.scale == 0)
      #expect(trade.origin.position == Int64(index + 1))
      #expect(last.map { $0 < trade.time } ?? (trade.time > Timestamp(nanoseconds: 1_704_205_800_000_000_000)))
      if motion == .walk { #expect((trade.price - prices[trade.instrument, default: 200]).magnitude <= 2) }
      last = trade.time
      prices[trade.instrument] = trade.price
    }
    #expect(prices.count == SimulatedMarket.symbols.count)
  }

  @Test(arguments: [0, 0.1, 0.5, 1])
  func `the share of corrupt ticks is what was asked for, and each has a negative price`(rate: Double) throws {
    let events = try events(SimulatedMarket(seed: 7, corruptRate: rate), 10_000)
    let corrupt = events.compactMap { event -> Corruption? in
      if case .corrupt(let corruption) = event { corruption } else { nil }
    }
    #expect(abs(Double(corrupt.count) / 10_000 - rate) < 0.015)
    #expect(corrupt.allSatisfy { $0.reason == .negativePrice && $0.text.description.hasPrefix("-") })
    #expect(corrupt.allSatisfy { (100...300).contains(-Price($0.text.description)!) })
  }

  @Test func `all symbols and all of the price range occur about equally often`() throws {
    let events = try events(SimulatedMarket(seed: 11, corruptRate: 0), 20_000)
    let trades = events.compactMap { event -> Trade? in if case .trade(let trade) = event { trade } else { nil } }
    for index in 0..<4 { #expect(abs(trades.count { $0.instrument.index == index } - 5_000) < 400) }
    for start in stride(from: 100 as Int64, to: 300, by: 20) {
      let count = trades.count { $0.price.nanos / Price.scale >= start && $0.price.nanos / Price.scale < start + 20 }
      #expect(abs(count - 2_000) < 300)
    }
  }

  @Test func `a corrupt rate that is no share ends the program`() async {
    await #expect(processExitsWith: .failure) { _ = SimulatedMarket(seed: 1, corruptRate: 1.5) }
    await #expect(processExitsWith: .failure) { _ = SimulatedMarket(seed: 1, corruptRate: .nan) }
  }
}
