package import TicklineMarkets

/// A number that stands for a row of events, by which a source that has changed is known.
///
/// An event counts by its time, its symbol, and what of it a store keeps or counts. The number is kept in stores: how it
/// comes about never changes.
///
/// - Complexity: two or three multiplications a trade; a corrupt event costs its text besides.
package struct EventDigest {
  private let instruments: InstrumentTable
  /// The digests of symbols, by the number of their instrument: the number itself may be another in another run.
  private var symbols: [Int64] = []
  private var hash = RollingHash()
  private var text: [UInt8] = []

  /// The digest of no events.
  package init(instruments: InstrumentTable) { self.instruments = instruments }

  /// The number. It is never 0, which stands for none.
  package var value: Int64 { hash.value == 0 ? 1 : Int64(bitPattern: hash.value) }

  /// Adds the next event.
  package mutating func add(_ event: MarketEvent) {
    hash.add(event.time.nanoseconds, symbolDigest(of: event.instrument))
    hash.addValues(of: event)
    guard case .corrupt(let corruption) = event else { return }
    text.removeAll(keepingCapacity: true)
    corruption.text.write(into: &text)
    hash.add(Int64(corruption.reason.rawValue), 6)
    hash.add(RollingHash.digest(of: text), 7)
  }

  private mutating func symbolDigest(of instrument: InstrumentID) -> Int64 {
    let index = Int(instrument.index)
    guard index >= 0 else { return 0 }
    while symbols.count <= index {
      let next = InstrumentID(index: Int32(symbols.count))
      symbols.append(RollingHash.digest(of: instruments[next].symbol.utf8))
    }
    return symbols[index]
  }
}
