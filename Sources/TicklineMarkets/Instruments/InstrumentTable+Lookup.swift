extension InstrumentTable {
  /// The id of a symbol, registered on first sight; `none` where it is not a valid symbol.
  public func id(of symbol: String) -> InstrumentID {
    let bytes = Array(symbol.utf8)
    return id(ofSymbol: bytes.span) ?? .none
  }

  /// The id of a symbol, registered on first sight; nil where it is not a valid symbol.
  ///
  /// - Complexity: Up to eight bytes, that of `id(packed:length:)`; beyond, linear in the length, with one allocation.
  public func id(ofSymbol bytes: Span<UInt8>) -> InstrumentID? {
    guard bytes.count <= SymbolText.maximumByteCount else { return nil }
    let id =
      bytes.count <= 8
      ? id(packed: InstrumentTable.pack(bytes), length: bytes.count)
      : id(ofLongSymbol: bytes.indices.map { bytes[$0] })
    return id == .none ? nil : id
  }

  /// The id of a symbol of up to eight bytes, registered on first sight; `none` where it is not a valid symbol.
  ///
  /// - Parameters:
  ///   - packed: The symbol as `pack` gives it, which is what a little-endian load of its bytes gives, the rest zero.
  ///   - length: How many bytes it has.
  /// - Precondition: The bytes of `packed` beyond `length` are zero.
  /// - Complexity: Constant; a symbol seen before costs a multiplication and a comparison and allocates nothing.
  @inlinable
  public func id(packed: UInt64, length: Int) -> InstrumentID {
    let slot = shortSymbols.slots[shortSymbols.home(of: packed)]
    return slot.holds(packed, length: length) ? slot.id : idAfterMiss(packed: packed, length: length)
  }

  /// The bytes of a symbol as one number, the first in the lowest byte, the bytes it does not have zero.
  ///
  /// - Precondition: There are at most eight.
  @inlinable
  public static func pack(_ bytes: Span<UInt8>) -> UInt64 {
    guard bytes.count <= 8 else { misuse("A symbol of more than eight bytes was to be packed into eight.") }
    var packed: UInt64 = 0
    for index in bytes.indices { packed |= UInt64(bytes[index]) &<< UInt64(8 * index) }
    return packed
  }

  /// Probes on where the first slot holds another symbol; registers the symbol where no slot holds it.
  @usableFromInline
  @inline(never)
  func idAfterMiss(packed: UInt64, length: Int) -> InstrumentID {
    guard 0...8 ~= length, length == 8 || packed >> UInt64(8 * length) == 0 else {
      misuse("A packed symbol has bytes beyond its length.")
    }
    let known = shortSymbols.id(packed: packed, length: length)
    if known != .none { return known }
    let id = register((0..<length).map { UInt8(truncatingIfNeeded: packed >> UInt64(8 * $0)) })
    if id != .none { shortSymbols.insert(packed: packed, length: length, id: id) }
    return id
  }

  /// The instrument of a symbol that was seen before, or nil: nothing is registered.
  public func knownID(ofSymbol bytes: Span<UInt8>) -> InstrumentID? {
    if bytes.count <= 8 { return knownID(packed: InstrumentTable.pack(bytes), length: bytes.count) }
    guard bytes.count <= SymbolText.maximumByteCount else { return nil }
    return longSymbols[bytes.indices.map { bytes[$0] }]
  }

  /// The instrument of a packed symbol that was seen before, or nil: nothing is registered.
  public func knownID(packed: UInt64, length: Int) -> InstrumentID? {
    let known = shortSymbols.id(packed: packed, length: length)
    return known == .none ? nil : known
  }

  private func id(ofLongSymbol bytes: [UInt8]) -> InstrumentID {
    if let known = longSymbols[bytes] { return known }
    let id = register(bytes)
    if id != .none { longSymbols[bytes] = id }
    return id
  }
}
