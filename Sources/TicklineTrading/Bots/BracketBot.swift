public import TicklineMarkets

/// Buys at or below a price and leaves by one of two orders that wait at the broker: a limit above and a stop below.
///
/// Source: the bracket, or one-cancels-the-other, order of brokers; see Larry Harris, "Trading and Exchanges", 2003,
/// chapter 4.
public struct BracketBot: Bot, Sendable {
  /// At or below this price it buys.
  public var entry: Price
  /// How far above what it paid the target is.
  public var gain: Price
  /// How far below what it paid the stop is.
  public var loss: Price
  /// How much it buys.
  public var size: Quantity

  /// A bot with its entry and the distances of its two exits.
  ///
  /// - Precondition: both distances are positive.
  public init(entry: Price = 150, gain: Price = 5, loss: Price = 2, size: Quantity = 1) {
    precondition(gain > .zero && loss > .zero, "The target is above the entry and the stop below it.")
    self.entry = entry
    self.gain = gain
    self.loss = loss
    self.size = size
  }

  /// Buys, and waits for one of the two ends, until the market closes.
  public func run(_ market: Market) throws {
    let instrument = market.instrument(market.instruments[0])
    while true {
      do throws(any Error) {
        while try market.nextTrade().price > entry {}  // WATCHING
        guard let order = try market.move(to: size), var bought = try market.nextFillIfAny(of: [order]) else {
          continue  // risk refused it
        }
        while bought.remaining > .zero { bought = try market.nextFill(of: order) }  // ENTERING
        while market.position > .zero {  // HOLDING; once more for what a partial fill leaves
          let target = try market.sell(
            market.position, at: .limit(instrument.priceAtOrAbove(bought.price.clampingSum(gain))))
          let stop = try market.sell(
            market.position, at: .stop(instrument.priceAtOrBelow(bought.price.clampingDifference(loss))))
          if try market.nextFillIfAny(of: [target, stop]) == nil {
            _ = try market.nextTrade()  // risk refused both: once more after the next trade
          }
          market.cancelAll()
          while market.isOpen(target) || market.isOpen(stop) { _ = try market.nextEvent() }
        }
        try market.move(to: 0)  // where one event filled both
      } catch is CorruptTick {
        market.cancelAll()
        try market.move(to: 0)
      }
    }
  }
}

extension Market {
  /// The next fill of one of several orders; nil where none can come, since risk refused them all.
  fileprivate func nextFillIfAny(of orders: [OrderID]) throws(Interruption) -> Fill? {
    do { return try nextFill(ofAny: orders) } catch {
      if error is InvalidOrder { return nil }
      throw error
    }
  }
}
