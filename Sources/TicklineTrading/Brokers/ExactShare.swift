internal import TicklineMarkets

/// How a division of money that leaves a rest is rounded.
enum MoneyRounding {
  case down, up
}

extension Money {
  /// `self × numerator / denominator` with a product of 256 bits, so that only the one division rounds: towards zero, or
  /// away from it.
  ///
  /// - Precondition: the denominator is positive, and the result fits.
  func scaled(by numerator: Int64, over denominator: Int128, _ rounding: MoneyRounding) -> Money {
    precondition(denominator > 0, "A share of money has a positive denominator.")
    let product = attos.magnitude.multipliedFullWidth(by: UInt128(numerator.magnitude))
    let divisor = denominator.magnitude
    precondition(product.high < divisor, "A share of money is beyond 1.7e20.")
    let (quotient, remainder) = divisor.dividingFullWidth(product)
    let magnitude = rounding == .up && remainder != 0 ? quotient + 1 : quotient
    guard let amount = Int128(exactly: magnitude) else { preconditionFailure("A share of money is beyond 1.7e20.") }
    return Money(attos: (attos < 0) == (numerator < 0) ? amount : -amount)
  }
}
