internal import CTicklineFeeds
internal import TicklineMarkets

/// The instruments that a feed met, found by up to eight bytes of symbol without hashing a string.
@safe
final class SymbolCache {
  private let session: FeedSession
  /// The table, as long as this object lives and no further symbol is met.
  private(set) var table: row_symbols
  /// How many symbols are in the table, which is how often it has changed.
  private(set) var changeCount = 0

  init(session: FeedSession) {
    self.session = session
    unsafe table = Self.table(bits: 12)
  }

  deinit { unsafe table.places.deallocate() }

  private static func table(bits: UInt32) -> row_symbols {
    let places = UnsafeMutablePointer<row_symbol>.allocate(capacity: 1 << bits)
    unsafe places.initialize(repeating: row_symbol(), count: 1 << bits)
    return unsafe row_symbols(places: places, count: 1 << bits, shift: 64 - bits)
  }

  /// What is known of a symbol of any length, which is registered from here on; nil where the bytes are no symbol.
  func symbol(named name: Span<UInt8>) -> row_symbol? {
    guard let instrument = session.instruments.id(ofSymbol: name) else { return nil }
    let symbol = row_symbol(
      bytes: name.count <= 8 ? InstrumentTable.pack(name) : 0, instrument: instrument.index,
      is_wanted: session.wants(instrument), allows_negative: session.instruments[instrument].allowsNegativePrices)
    // A field that begins with a quotation mark is a quoted one, and one with a backslash an escaped one where there are
    // escapes, never this symbol as it is: the fast readers must not find it.
    if symbol.bytes != 0, name[0] != UInt8(ascii: "\""),
      !name.indices.contains(where: { name[$0] == UInt8(ascii: "\\") })
    {
      add(symbol)
    }
    return symbol
  }

  private func add(_ symbol: row_symbol) {
    let place = unsafe row_symbol_place(&table, symbol.bytes)!
    guard unsafe place.pointee.bytes != symbol.bytes else { return }
    unsafe place.pointee = symbol
    changeCount += 1
    if unsafe changeCount * 2 > table.count { grow() }
  }

  private func grow() {
    let full = unsafe table
    unsafe table = Self.table(bits: 64 - full.shift + 1)
    for index in unsafe 0..<full.count where unsafe full.places[index].bytes != 0 {
      let symbol = unsafe full.places[index]
      unsafe row_symbol_place(&table, symbol.bytes)!.pointee = symbol
    }
    unsafe full.places.deallocate()
  }
}
