/// The best offers to buy and to sell. Either side may be missing.
@frozen
public struct Quote: OriginBearing {
  /// Where it comes from and when it happened.
  public var origin: Origin
  // An optional price takes sixteen bytes. A flag beside each price keeps the event within 88; what is missing is
  // stored as zero, so that equal quotes have equal bytes.
  @usableFromInline let bidOrZero: Price
  @usableFromInline let askOrZero: Price
  /// How much is bid for at `bid`; zero where nothing is.
  public var bidSize: Quantity
  /// How much is offered at `ask`; zero where nothing is.
  public var askSize: Quantity
  /// Whether there is a bid.
  public let hasBid: Bool
  /// Whether there is an offer.
  public let hasAsk: Bool

  /// A quote; nil for a side that is missing.
  @inlinable
  public init(origin: Origin, bid: Price?, bidSize: Quantity, ask: Price?, askSize: Quantity) {
    self.origin = origin
    self.bidOrZero = bid ?? .zero
    self.askOrZero = ask ?? .zero
    self.bidSize = bidSize
    self.askSize = askSize
    self.hasBid = bid != nil
    self.hasAsk = ask != nil
  }

  /// The highest price that someone would buy at.
  @inlinable
  public var bid: Price? { hasBid ? bidOrZero : nil }

  /// The lowest price that someone would sell at.
  @inlinable
  public var ask: Price? { hasAsk ? askOrZero : nil }
}
