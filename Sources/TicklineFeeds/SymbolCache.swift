internal import TicklineMarkets

/// The instruments that a feed met, found by up to eight bytes of symbol without hashing a string.
///
/// A direct-mapped table of 256 places; two symbols that share a place only cost the slower look-up again.
struct SymbolCache {
  struct Place {
    var bytes: UInt64 = 0
    var instrument = InstrumentID.none
    var isWanted = false
    var allowsNegative = false
  }

  private var places = [Place](repeating: Place(), count: 256)
  private let session: FeedSession

  init(session: FeedSession) { self.session = session }

  /// The instrument that these bytes name; nil where it is not known yet.
  @inline(__always)
  mutating func place(packed bytes: UInt64, count: Int) -> Place? {
    let index = Int(truncatingIfNeeded: (bytes &* 0x9E37_79B9_7F4A_7C15) &>> 56)
    let place = places[index]
    return place.bytes == bytes ? place : miss(bytes, count, index)
  }

  @inline(never)
  private mutating func miss(_ bytes: UInt64, _ count: Int, _ index: Int) -> Place? {
    guard let instrument = session.instruments.knownID(packed: bytes, length: count) else { return nil }
    var place = place(of: instrument)
    place.bytes = bytes
    places[index] = place
    return place
  }

  /// The instrument of a symbol of any length, which is known from here on; nil where the bytes are no symbol.
  func place(named symbol: Span<UInt8>) -> Place? {
    session.instruments.id(ofSymbol: symbol).map(place(of:))
  }

  private func place(of instrument: InstrumentID) -> Place {
    Place(
      instrument: instrument, isWanted: session.wants(instrument),
      allowsNegative: session.instruments[instrument].allowsNegativePrices)
  }
}
