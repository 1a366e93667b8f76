internal import TicklineMarkets

/// How long an order, or the wish to cancel one, is on its way to the market.
public protocol LatencyModel: Sendable {
  /// The next one's time under way, in nanoseconds; not negative.
  mutating func next() -> Int64
}

/// The same time always: `--latency 5ms`.
public struct ConstantLatency: LatencyModel {
  /// The time, in nanoseconds.
  public let nanoseconds: Int64

  /// A constant time; not negative.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// The time.
  public mutating func next() -> Int64 { nanoseconds }
}

/// A time drawn anew for each order, every one within bounds being equally likely: `--latency 2ms..8ms`. The same seed
/// gives the same times.
public struct UniformLatency: LatencyModel {
  /// The bounds, in nanoseconds.
  public let range: ClosedRange<Int64>
  private var chance: SplitMix64

  /// Times within bounds that are not negative.
  public init(nanoseconds range: ClosedRange<Int64>, seed: UInt64) {
    self.range = range
    chance = SplitMix64(seed: seed)
  }

  /// A time within the bounds.
  public mutating func next() -> Int64 {
    range.lowerBound + Int64(chance.next(below: UInt64(range.upperBound - range.lowerBound) + 1))
  }
}

/// A small generator of random numbers, the same on every machine. Source: Sebastiano Vigna, "splitmix64.c".
struct SplitMix64: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed &>> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed &>> 31)
  }

  /// A number from 0 to `bound` less one.
  mutating func next(below bound: UInt64) -> UInt64 { next().multipliedFullWidth(by: bound).high }
}
