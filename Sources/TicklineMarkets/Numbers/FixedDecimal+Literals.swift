extension FixedDecimal {
  /// A whole number written in the program.
  ///
  /// - Precondition: The number fits, 9 223 372 036 at most.
  @inlinable
  public init(integerLiteral value: Int64) {
    let (nanos, overflow) = value.multipliedReportingOverflow(by: Self.scale)
    guard !overflow else { misuse("A literal for a price or quantity is beyond 9.2e9.") }
    self.init(nanos: nanos)
  }

  /// A decimal number written in the program, as it is written, rounded to the nearest 1e-9.
  ///
  /// The literal passes through a `Double`, so at most about sixteen of its digits count; use `init(_:)` with a text
  /// for more.
  ///
  /// - Precondition: The number fits, about 9.22e9 at most.
  /// - Complexity: Below 2.2 million a multiplication the compiler folds away; above it the printing of a `Double`.
  @inlinable
  public init(floatLiteral value: Double) {
    let scaled = value * 1e9
    // Up to 2^51 the nearest Double and the rounded product are together less than half a unit off the decimal written,
    // so that rounding finds it again.
    if scaled.magnitude < 0x1p51 {
      // At 1.5 × 2^52 a Double has no bits behind the point, so the sum is rounded half to even. `rounded()` would do
      // the same by a call into the C mathematics library, which a program that imports nothing is not linked with.
      self.init(nanos: Int64((scaled + 0x1.8p52) - 0x1.8p52))
    } else {
      self.init(nanos: nanosOfLargeLiteral(value))
    }
  }
}

/// The decimal a large literal was written as: the shortest one that denotes the same `Double`.
@usableFromInline
@inline(never)
func nanosOfLargeLiteral(_ value: Double) -> Int64 {
  guard let nanos = DecimalText.nanos(of: value.description, roundingExcessDigits: true) else {
    misuse("A literal for a price or quantity is beyond 9.2e9 or no number.")
  }
  return nanos
}
