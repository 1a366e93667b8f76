extension FixedDecimal {
  /// The plain decimal form: no exponent, no zeros at the end beyond the type's least number of decimals.
  ///
  /// A price has two decimals at least, a quantity none: `149.20`, `0.00009`; `100`, `0.02`.
  public var description: String { text(minimumFractionDigits: Self.minimumFractionDigits) }

  /// The plain decimal form with at least `minimumFractionDigits` digits behind the point, and as many as it takes to
  /// be exact.
  ///
  /// - Precondition: `minimumFractionDigits` is not negative.
  public func text(minimumFractionDigits: Int) -> String {
    DecimalText.string(nanos: nanos, minimumFractionDigits: minimumFractionDigits, sign: .whenNegative)
  }

  /// The plain decimal form led by its sign, `+` also where nothing was lost: `+53.91`, `-3.00`, `+0.00`.
  public func signedText(minimumFractionDigits: Int = Self.minimumFractionDigits) -> String {
    DecimalText.string(nanos: nanos, minimumFractionDigits: minimumFractionDigits, sign: .always)
  }

  /// Appends the plain decimal form in ASCII to `buffer`; allocates nothing where the buffer has room for 21 bytes
  /// (more where more than nine decimals are asked for).
  ///
  /// - Precondition: `minimumFractionDigits` is not negative.
  public func write(into buffer: inout [UInt8], minimumFractionDigits: Int = Self.minimumFractionDigits) {
    DecimalText.append(nanos: nanos, to: &buffer, minimumFractionDigits: minimumFractionDigits, sign: .whenNegative)
  }

  /// The number that decimal text denotes, exactly.
  ///
  /// - Parameters:
  ///   - bytes: ASCII text in the grammar of `DecimalText.parse`.
  ///   - roundingExcessDigits: Whether digits beyond 1e-9 are rounded, half to even, instead of refused.
  /// - Throws: The fault of the text.
  /// - Complexity: Linear in the length of the text.
  @inlinable
  public init(parsing bytes: Span<UInt8>, roundingExcessDigits: Bool = false) throws(NumberFault) {
    self.init(nanos: try DecimalText.parse(bytes, roundingExcessDigits: roundingExcessDigits))
  }

  /// The number that `text` denotes, or nil where it denotes none exactly. Use `init(parsing:)` to learn why.
  public init?(_ text: String) {
    guard let nanos = DecimalText.nanos(of: text, roundingExcessDigits: false) else { return nil }
    self.init(nanos: nanos)
  }
}
