/// What one unit of an instrument costs, in its quote currency: a signed count of 1e-9 units, 9.2e9 at most.
///
///     let entry: Price = 149.20
///     entry * 100                // Money, 14920.00
///
/// Some instruments trade below zero, so a price has a sign.
@frozen
public struct Price: FixedDecimal {
  /// The price in units of 1e-9 of the quote currency.
  public var nanos: Int64

  /// A price of `nanos` units of 1e-9.
  @inlinable
  public init(nanos: Int64) { self.nanos = nanos }

  /// Two: prices are read as money.
  @inlinable
  public static var minimumFractionDigits: Int { 2 }

  /// What `quantity` units cost at this price. Always exact, never overflows. An instrument's multiplier is not
  /// applied.
  @inlinable
  public static func * (price: Price, quantity: Quantity) -> Money {
    // Two factors of at most 2^63 have a product of at most 2^126.
    Money(attos: Int128(price.nanos) &* Int128(quantity.nanos))
  }
}
