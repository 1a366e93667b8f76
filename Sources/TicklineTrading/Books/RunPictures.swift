public import TicklineMarkets

/// What a run looked like: prices, equity and corrupt events over time, thinned to what a screen can show.
public struct RunPictures: Sendable {
  /// Of how many instruments prices are kept: the first ones.
  static let mostInstruments = 12

  /// The prices, in the order in which the instruments were met.
  public private(set) var prices: [(instrument: InstrumentID, series: Thinned<Price>)] = []
  /// The equity, by the places of the book's currencies.
  public private(set) var equity: [Thinned<Money>] = []
  /// Corrupt events: how many there were up to each stretch's end.
  public private(set) var corrupt = Thinned<Int>()
  private var corruptCount = 0
  /// By the instruments' numbers.
  private var placeOf: [Int] = []

  mutating func note(_ price: Price, of instrument: InstrumentID, at time: Timestamp, index: Int) {
    let number = Int(instrument.index)
    while placeOf.count <= number { placeOf.append(-1) }
    if placeOf[number] == -1 {
      guard prices.count < Self.mostInstruments else { return }
      placeOf[number] = prices.count
      prices.append((instrument, Thinned()))
    }
    prices[placeOf[number]].series.add(price, at: time, index: index)
  }

  mutating func note(_ amount: Money, of currency: Int, at time: Timestamp, index: Int) {
    while equity.count <= currency { equity.append(Thinned()) }
    equity[currency].add(amount, at: time, index: index)
  }

  mutating func noteCorrupt(at time: Timestamp, index: Int) {
    corruptCount += 1
    corrupt.add(corruptCount, at: time, index: index)
  }
}
