public import TicklineMarkets

/// The Donchian channel: buys when a bar closes above the highest high of the bars before it, and follows the rise with a
/// stop some way below the highest close since.
///
/// Source: Curtis Faith, "The Original Turtle Trading Rules", 2003, system 1, whose channel is of 20 bars; the trailing stop
/// stands in for its exit at the lowest low.
public struct BreakoutBot: Bot, Sendable {
  /// Of how many bars the channel is.
  public var length: Int
  /// How far below the highest close the stop is, in basis points of it.
  public var trailBasisPoints: Int
  /// What the channel is made of.
  public var bars: BarRule
  /// How much it holds.
  public var size: Quantity

  /// A bot with its channel and its stop.
  ///
  /// - Precondition: the length is positive, and the stop is between 0 and 10,000 basis points away.
  public init(length: Int = 20, trailBasisPoints: Int = 100, bars: BarRule = .minutes(1), size: Quantity = 1) {
    precondition(
      length > 0 && 0...10_000 ~= trailBasisPoints, "A channel has bars, and its stop is below it and above nothing.")
    self.length = length
    self.trailBasisPoints = trailBasisPoints
    self.bars = bars
    self.size = size
  }

  /// Follows breakouts, until the market closes.
  public func run(_ market: Market) throws {
    var bars = market.bars(bars)
    var highs = Closes(keeping: length)
    while true {
      do throws(any Error) {
        while !highs.isFull { highs.add(try bars.next().bar.high) }  // warming up
        var close: Price
        var isBreakout: Bool
        repeat {  // WATCHING
          let bar = try bars.next().bar
          close = bar.close
          isBreakout = highs.prices.allSatisfy { close > $0 }
          highs.add(bar.high)
        } while !isBreakout
        try market.move(to: size)
        var highest = close
        repeat {  // HOLDING
          let bar = try bars.next().bar
          close = bar.close
          highest = max(highest, close)
          highs.add(bar.high)
        } while Int128(close.nanos) * 10_000 > Int128(highest.nanos) * Int128(10_000 - trailBasisPoints)
        try market.move(to: 0)
      } catch is CorruptTick { continue }
    }
  }
}
