public import TicklineMarkets

/// The tutorial's bot: buys at or below one price, sells at or above another, and starts over at a corrupt tick.
///
/// It has no state variable. It is WATCHING while it waits on one line and ACTIVE while it waits on another. Source:
/// "Python Internals: Generators & Coroutines", `trading_bot`.
public struct ThresholdBot: Bot, Sendable {
  /// At or below this price it buys.
  public var entry: Price
  /// At or above this price it sells.
  public var exit: Price
  /// How much it trades.
  public var size: Quantity

  /// A bot with its two prices.
  public init(entry: Price = 150, exit: Price = 200, size: Quantity = 1) {
    self.entry = entry
    self.exit = exit
    self.size = size
  }

  /// Buys low, sells high, until the market closes.
  public func run(_ market: Market) throws {
    while true {
      do {
        var tick = try market.nextTrade()
        while tick.price > entry { tick = try market.nextTrade() }  // WATCHING is this line
        try market.buy(size)
        repeat { tick = try market.nextTrade() } while tick.price < exit  // ACTIVE is this one
        try market.sell(size)
      } catch is CorruptTick { continue }  // back to WATCHING
    }
  }
}
