/// The exact sum of any number of amounts: 256 bits, so that no sum of fewer than 2^128 amounts is beyond it.
///
///     var notional = MoneySum()
///     notional.add(Price(166.25) * Quantity(100))
///     "\(notional)"              // "16625.00"
///
/// Use ``Money`` where the amounts are those of an account, and a sum beyond 1.7e20 would be a mistake.
public struct MoneySum: Hashable, Sendable, CustomStringConvertible {
  /// The sum in units of 1e-18: `high * 2^128 + low`.
  private var high: Int128 = 0
  private var low: UInt128 = 0

  /// A sum of nothing.
  public init() {}

  /// Adds an amount.
  ///
  /// - Complexity: constant.
  @inline(__always)
  public mutating func add(_ amount: Money) {
    add(amount.attos < 0 ? -1 : 0, UInt128(truncatingIfNeeded: amount.attos))
  }

  /// Adds a sum.
  public mutating func add(_ sum: MoneySum) { add(sum.high, sum.low) }

  private mutating func add(_ high: Int128, _ low: UInt128) {
    let (sum, carries) = self.low.addingReportingOverflow(low)
    self.low = sum
    self.high &+= high &+ (carries ? 1 : 0)
  }

  /// The sum as an amount of money; nil where it does not fit.
  public var money: Money? {
    high == (Int128(truncatingIfNeeded: low) < 0 ? -1 : 0) ? Money(attos: Int128(truncatingIfNeeded: low)) : nil
  }

  /// The plain decimal form: no exponent, at least two decimals, no zeros at the end beyond them.
  public var description: String {
    if let money { return money.description }
    var magnitude = (high: UInt128(truncatingIfNeeded: high), low: low)
    if high < 0 {
      magnitude = (~magnitude.high, ~magnitude.low &+ 1)
      if magnitude.low == 0 { magnitude.high &+= 1 }
    }
    // Groups of eighteen digits, the last first: that one is the fraction.
    var groups: [UInt64] = []
    let divisor = UInt128(Money.scale)
    while magnitude.high != 0 || magnitude.low != 0 {
      let top = magnitude.high.quotientAndRemainder(dividingBy: divisor)
      let rest = divisor.dividingFullWidth((top.remainder, magnitude.low))
      magnitude = (top.quotient, rest.quotient)
      groups.append(UInt64(rest.remainder))
    }
    let whole = groups.dropFirst().reversed().map(MoneySum.digits).joined()
    var fraction = Substring(MoneySum.digits(groups[0]))
    while fraction.count > Money.minimumFractionDigits, fraction.last == "0" { fraction.removeLast() }
    return "\(high < 0 ? "-" : "")\(whole.drop { $0 == "0" }).\(fraction)"
  }

  private static func digits(_ group: UInt64) -> String {
    let text = String(group)
    return String(repeating: "0", count: 18 - text.count) + text
  }
}
