public import TicklineMarkets

/// An order that was filled, wholly or in part.
public struct Fill: Hashable, Sendable {
  /// The order.
  public let order: OrderID
  /// What was traded.
  public let instrument: InstrumentID
  /// Bought or sold.
  public let side: Side
  /// How much; positive.
  public let quantity: Quantity
  /// At which price, slippage included.
  public let price: Price
  /// When: the venue's time of the event that filled it, or the last known one where that has none.
  public let time: Timestamp
  /// How much of the order is open after it; zero for the order's last fill.
  public let remaining: Quantity
  /// What was paid for it, in the instrument's currency; negative for a rebate.
  public let fee: Money
  /// What slippage cost, in the instrument's currency: part of the price, not paid on top of it.
  public let slippage: Money
  /// Whether the order waited in the market and was taken, as opposed to taking what was there.
  public let isMaker: Bool

  /// A fill.
  public init(
    order: OrderID, instrument: InstrumentID, side: Side, quantity: Quantity, price: Price, time: Timestamp,
    remaining: Quantity = .zero, fee: Money = .zero, slippage: Money = .zero, isMaker: Bool = false
  ) {
    self.order = order
    self.instrument = instrument
    self.side = side
    self.quantity = quantity
    self.price = price
    self.time = time
    self.remaining = remaining
    self.fee = fee
    self.slippage = slippage
    self.isMaker = isMaker
  }

  /// A part of it, with its share of the costs, rounded down.
  func part(_ part: Quantity) -> Fill {
    if part == quantity { return self }
    let share = { (cost: Money) in cost.scaled(by: part.nanos, over: Int128(quantity.nanos), .down) }
    return Fill(
      order: order, instrument: instrument, side: side, quantity: part, price: price, time: time, remaining: remaining,
      fee: share(fee), slippage: share(slippage), isMaker: isMaker)
  }

  /// What it does to a position: positive bought, negative sold.
  var change: Quantity { side == .buy ? quantity : -quantity }
}
