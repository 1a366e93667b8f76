/// How much of an instrument is traded or held: a signed count of 1e-9 units, 9.2e9 at most. A short position is
/// negative.
///
///     let size: Quantity = 0.02
///     size - 100                 // -99.98
@frozen
public struct Quantity: FixedDecimal {
  /// The quantity in units of 1e-9.
  public var nanos: Int64

  /// A quantity of `nanos` units of 1e-9.
  @inlinable
  public init(nanos: Int64) { self.nanos = nanos }

  /// None: a whole quantity prints without a point.
  @inlinable
  public static var minimumFractionDigits: Int { 0 }
}
