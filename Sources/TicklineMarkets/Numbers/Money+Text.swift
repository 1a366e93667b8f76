extension Money: CustomStringConvertible {
  /// Two, as for a price.
  @inlinable
  public static var minimumFractionDigits: Int { 2 }

  /// The plain decimal form: no exponent, at least two decimals, no zeros at the end beyond them: `85835.33`.
  public var description: String { text(minimumFractionDigits: Money.minimumFractionDigits) }

  /// The plain decimal form with at least `minimumFractionDigits` digits behind the point, and as many as it takes to
  /// be exact.
  ///
  /// - Precondition: `minimumFractionDigits` is not negative.
  public func text(minimumFractionDigits: Int) -> String {
    DecimalText.string(attos: attos, minimumFractionDigits: minimumFractionDigits, sign: .whenNegative)
  }

  /// The plain decimal form led by its sign, `+` also where nothing was lost: `+53.91`, `-3.00`, `+0.00`.
  public func signedText(minimumFractionDigits: Int = Money.minimumFractionDigits) -> String {
    DecimalText.string(attos: attos, minimumFractionDigits: minimumFractionDigits, sign: .always)
  }

  /// Appends the plain decimal form in ASCII to `buffer`; allocates nothing where the buffer has room for 41 bytes
  /// (more where more than eighteen decimals are asked for).
  ///
  /// - Precondition: `minimumFractionDigits` is not negative.
  public func write(into buffer: inout [UInt8], minimumFractionDigits: Int = Money.minimumFractionDigits) {
    DecimalText.append(attos: attos, to: &buffer, minimumFractionDigits: minimumFractionDigits, sign: .whenNegative)
  }
}
