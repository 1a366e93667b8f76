/// The last different numbers of a series, to ask whether one was there before.
///
/// A ring in the order of arrival, and a table of places in it by open addressing, at most half full. Memory grows with
/// what is added, up to 24 bytes for each number that is remembered.
struct RecentNumbers {
  let capacity: Int
  private var ring: [UInt64] = []
  private var oldest = 0
  /// A place in the ring, plus 1; 0 for none.
  private var table = [UInt32](repeating: 0, count: 16)

  init(capacity: Int) {
    precondition(capacity > 0 && capacity < Int(UInt32.max) / 2, "There is room for at least one number.")
    self.capacity = capacity
  }

  /// Whether a number is among those that are remembered.
  func contains(_ number: UInt64) -> Bool { table[slot(of: number)] != 0 }

  /// Remembers a number that is not there yet, in place of the oldest where there is no room.
  mutating func insert(_ number: UInt64) {
    if ring.count < capacity {
      if (ring.count + 1) * 2 > table.count { grow() }
      ring.append(number)
      table[slot(of: number)] = UInt32(ring.count)
    } else {
      remove(ring[oldest])
      ring[oldest] = number
      table[slot(of: number)] = UInt32(oldest + 1)
      oldest = oldest + 1 == capacity ? 0 : oldest + 1
    }
  }

  /// The slot that holds a number, or else the free one where it belongs.
  private func slot(of number: UInt64) -> Int {
    var slot = home(of: number)
    while table[slot] != 0, ring[Int(table[slot]) - 1] != number { slot = (slot + 1) & (table.count - 1) }
    return slot
  }

  /// Where the probe for a number begins: Knuth's multiplicative hashing.
  private func home(of number: UInt64) -> Int {
    Int(truncatingIfNeeded: (number &* 0x9E37_79B9_7F4A_7C15) >> 32) & (table.count - 1)
  }

  /// Takes a number out of the table, and moves up those behind it that would not be found past the hole.
  private mutating func remove(_ number: UInt64) {
    var hole = slot(of: number)
    var slot = hole
    table[hole] = 0
    while true {
      slot = (slot + 1) & (table.count - 1)
      guard table[slot] != 0 else { return }
      let home = home(of: ring[Int(table[slot]) - 1])
      let isReachable = hole < slot ? home > hole && home <= slot : home > hole || home <= slot
      if isReachable { continue }
      table[hole] = table[slot]
      table[slot] = 0
      hole = slot
    }
  }

  private mutating func grow() {
    table = [UInt32](repeating: 0, count: table.count * 2)
    for (index, number) in ring.enumerated() { table[slot(of: number)] = UInt32(index + 1) }
  }
}
