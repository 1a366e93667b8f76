/// The trades of a stretch of time in five numbers. The time of its origin is the closing time.
@frozen
public struct Bar: OriginBearing {
  /// Where it comes from; its time is when the stretch ended.
  public var origin: Origin
  /// The first price.
  public var open: Price
  /// The highest price.
  public var high: Price
  /// The lowest price.
  public var low: Price
  /// The last price.
  public var close: Price
  /// How much was traded in all.
  public var volume: Quantity

  /// A bar.
  @inlinable
  public init(origin: Origin, open: Price, high: Price, low: Price, close: Price, volume: Quantity) {
    self.origin = origin
    self.open = open
    self.high = high
    self.low = low
    self.close = close
    self.volume = volume
  }
}
