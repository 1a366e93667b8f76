internal import CTicklineFeeds
internal import TicklineMarkets

/// The instruments that a feed met, found by up to eight bytes of symbol without hashing a string.
///
/// A direct-mapped table; of two symbols that share a place, the one that comes is looked up again.
@safe
final class SymbolCache {
  private let session: FeedSession
  private let places: UnsafeMutablePointer<row_symbol>
  /// How often the table has changed.
  private(set) var changeCount = 0

  init(session: FeedSession) {
    self.session = session
    unsafe places = .allocate(capacity: Int(row_symbol_places))
    unsafe places.initialize(repeating: row_symbol(), count: Int(row_symbol_places))
  }

  deinit { unsafe places.deallocate() }

  /// The table, as long as this object lives.
  var table: UnsafePointer<row_symbol> { unsafe UnsafePointer(places) }

  /// What is known of a symbol of any length, which is registered from here on; nil where the bytes are no symbol.
  func symbol(named name: Span<UInt8>) -> row_symbol? {
    guard let instrument = session.instruments.id(ofSymbol: name) else { return nil }
    let symbol = row_symbol(
      bytes: name.count <= 8 ? InstrumentTable.pack(name) : 0, instrument: instrument.index,
      is_wanted: session.wants(instrument), allows_negative: session.instruments[instrument].allowsNegativePrices)
    // A field that begins with a quotation mark is a quoted one, never this symbol as it is: the fast reader must not
    // find it.
    if symbol.bytes != 0, name[0] != UInt8(ascii: "\""),
      unsafe places[row_symbol_place(symbol.bytes)].bytes != symbol.bytes
    {
      unsafe places[row_symbol_place(symbol.bytes)] = symbol
      changeCount += 1
    }
    return symbol
  }
}
