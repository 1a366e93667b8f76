public import TicklineMarkets

/// When a bar ends.
public enum BarRule: Hashable, Sendable {
  /// At every whole multiple of a length of time since 1970: `.time(.seconds(60))`.
  case time(Duration)
  /// With the trade that brings its volume to this much or more.
  case volume(Quantity)
  /// With the trade that is the so-manieth.
  case count(Int)

  /// Bars of so many minutes.
  public static func minutes(_ count: Int) -> BarRule { .time(.seconds(60 * count)) }
}

/// A bar that was made of trades.
public struct MadeBar: Hashable, Sendable {
  /// The bar; the time of its origin is when it closed.
  public let bar: Bar
  /// How many trades it is made of; one at least.
  public let tradeCount: Int
  /// How many bars just before it had no trade at all. Only bars of time can be empty.
  public let emptyBarsBefore: Int
}

/// Makes bars of trades.
///
/// ```swift
/// var maker = BarMaker(.minutes(1))
/// if let made = maker.add(trade) { print(made.bar.close) }    // the bar that this trade ended
/// ```
///
/// A bar of time is known to be over when a trade at or after its end comes, and not before: that trade belongs to the next
/// bar. The bar has its end as its time, and the place of its last trade. A bar of volume or count is over with its last
/// trade, which is a part of it as a whole. A trade without a time never ends a bar of time. A volume beyond 9.2e9 stays at
/// the largest that there is.
public struct BarMaker: Sendable {
  /// When a bar ends.
  public let rule: BarRule
  private var bar: Bar?
  private var tradeCount = 0
  private var emptyBars = 0
  private var end = Timestamp.unknown
  private let length: Int64

  /// A maker of bars.
  ///
  /// - Precondition: the length, volume or count is positive.
  public init(_ rule: BarRule) {
    self.rule = rule
    switch rule {
    case .time(let duration): length = Int64(clamping: duration.attoseconds / 1_000_000_000)
    case .volume(let volume): length = volume.nanos
    case .count(let count): length = Int64(count)
    }
    precondition(length > 0, "A bar has a positive length, volume or count.")
  }

  /// Adds a trade.
  ///
  /// - Returns: the bar that is over now; nil where none is.
  public mutating func add(_ trade: Trade) -> MadeBar? {
    guard case .time = rule else {
      extend(with: trade)
      return isFull ? take(closing: trade.time) : nil
    }
    var made: MadeBar?
    if trade.time.isKnown && trade.time >= end {
      made = take(closing: end)
      beginBar(at: trade.time, wasMade: made != nil)
    }
    extend(with: trade)
    return made
  }

  private var isFull: Bool {
    switch rule {
    case .time: false
    case .volume(let volume): (bar?.volume ?? .zero) >= volume
    case .count(let count): tradeCount >= count
    }
  }

  /// Sets the end of the bar that a trade begins, and counts the empty ones that it jumps over.
  private mutating func beginBar(at time: Timestamp, wasMade: Bool) {
    let start = time.nanoseconds.flooredQuotientAndRemainder(dividingBy: length).quotient
    let (next, overflow) = (start + 1).multipliedReportingOverflow(by: length)
    emptyBars = wasMade ? Int(start - end.nanoseconds / length) : 0
    end = Timestamp(nanoseconds: overflow ? .max : next)
  }

  private mutating func extend(with trade: Trade) {
    tradeCount += 1
    guard var bar else {
      self.bar = Bar(
        origin: trade.origin, open: trade.price, high: trade.price, low: trade.price, close: trade.price,
        volume: trade.size)
      return
    }
    bar.origin = trade.origin
    bar.high = max(bar.high, trade.price)
    bar.low = min(bar.low, trade.price)
    bar.close = trade.price
    bar.volume = bar.volume.clampingSum(trade.size)
    self.bar = bar
  }

  private mutating func take(closing time: Timestamp) -> MadeBar? {
    guard var bar else { return nil }
    if time.isKnown { bar.origin.time = time }
    let made = MadeBar(bar: bar, tradeCount: tradeCount, emptyBarsBefore: emptyBars)
    self.bar = nil
    tradeCount = 0
    emptyBars = 0
    return made
  }
}
