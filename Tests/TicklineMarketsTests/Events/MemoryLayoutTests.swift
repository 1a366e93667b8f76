import Testing
import TicklineMarkets

@Suite struct MemoryLayoutTests {
  @Test(arguments: [
    (_isPOD(Price.self), "Price"), (_isPOD(Quantity.self), "Quantity"), (_isPOD(Money.self), "Money"),
    (_isPOD(Timestamp.self), "Timestamp"), (_isPOD(Currency.self), "Currency"),
    (_isPOD(InstrumentID.self), "InstrumentID"), (_isPOD(SourceID.self), "SourceID"), (_isPOD(Place.self), "Place"),
    (_isPOD(Origin.self), "Origin"), (_isPOD(Trade.self), "Trade"), (_isPOD(Quote.self), "Quote"),
    (_isPOD(Bar.self), "Bar"), (_isPOD(Status.self), "Status"), (_isPOD(Gap.self), "Gap"),
    (_isPOD(Corruption.self), "Corruption"), (_isPOD(InlineText.self), "InlineText"),
    (_isPOD(MarketEvent.self), "MarketEvent"),
  ])
  func `a value is plain memory, copied without a reference count`(isPlain: Bool, name: String) {
    #expect(isPlain, "\(name)")
  }

  @Test func `an instrument is not plain memory, so the check can fail`() {
    #expect(!_isPOD(Instrument.self))
  }

  @Test(arguments: [
    (MemoryLayout<MarketEvent>.size, 88), (MemoryLayout<MarketEvent>.stride, 88), (MemoryLayout<Trade>.size, 72),
    (MemoryLayout<Origin>.size, 32), (MemoryLayout<InlineText>.size, 40), (MemoryLayout<Bar>.size, 72),
  ])
  func `an event stays small`(size: Int, limit: Int) {
    #expect(size <= limit)
  }
}
