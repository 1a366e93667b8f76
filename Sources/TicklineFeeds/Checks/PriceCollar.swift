public import TicklineMarkets

/// How far a trade's price may be from the median of the last good ones of its symbol.
///
/// The first price is good. A price outside does not enter the median. Where more prices in a row are outside than half
/// of those that the median is made of, and at least three, and they lie within the collar of each other's median, then
/// the market has moved or the first prices were the wrong ones: the last of them is good, and they take the place of all
/// before.
///
/// Where the median is zero, as it may be of an instrument that allows that, nothing is outside.
public struct PriceCollar: Hashable, Sendable {
  /// How many prices make a median where nothing else is said.
  public static let usualWindow = 100
  /// The widest collar.
  public static let widest: Percentage = 1_000
  /// The most prices that a median may be made of.
  public static let largestWindow = 100_000

  /// The furthest that a price may be from the median, in percent of it.
  public let width: Percentage
  /// How many good prices the median is made of.
  public let window: Int

  /// A collar.
  ///
  /// - Precondition: the width is from 0 to ``widest`` percent, the window from 1 to ``largestWindow`` prices.
  public init(_ width: Percentage, window: Int = usualWindow) {
    precondition(width >= 0 && width <= Self.widest, "A collar is 0 to 1000 percent wide.")
    precondition((1...Self.largestWindow).contains(window), "A collar's window has 1 to 100000 prices.")
    self.width = width
    self.window = window
  }
}

/// A collar's memory of one symbol.
struct CollarState {
  /// The lowest and the highest price that is inside.
  private struct Band {
    /// Twice the median it belongs to.
    var median: Int128 = 0
    var low = Int64.min, high = Int64.max

    func contains(_ price: Price) -> Bool { price.nanos >= low && price.nanos <= high }

    /// Sets the band around the median of a window, where it has changed.
    mutating func follow(_ window: MedianWindow, _ width: Percentage) {
      let doubled = window.doubledMedian
      guard doubled != median else { return }
      median = doubled
      // |2p - m| * 100% <= width * |m|, in whole numbers: 1e12 * 2e19 at most on the right.
      let distance = Int128(width.nanos) * Int128(doubled.magnitude) / (100 * Int128(Percentage.scale))
      (low, high) =
        doubled == 0
        ? (.min, .max)
        : (
          Int64(clamping: (doubled - distance + 1) >> 1), Int64(clamping: (doubled + distance) >> 1)
        )
    }
  }

  private static let leastAgreeing = 3

  private let width: Percentage
  private var good: MedianWindow, band = Band()
  /// The prices that were outside since the last good one.
  private var outside: MedianWindow, outsideBand = Band()

  init(_ collar: PriceCollar) {
    width = collar.width
    good = MedianWindow(capacity: collar.window)
    outside = MedianWindow(capacity: max(Self.leastAgreeing, collar.window / 2 + 1))
  }

  /// Whether a price is good.
  func allows(_ price: Price) -> Bool {
    band.contains(price)
      || outsideBand.contains(price) && outside.count + 1 >= max(Self.leastAgreeing, good.count / 2 + 1)
  }

  /// Notes a good price.
  mutating func accept(_ price: Price) {
    if !band.contains(price) { good.replaceAll(by: outside) }
    if outside.count > 0 { startOutsideAnew() }
    good.add(price.nanos)
    band.follow(good, width)
  }

  /// Notes a price that was outside.
  mutating func refuse(_ price: Price) {
    if !outsideBand.contains(price) { startOutsideAnew() }
    outside.add(price.nanos)
    outsideBand.follow(outside, width)
  }

  private mutating func startOutsideAnew() {
    outside.removeAll()
    outsideBand = Band()
  }
}
