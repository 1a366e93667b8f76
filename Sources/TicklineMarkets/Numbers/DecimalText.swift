/// Decimal text, read and written exactly: the one path that every source of numbers shares.
public enum DecimalText {
  /// Reads a decimal number as a count of 1e-9 units.
  ///
  ///     parse("149.20")            // 149_200_000_000
  ///     parse(" 1.5e2 ")           // 150_000_000_000
  ///     parse("1.0000000000")      // 1_000_000_000: the tenth decimal is a zero, nothing is lost
  ///     parse("0.0000000005")      // throws tooFine; 0 when rounding, half to even
  ///
  /// The grammar: spaces (U+0020) around; `+` or `-`; digits with at most one point, a digit on one side of it at
  /// least; an exponent `e` or `E` with an optional sign. Nothing else: no grouping, no `nan`, no `inf`, no
  /// hexadecimal.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - roundingExcessDigits: Whether digits beyond 1e-9 are rounded, half to even, instead of refused.
  /// - Returns: The number times 1e9, from `-Int64.max` to `Int64.max`.
  /// - Throws: `malformed`; `tooLarge` where the digits down to 1e-9 do not fit; `tooFine` where they do, but more
  ///   follow.
  /// - Complexity: Linear in the length of the text, whatever the exponent says.
  public static func parse(_ bytes: Span<UInt8>, roundingExcessDigits: Bool = false) throws(NumberFault) -> Int64 {
    try DecimalShape(scanning: bytes)
      .value(in: bytes, fractionDigits: 9, roundingExcessDigits: roundingExcessDigits)
  }

  /// The number that `text` denotes as a count of 1e-9 units, or nil where `parse` has a fault to name.
  static func nanos(of text: String, roundingExcessDigits: Bool) -> Int64? {
    let bytes = Array(text.utf8)
    return try? parse(bytes.span, roundingExcessDigits: roundingExcessDigits)
  }
}
