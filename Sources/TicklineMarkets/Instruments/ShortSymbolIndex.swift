/// Finds an instrument by a symbol of up to eight bytes without making a string: open addressing over one array.
///
/// A symbol is its own key, packed into a number. No symbol has a zero byte, so 0 is no key and marks a free slot,
/// whose answer is `InstrumentID.none`. At most half of the slots are taken, so a probe that runs on ends soon.
@usableFromInline
struct ShortSymbolIndex {
  /// One symbol and its instrument.
  @usableFromInline
  struct Slot: BitwiseCopyable {
    @usableFromInline var packed: UInt64 = 0
    @usableFromInline var id: InstrumentID = .none
    @usableFromInline var length: UInt8 = 0

    @inlinable
    init() {}

    /// Whether the slot holds this symbol. The length tells `AB` from `AB` and a zero byte, which is no symbol.
    @inlinable
    func holds(_ packed: UInt64, length: Int) -> Bool { self.packed == packed && Int(self.length) == length }
  }

  /// A power of two of slots.
  @usableFromInline private(set) var slots = [Slot](repeating: Slot(), count: 64)
  /// How far the hash is shifted to leave the number of a slot.
  @usableFromInline private(set) var shift: UInt64 = 58
  private var count = 0

  init() {}

  /// The slot where the probe for a symbol begins: the high bits of its product with 2^64 / φ (Knuth's multiplicative
  /// hashing).
  @inlinable
  func home(of packed: UInt64) -> Int {
    Int(truncatingIfNeeded: (packed &* 0x9E37_79B9_7F4A_7C15) &>> shift)
  }

  /// The instrument of a symbol, or `none`.
  func id(packed: UInt64, length: Int) -> InstrumentID {
    slots[slot(packed: packed, length: length)].id
  }

  /// Adds a symbol that is not there yet.
  mutating func insert(packed: UInt64, length: Int, id: InstrumentID) {
    count += 1
    if count * 2 > slots.count { grow() }
    let place = slot(packed: packed, length: length)
    slots[place].packed = packed
    slots[place].length = UInt8(length)
    slots[place].id = id
  }

  /// The slot that holds the symbol, or else the free one where it belongs.
  private func slot(packed: UInt64, length: Int) -> Int {
    var place = home(of: packed)
    while !slots[place].holds(packed, length: length), slots[place].length != 0 {
      place = (place + 1) & (slots.count - 1)
    }
    return place
  }

  private mutating func grow() {
    let full = slots
    slots = [Slot](repeating: Slot(), count: full.count * 2)
    shift -= 1
    for old in full where old.length != 0 {
      slots[slot(packed: old.packed, length: Int(old.length))] = old
    }
  }
}
