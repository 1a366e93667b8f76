public import TicklineMarkets

/// Buys what has fallen far below its mean, sells short what has risen far above it, and leaves where it is back.
///
/// Far is a number of standard deviations, the z-score. Source: Ernest Chan, "Algorithmic Trading", 2013, chapter 2,
/// Bollinger bands. Its warm-up is its first loop.
public struct MeanReversionBot: Bot, Sendable {
  /// Of how many closes the mean is.
  public var length: Int
  /// How many standard deviations from the mean it enters.
  public var entry: Double
  /// How many standard deviations from the mean it leaves.
  public var exit: Double
  /// What the closes are of.
  public var bars: BarRule
  /// How much it holds.
  public var size: Quantity

  /// A bot with its window and its two distances.
  ///
  /// - Precondition: the length is at least 2, and the entry is further from the mean than the exit.
  public init(
    length: Int = 20, entry: Double = 2, exit: Double = 0, bars: BarRule = .minutes(1), size: Quantity = 1
  ) {
    precondition(length >= 2 && entry > exit, "It enters further from the mean of two closes or more than it leaves.")
    self.length = length
    self.entry = entry
    self.exit = exit
    self.bars = bars
    self.size = size
  }

  /// Trades against each move, until the market closes.
  public func run(_ market: Market) throws {
    var bars = market.bars(bars)
    var deviations = Deviations(keeping: length)
    func nextScore() throws -> Double {
      deviations.add(Double(try bars.next().bar.close.nanos) / 1e9)
      return deviations.score
    }
    while true {
      do {
        while !deviations.isFull { _ = try nextScore() }  // warming up
        var score = try nextScore()
        while abs(score) < entry { score = try nextScore() }  // WATCHING
        let sign: Double = score < 0 ? -1 : 1
        try market.move(to: sign < 0 ? size : -size)
        while score * sign > exit { score = try nextScore() }  // HOLDING
        try market.move(to: 0)
      } catch is CorruptTick { continue }
    }
  }
}
