/// The side of whoever began a trade or gives an order.
@frozen
public enum Side: UInt8, Hashable, Sendable, BitwiseCopyable, CaseIterable {
  /// Buys.
  case buy
  /// Sells.
  case sell
}

/// A price at which a quantity changed hands.
@frozen
public struct Trade: OriginBearing {
  /// Where it comes from and when it happened.
  public var origin: Origin
  /// The price of one unit.
  public var price: Price
  /// How much was traded; 1 where the source does not say.
  public var size: Quantity
  /// The venue's number for the trade, where the source has one.
  public var id: UInt64?
  /// Which side took the other's offer, where the source says so.
  public var aggressor: Side?
  /// The venue's conditions of sale, one bit each, in the source's own numbering.
  public var conditions: UInt32

  /// A trade.
  @inlinable
  public init(
    origin: Origin, price: Price, size: Quantity = 1, id: UInt64? = nil, aggressor: Side? = nil, conditions: UInt32 = 0
  ) {
    self.origin = origin
    self.price = price
    self.size = size
    self.id = id
    self.aggressor = aggressor
    self.conditions = conditions
  }
}
