public import TicklineMarkets

/// A long series of numbers in a fixed number of stretches, each with its first, lowest, highest and last number: what a
/// picture of that many columns needs.
///
/// - Complexity: constant an element, and constant memory: where the stretches are used up, neighbours are merged.
public struct Thinned<Number: Comparable & Sendable & BitwiseCopyable>: Sendable {
  /// Some numbers in a row.
  public struct Stretch: Sendable {
    /// The time of the first.
    public internal(set) var firstTime: Timestamp
    /// The time of the last.
    public internal(set) var lastTime: Timestamp
    /// The place of the first among all events, from 0.
    public internal(set) var firstIndex: Int
    /// The first.
    public internal(set) var first: Number
    /// The lowest.
    public internal(set) var low: Number
    /// The highest.
    public internal(set) var high: Number
    /// The last.
    public internal(set) var last: Number

    mutating func merge(_ next: Stretch) {
      lastTime = next.lastTime
      low = min(low, next.low)
      high = max(high, next.high)
      last = next.last
    }
  }

  /// The stretches, oldest first.
  public private(set) var stretches: [Stretch] = []
  private let mostStretches: Int
  /// How many numbers a stretch holds.
  private var span = 1
  /// How many the last one has.
  private var fillCount = 0

  /// A series in at most so many stretches, an even number.
  init(stretches: Int = 1_200) { mostStretches = stretches }

  mutating func add(_ number: Number, at time: Timestamp, index: Int) {
    if fillCount < span, !stretches.isEmpty {
      let last = stretches.count - 1
      stretches[last].lastTime = time
      if number < stretches[last].low { stretches[last].low = number }
      if number > stretches[last].high { stretches[last].high = number }
      stretches[last].last = number
      fillCount += 1
      return
    }
    if stretches.count == mostStretches { halve() }
    stretches.append(
      Stretch(
        firstTime: time, lastTime: time, firstIndex: index, first: number, low: number, high: number, last: number))
    fillCount = 1
  }

  private mutating func halve() {
    var merged: [Stretch] = []
    merged.reserveCapacity(mostStretches)
    for index in stride(from: 0, to: stretches.count, by: 2) {
      var stretch = stretches[index]
      if index + 1 < stretches.count { stretch.merge(stretches[index + 1]) }
      merged.append(stretch)
    }
    stretches = merged
    span *= 2
    fillCount = span
  }
}
