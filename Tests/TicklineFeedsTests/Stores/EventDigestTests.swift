import Testing
import TicklineFeeds
import TicklineMarkets

/// The digest is kept in stores: a store of an earlier version must go on.
@Suite struct EventDigestTests {
  private func origin(_ instrument: InstrumentID, second: Int64) -> Origin {
    Origin(
      instrument: instrument, source: SourceID(index: 0), position: second + 1,
      time: Timestamp(nanoseconds: 1_700_000_000_000_000_000 + second * 1_000_000_000))
  }

  @Test func `a row of events has the number that it always had`() {
    let session = FeedSession()
    let instrument = session.instruments.id(of: "AAPL")
    var digest = EventDigest(instruments: session.instruments)
    digest.add(.trade(Trade(origin: origin(instrument, second: 0), price: 100, size: 3)))
    digest.add(.quote(Quote(origin: origin(instrument, second: 1), bid: 1, bidSize: 1, ask: 2, askSize: 2)))
    digest.add(.bar(Bar(origin: origin(instrument, second: 2), open: 1, high: 9, low: 1, close: 5, volume: 5)))
    digest.add(.gap(Gap(origin: origin(instrument, second: 4), first: 7, last: 9)))
    // Calculated by a program of its own, by the definition.
    #expect(digest.value == -8_591_621_697_931_632_872)
  }
}
