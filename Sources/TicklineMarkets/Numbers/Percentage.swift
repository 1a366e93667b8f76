/// A share in hundredths: a signed count of 1e-9 percent.
///
///     let collar: Percentage = 2.5
///     "\(collar)%"               // "2.5%"
@frozen
public struct Percentage: FixedDecimal {
  /// The share in units of 1e-9 percent.
  public var nanos: Int64

  /// A share of `nanos` units of 1e-9 percent.
  @inlinable
  public init(nanos: Int64) { self.nanos = nanos }

  /// None: a whole percentage prints without a point.
  @inlinable
  public static var minimumFractionDigits: Int { 0 }
}
