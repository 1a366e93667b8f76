extension DecimalText {
  /// Reads a decimal number in another unit, as a count of 1e-9 units.
  ///
  ///     parse("1664300", timesTenTo: -4)     // 166_430_000_000: a price in 1e-4 dollars
  ///     parse("34200.5", timesTenTo: 0)      // 34_200_500_000_000
  ///
  /// - Parameters:
  ///   - bytes: The text; the grammar is that of ``parse(_:roundingExcessDigits:)``.
  ///   - exponent: The power of ten that is one unit of the text.
  /// - Throws: `malformed`, `tooLarge`, `tooFine`, of the number in whole units.
  public static func parse(_ bytes: Span<UInt8>, timesTenTo exponent: Int) throws(NumberFault) -> Int64 {
    try DecimalShape(scanning: bytes).value(in: bytes, fractionDigits: 9 + exponent, roundingExcessDigits: false)
  }
}
