import Testing
import TicklineMarkets

@Suite struct MarketEventTests {
  private static let origin = Origin(
    instrument: InstrumentID(index: 3), source: SourceID(index: 2), position: 41, time: Timestamp(nanoseconds: 5),
    received: Timestamp(nanoseconds: 6))

  @Test(arguments: [
    MarketEvent.trade(Trade(origin: origin, price: 149.20)),
    .quote(Quote(origin: origin, bid: 1, bidSize: 2, ask: 3, askSize: 4)),
    .bar(Bar(origin: origin, open: 1, high: 4, low: 0.5, close: 2, volume: 100)),
    .status(Status(origin: origin, kind: .halt)), .gap(Gap(origin: origin, first: 1, last: 1)),
    .corrupt(Corruption(origin: origin, reason: .zeroPrice, text: "0")),
  ])
  func `every event tells where it comes from`(event: MarketEvent) {
    #expect(event.origin == MarketEventTests.origin)
    #expect(event.instrument == InstrumentID(index: 3))
    #expect(event.time == Timestamp(nanoseconds: 5))
    #expect(event.origin.place == Place(source: SourceID(index: 2), position: 41))
  }

  @Test func `a time of receipt is unknown unless told`() {
    let origin = Origin(instrument: .none, source: SourceID(index: 0), position: 0, time: .unknown)
    #expect(!origin.received.isKnown)
  }

  @Test func `a trade keeps what its source has and no more`() {
    let bare = Trade(origin: MarketEventTests.origin, price: 1)
    #expect(bare.size == 1)
    #expect(bare.id == nil)
    #expect(bare.aggressor == nil)
    #expect(bare.conditions == 0)
    let full = Trade(
      origin: MarketEventTests.origin, price: 1, size: 2, id: .max, aggressor: .sell, conditions: 0x8000_0001)
    #expect(full.id == .max)
    #expect(full.aggressor == .sell)
    #expect(full.conditions == 0x8000_0001)
    #expect(full.time == Timestamp(nanoseconds: 5))
    #expect(full.instrument == InstrumentID(index: 3))
  }

  @Test(arguments: [(Price(1), Price(2)), (nil, 2), (1, nil), (nil, nil), (0, -1)] as [(Price?, Price?)])
  func `a quote may lack a side, and a price of zero is not a missing one`(bid: Price?, ask: Price?) {
    let quote = Quote(origin: MarketEventTests.origin, bid: bid, bidSize: 0, ask: ask, askSize: 0)
    #expect(quote.bid == bid)
    #expect(quote.ask == ask)
    #expect(quote.hasBid == (bid != nil))
    #expect(quote.hasAsk == (ask != nil))
  }

  @Test func `a gap can't end before it begins`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let origin = Origin(instrument: .none, source: SourceID(index: 0), position: 0, time: .unknown)
      _ = Gap(origin: origin, first: 2, last: 1)
    }
    #expect(exit.says("A gap ends before it begins."))
  }
}
