public import TicklineMarkets

/// Offers to buy and to sell around the middle of the market, and leans against what it holds: the more it is long, the lower
/// both its prices. It needs a source with quotes.
///
/// Source: Avellaneda and Stoikov, "High-frequency trading in a limit order book", 2008, whose reservation price falls in
/// proportion to the inventory; here the factor is given, not estimated.
public struct MarketMakerBot: Bot, Sendable {
  /// How far its prices are from its middle.
  public var halfSpread: Price
  /// How far its middle moves for each `size` that it holds.
  public var skew: Price
  /// How much the middle has to move for new orders to be worth it.
  public var patience: Price
  /// How much each order is for.
  public var size: Quantity
  /// How much it holds at most, long or short.
  public var most: Quantity

  /// A bot with its prices.
  ///
  /// - Precondition: the spread and the size are positive; the rest is not negative.
  public init(
    halfSpread: Price = 0.02, skew: Price = 0.01, patience: Price = 0.01, size: Quantity = 100, most: Quantity = 1_000
  ) {
    precondition(
      halfSpread > .zero && size > .zero && skew >= .zero && patience >= .zero && most >= .zero,
      "A market maker's spread and size are positive, the rest is not negative.")
    (self.halfSpread, self.skew, self.patience, self.size, self.most) = (halfSpread, skew, patience, size, most)
  }

  /// Quotes both sides, until the market closes.
  public func run(_ market: Market) throws {
    var bid: OrderID?
    var ask: OrderID?
    var quoted: Price?
    let instrument = market.instrument(market.instruments[0])
    while true {
      do throws(any Error) {
        let quote = try market.nextQuote()  // WAITING, with up to two orders in the market
        guard let middle = quote.middle else { continue }
        let inventory = Int128(market.position.nanos) * Int128(skew.nanos) / Int128(size.nanos)
        let center = Price(nanos: Int64(clamping: max(Int128(middle.nanos) - inventory, -Int128(Int64.max))))
        let isHeld = { (order: OrderID?) in order.map(market.isOpen) ?? false }
        if let quoted, center.clampingDifference(quoted).magnitude < patience, isHeld(bid) || isHeld(ask) { continue }
        market.cancelAll()
        quoted = center
        bid =
          market.position.clampingSum(size) <= most
          ? try market.buy(size, at: .limit(instrument.priceAtOrBelow(center.clampingDifference(halfSpread)))) : nil
        ask =
          market.position.clampingDifference(size) >= -most
          ? try market.sell(size, at: .limit(instrument.priceAtOrAbove(center.clampingSum(halfSpread)))) : nil
      } catch is CorruptTick { market.cancelAll() }
    }
  }
}
