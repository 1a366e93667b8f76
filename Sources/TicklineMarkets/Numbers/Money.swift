/// An amount of one currency: a signed 128-bit count of 1e-18 units, so that a price times a quantity is exact.
///
///     let cost = Price(149.20) * Quantity(100)
///     cost.attos                 // 14_920_000_000_000_000_000_000
///     "\(cost)"                  // "14920.00"
///
/// The amount does not know its currency; the instrument does. Amounts up to 1.7e20 fit; a sum beyond that ends the
/// program with a sentence, in every build.
@frozen
public struct Money: AdditiveArithmetic, Comparable, Hashable, Sendable, BitwiseCopyable {
  /// The amount in units of 1e-18.
  public var attos: Int128

  /// An amount of `attos` units of 1e-18.
  @inlinable
  public init(attos: Int128) { self.attos = attos }

  /// How many units make one.
  @inlinable
  public static var scale: Int128 { 1_000_000_000_000_000_000 }

  /// Nothing.
  @inlinable
  public static var zero: Money { Money(attos: 0) }

  /// The amount without its sign.
  ///
  /// - Precondition: The amount is not `Int128.min` units.
  @inlinable
  public var magnitude: Money { attos < 0 ? -self : self }

  /// The exact sum.
  ///
  /// - Precondition: The sum fits.
  @inlinable
  public static func + (left: Money, right: Money) -> Money {
    let (sum, overflow) = left.attos.addingReportingOverflow(right.attos)
    guard !overflow else { misuse("The sum of two amounts of money is beyond 1.7e20.") }
    return Money(attos: sum)
  }

  /// The exact difference.
  ///
  /// - Precondition: The difference fits.
  @inlinable
  public static func - (left: Money, right: Money) -> Money {
    let (difference, overflow) = left.attos.subtractingReportingOverflow(right.attos)
    guard !overflow else { misuse("The difference of two amounts of money is beyond 1.7e20.") }
    return Money(attos: difference)
  }

  /// The amount with the other sign.
  ///
  /// - Precondition: The amount is not `Int128.min` units.
  @inlinable
  public static prefix func - (operand: Money) -> Money { zero - operand }

  /// The amount `factor` times over, as for an instrument's multiplier.
  ///
  /// - Precondition: The product fits.
  @inlinable @inline(__always)
  public static func * (amount: Money, factor: Int64) -> Money {
    factor == 1 ? amount : amount.multiplied(by: factor)  // the usual multiplier costs no 128-bit product
  }

  @inlinable @inline(never)
  func multiplied(by factor: Int64) -> Money {
    let (product, overflow) = attos.multipliedReportingOverflow(by: Int128(factor))
    guard !overflow else { misuse("The product of an amount of money and a whole number is beyond 1.7e20.") }
    return Money(attos: product)
  }

  /// Whether `left` is the smaller amount.
  @inlinable
  public static func < (left: Money, right: Money) -> Bool { left.attos < right.attos }
}

extension Money: ExpressibleByIntegerLiteral {
  /// A whole amount written in the program. Every `Int64` fits.
  @inlinable
  public init(integerLiteral value: Int64) { self.init(attos: Int128(value) &* Money.scale) }
}
