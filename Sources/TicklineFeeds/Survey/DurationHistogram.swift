/// How long something took, many times: the least, the median and the most, in constant memory. Lengths may be negative.
///
/// Lengths are counted in classes: each power of two is cut in 32 of equal width, so that a median is right within 1.6 % of
/// itself. The least and the most are exact.
public struct DurationHistogram: Sendable {
  private static let classesAPower: UInt64 = 32

  /// By class; those of negative lengths are negative.
  private var counts: [Int32: Int] = [:]
  /// How many lengths there are.
  public private(set) var count = 0
  /// How many of them are negative.
  public private(set) var negativeCount = 0
  /// The least, in nanoseconds; 0 of none.
  public private(set) var least: Int64 = 0
  /// The most, in nanoseconds; 0 of none.
  public private(set) var most: Int64 = 0

  /// A histogram of nothing.
  public init() {}

  /// Adds a length in nanoseconds.
  ///
  /// - Complexity: constant; allocates only at a class that was not met before, of 3,800 that there are.
  public mutating func add(_ nanoseconds: Int64) {
    least = count == 0 ? nanoseconds : min(least, nanoseconds)
    most = count == 0 ? nanoseconds : max(most, nanoseconds)
    count += 1
    if nanoseconds < 0 { negativeCount += 1 }
    counts[Self.class(of: nanoseconds), default: 0] += 1
  }

  /// Adds those of another.
  public mutating func add(_ other: DurationHistogram) {
    guard other.count > 0 else { return }
    least = count == 0 ? other.least : min(least, other.least)
    most = count == 0 ? other.most : max(most, other.most)
    count += other.count
    negativeCount += other.negativeCount
    counts.merge(other.counts, uniquingKeysWith: +)
  }

  /// The median, the lower of the two in the middle of an even count, in nanoseconds; 0 of none.
  ///
  /// - Complexity: that of sorting the classes that were met.
  public var median: Int64 {
    var rest = (count + 1) / 2
    for (number, count) in counts.sorted(by: { $0.key < $1.key }) {
      rest -= count
      if rest <= 0 { return min(max(Self.middle(of: number), least), most) }
    }
    return 0
  }

  /// The class of a length: below 64 nanoseconds each has its own.
  private static func `class`(of nanoseconds: Int64) -> Int32 {
    let magnitude = nanoseconds.magnitude
    let number: UInt64
    if magnitude < 2 * classesAPower {
      number = magnitude
    } else {
      let shift = UInt64(63 - magnitude.leadingZeroBitCount) - 5
      number = shift * classesAPower + magnitude >> shift
    }
    return nanoseconds < 0 ? -Int32(number) : Int32(number)
  }

  private static func middle(of class: Int32) -> Int64 {
    let number = UInt64(`class`.magnitude)
    if number < 2 * classesAPower { return Int64(`class`) }
    let shift = number / classesAPower - 1
    let start = (number - shift * classesAPower) << shift
    let middle = Int64(clamping: start + (1 << shift) / 2)
    return `class` < 0 ? -middle : middle
  }
}
