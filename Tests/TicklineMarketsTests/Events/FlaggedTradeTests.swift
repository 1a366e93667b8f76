import Testing
import TicklineMarkets

@Suite struct FlaggedTradeTests {
  private func trade(_ price: Price, _ size: Quantity) -> Trade {
    let origin = Origin(instrument: InstrumentID(index: 0), source: SourceID(index: 0), position: 1, time: .unknown)
    return Trade(origin: origin, price: price, size: size)
  }

  @Test(arguments: [(166.43, 200), (0.0001, 1), (1_234_567.125, 0.000000001), (-3, 5), (0, 7)] as [(Price, Quantity)])
  func `a flagged trade keeps its price and its size`(price: Price, size: Quantity) {
    let flagged = Corruption(flagged: trade(price, size))
    #expect(flagged.reason == .flagged)
    #expect(flagged.flaggedTrade?.price == price && flagged.flaggedTrade?.size == size)
  }

  @Test func `a person reads both`() {
    #expect(Corruption(flagged: trade(166.43, 200)).description == "flagged by the source 166.43 x 200")
  }

  @Test(arguments: ["", "166.43", "166.43 x", "x x y", "1 x 2 x 3"] as [InlineText])
  func `other texts have neither`(text: InlineText) {
    #expect(Corruption(origin: trade(1, 1).origin, reason: .flagged, text: text).flaggedTrade == nil)
    #expect(Corruption(origin: trade(1, 1).origin, reason: .negativePrice, text: "1 x 2").flaggedTrade == nil)
  }
}
