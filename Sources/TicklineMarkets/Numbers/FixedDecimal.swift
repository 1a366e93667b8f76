/// A signed decimal number kept as a whole count of 1e-9 units: what `Price` and `Quantity` have in common.
///
/// Sums and differences are exact. A result beyond `Int64` units ends the program with a sentence, in every build.
///
///     let price: Price = 149.20
///     price.nanos                // 149_200_000_000
///     price + 53.91              // 203.11
///
/// The two types share this face and nothing else: a price cannot be added to a quantity.
public protocol FixedDecimal: AdditiveArithmetic, Comparable, Hashable, Sendable, BitwiseCopyable,
  LosslessStringConvertible,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral
{
  /// The number in units of 1e-9.
  var nanos: Int64 { get set }

  /// A number of `nanos` units of 1e-9.
  init(nanos: Int64)

  /// How many digits behind the point `description` prints at least.
  static var minimumFractionDigits: Int { get }
}

extension FixedDecimal {
  /// How many units make one.
  @inlinable
  public static var scale: Int64 { 1_000_000_000 }

  /// Nought.
  @inlinable
  public static var zero: Self { Self(nanos: 0) }

  /// The number without its sign.
  ///
  /// - Precondition: The number is not the one `Int64` whose negation does not fit, `Int64.min` units.
  @inlinable
  public var magnitude: Self { nanos < 0 ? -self : self }

  /// The exact sum.
  ///
  /// - Precondition: The sum fits.
  @inlinable
  public static func + (left: Self, right: Self) -> Self {
    let (sum, overflow) = left.nanos.addingReportingOverflow(right.nanos)
    guard !overflow else { misuse("The sum of two prices or quantities is beyond 9.2e9.") }
    return Self(nanos: sum)
  }

  /// The exact difference.
  ///
  /// - Precondition: The difference fits.
  @inlinable
  public static func - (left: Self, right: Self) -> Self {
    let (difference, overflow) = left.nanos.subtractingReportingOverflow(right.nanos)
    guard !overflow else { misuse("The difference of two prices or quantities is beyond 9.2e9.") }
    return Self(nanos: difference)
  }

  /// The sum, or the largest or the smallest number where that is beyond them.
  @inlinable
  public func clampingSum(_ other: Self) -> Self {
    let (sum, overflow) = nanos.addingReportingOverflow(other.nanos)
    return overflow ? Self(nanos: nanos > 0 ? .max : -.max) : Self(nanos: sum)
  }

  /// The difference, or the largest or the smallest number where that is beyond them.
  @inlinable
  public func clampingDifference(_ other: Self) -> Self {
    let (difference, overflow) = nanos.subtractingReportingOverflow(other.nanos)
    return overflow ? Self(nanos: nanos >= 0 ? .max : -.max) : Self(nanos: difference)
  }

  /// The number with the other sign.
  ///
  /// - Precondition: The number is not `Int64.min` units.
  @inlinable
  public static prefix func - (operand: Self) -> Self { zero - operand }

  /// Whether `left` is the smaller number.
  @inlinable
  public static func < (left: Self, right: Self) -> Bool { left.nanos < right.nanos }
}
