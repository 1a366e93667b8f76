public import TicklineMarkets

/// Two moving averages: buys when the fast one rises above the slow one, and sells when it falls below it.
///
/// Source: Richard Donchian, "Trend Following Methods in Commodity Price Analysis", 1957, whose averages are of 5 and 20
/// days. The averages are compared exactly.
public struct CrossoverBot: Bot, Sendable {
  /// Of how many closes the fast average is.
  public var fast: Int
  /// Of how many closes the slow average is.
  public var slow: Int
  /// What the closes are of.
  public var bars: BarRule
  /// How much it holds.
  public var size: Quantity

  /// A bot with its two averages.
  ///
  /// - Precondition: `fast` is positive and below `slow`.
  public init(fast: Int = 5, slow: Int = 20, bars: BarRule = .minutes(1), size: Quantity = 1) {
    precondition(0 < fast && fast < slow, "The fast average is of fewer closes than the slow one.")
    self.fast = fast
    self.slow = slow
    self.bars = bars
    self.size = size
  }

  /// Holds while the fast average is above the slow one, until the market closes.
  public func run(_ market: Market) throws {
    var bars = market.bars(bars)
    var closes = Closes(keeping: slow)
    func waitForClose() throws { closes.add(try bars.next().bar.close) }
    while true {
      do {
        while !closes.isFull { try waitForClose() }  // warming up
        while closes.isAverageAbove(ofLast: fast) { try waitForClose() }  // only a cross from below counts
        while !closes.isAverageAbove(ofLast: fast) { try waitForClose() }  // WATCHING
        try market.move(to: size)
        while closes.isAverageAbove(ofLast: fast) { try waitForClose() }  // HOLDING
        try market.move(to: 0)
      } catch is CorruptTick { continue }
    }
  }
}
