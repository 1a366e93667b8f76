internal import TicklineMarkets

/// A number that stands for a row of events: it changes with each value and with the order.
struct Fingerprint {
  private var hash = RollingHash()

  var value: UInt64 { hash.value }

  /// An instrument's first event is about to come: later ones say no more than its number.
  mutating func add(symbol: String, of instrument: InstrumentID) {
    hash.add(RollingHash.digest(of: symbol.utf8), Int64(instrument.index))
  }

  @inline(__always)
  mutating func add(_ trade: Trade) {
    // What does not depend on the events before is mixed by itself, so that a trade waits for one multiplication.
    let values = trade.price.nanos &* Self.priceFactor ^ trade.size.nanos &* Self.sizeFactor
    hash.add(trade.time.nanoseconds, values ^ Int64(trade.instrument.index))
  }

  // Odd numbers, so that no two prices or sizes alone give the same. Source: the fractions of √2 and √3.
  private static let priceFactor: Int64 = 0x6A09_E667_F3BC_C909
  private static let sizeFactor: Int64 = -0x4498_517A_7B35_58C5

  @inline(never)
  mutating func add(_ event: MarketEvent) {
    hash.add(event.time.nanoseconds, Int64(event.instrument.index))
    hash.addValues(of: event)
    if case .corrupt(let corruption) = event {
      hash.add(Int64(corruption.reason.rawValue), corruption.origin.position)
    }
  }
}
