/// The last numbers of a series, and their median.
///
/// A ring in the order of arrival, and the same numbers sorted. A new number takes the place of the oldest in both.
///
/// - Complexity: adding one looks in logarithmic time and moves up to `capacity` numbers of memory; nothing is allocated
///   once the window has been full.
struct MedianWindow {
  let capacity: Int
  /// In the order of arrival from `oldest` on, once full.
  private var ring: [Int64] = []
  private var oldest = 0
  private(set) var sorted: [Int64] = []

  init(capacity: Int) {
    precondition(capacity > 0, "A window has room for at least one number.")
    self.capacity = capacity
  }

  var count: Int { ring.count }

  /// Twice the median, which is whole: of an even count it lies midway between the two in the middle. 0 of none.
  var doubledMedian: Int128 {
    guard count > 0 else { return 0 }
    return Int128(sorted[(count - 1) / 2]) + Int128(sorted[count / 2])
  }

  /// Adds a number, in place of the oldest where the window is full.
  mutating func add(_ number: Int64) {
    if count < capacity {
      ring.append(number)
      sorted.insert(number, at: place(of: number))
      return
    }
    let leaving = ring[oldest]
    ring[oldest] = number
    oldest = oldest + 1 == capacity ? 0 : oldest + 1
    var place = place(of: leaving)
    while place + 1 < capacity, sorted[place + 1] < number {
      sorted[place] = sorted[place + 1]
      place += 1
    }
    while place > 0, sorted[place - 1] > number {
      sorted[place] = sorted[place - 1]
      place -= 1
    }
    sorted[place] = number
  }

  /// Forgets all, and keeps the memory.
  mutating func removeAll() {
    ring.removeAll(keepingCapacity: true)
    sorted.removeAll(keepingCapacity: true)
    oldest = 0
  }

  /// Takes over the last numbers of another window.
  mutating func replaceAll(by other: MedianWindow) {
    removeAll()
    for offset in 0..<other.count {
      add(other.ring[(other.oldest + offset) % other.count])
    }
  }

  /// The first place of a number, or where it belongs.
  private func place(of number: Int64) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
