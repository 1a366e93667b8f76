internal import TicklineMarkets

/// What one event of the market offers to orders: at which prices, how far it reached, and how much.
struct Liquidity {
  /// The price to buy at for who takes at once; nil where nothing is offered.
  let ask: Price?
  /// The price to sell at for who takes at once; nil where nobody bids.
  let bid: Price?
  /// Whether `ask` and `bid` are offers that stand, as opposed to the price of a trade that is over.
  let isQuoted: Bool
  /// The lowest price that the market reached.
  let low: Price?
  /// The highest price that the market reached.
  let high: Price?
  /// How much can be bought; nil for any quantity.
  var buyable: Quantity?
  /// How much can be sold; nil for any quantity.
  var sellable: Quantity?
  /// How much was traded or stands, before any of it was taken.
  let buyVolume: Quantity
  let sellVolume: Quantity
  /// Whether what is bought can't be sold any more: a trade or a bar has one volume, a quote one for each side.
  let sharesVolume: Bool

  /// What a trade offers: its price, or the last quote's where one is known.
  init(_ trade: Trade, quote: Quote?) {
    isQuoted = quote != nil
    ask = quote == nil ? trade.price : quote?.ask
    bid = quote == nil ? trade.price : quote?.bid
    (low, high) = (trade.price, trade.price)
    (buyVolume, sellVolume) = (trade.size, trade.size)
    sharesVolume = true
  }

  /// What a quote offers. The market reaches a limit to buy where someone offers lower, and the other way round.
  init(_ quote: Quote) {
    isQuoted = true
    (ask, bid) = (quote.ask, quote.bid)
    (low, high) = (quote.ask, quote.bid)
    (buyVolume, sellVolume) = (quote.askSize, quote.bidSize)
    sharesVolume = false
  }

  /// What a bar offers: its opening price to an order that was there before it, else its closing price.
  init(_ bar: Bar, fromOpen: Bool) {
    isQuoted = false
    let price = fromOpen ? bar.open : bar.close
    (ask, bid) = (price, price)
    (low, high) = fromOpen ? (bar.low, bar.high) : (bar.close, bar.close)
    (buyVolume, sellVolume) = (bar.volume, bar.volume)
    sharesVolume = true
  }

  /// The price for who takes at once.
  func price(for side: Side) -> Price? { side == .buy ? ask : bid }

  /// How much an order may still take; nil for any quantity.
  func quantity(for side: Side) -> Quantity? { side == .buy ? buyable : sellable }

  func volume(for side: Side) -> Quantity { side == .buy ? buyVolume : sellVolume }

  /// Limits what can be taken to a share of the volume, in parts of 1e-9.
  mutating func limit(to share: Price) {
    buyable = Self.share(of: buyVolume, share)
    sellable = Self.share(of: sellVolume, share)
  }

  private static func share(of volume: Quantity, _ share: Price) -> Quantity {
    if share == 1 { return volume }  // as usual, without a 128-bit division
    return Quantity(nanos: Int64(Int128(volume.nanos) * Int128(share.nanos) / Int128(Price.scale)))
  }

  /// Notes that a quantity was taken.
  mutating func take(_ quantity: Quantity, _ side: Side) {
    if let left = buyable, side == .buy || sharesVolume { buyable = left - quantity }
    if let left = sellable, side == .sell || sharesVolume { sellable = left - quantity }
  }
}
