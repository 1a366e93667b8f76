extension DecimalText {
  /// When a sign leads the digits.
  enum SignStyle {
    case whenNegative, always
  }

  /// The plain decimal form of a count of 1e-9 units.
  static func string(nanos: Int64, minimumFractionDigits: Int, sign: SignStyle) -> String {
    var buffer: [UInt8] = []
    append(nanos: nanos, to: &buffer, minimumFractionDigits: minimumFractionDigits, sign: sign)
    return String(decoding: buffer, as: UTF8.self)
  }

  /// The plain decimal form of a count of 1e-18 units.
  static func string(attos: Int128, minimumFractionDigits: Int, sign: SignStyle) -> String {
    var buffer: [UInt8] = []
    append(attos: attos, to: &buffer, minimumFractionDigits: minimumFractionDigits, sign: sign)
    return String(decoding: buffer, as: UTF8.self)
  }

  /// Appends the plain decimal form of a count of 1e-9 units.
  static func append(nanos: Int64, to buffer: inout [UInt8], minimumFractionDigits: Int, sign: SignStyle) {
    let (whole, fraction) = nanos.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    buffer.appendSign(isNegative: nanos < 0, style: sign)
    buffer.appendDecimal(whole)
    buffer.appendFraction(fraction, width: 9, minimumWidth: minimumFractionDigits)
  }

  /// Appends the plain decimal form of a count of 1e-18 units.
  static func append(attos: Int128, to buffer: inout [UInt8], minimumFractionDigits: Int, sign: SignStyle) {
    let (whole, fraction) = attos.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000_000_000_000)
    buffer.appendSign(isNegative: attos < 0, style: sign)
    // The whole part reaches 1.7e20, which is more than a UInt64 holds.
    let (high, low) = whole.quotientAndRemainder(dividingBy: 1_000_000_000_000_000_000)
    if high == 0 {
      buffer.appendDecimal(UInt64(low))
    } else {
      buffer.appendDecimal(UInt64(high))
      buffer.appendDecimal(UInt64(low), width: 18)
    }
    buffer.appendFraction(UInt64(fraction), width: 18, minimumWidth: minimumFractionDigits)
  }
}

extension [UInt8] {
  /// Appends `-`, or `+` where the style wants one.
  fileprivate mutating func appendSign(isNegative: Bool, style: DecimalText.SignStyle) {
    if isNegative {
      append(.minus)
    } else if style == .always {
      append(.plus)
    }
  }

  /// Appends the point and the digits of `fraction`, `width` digits wide, without zeros at its end beyond
  /// `minimumWidth`.
  fileprivate mutating func appendFraction(_ fraction: UInt64, width: Int, minimumWidth: Int) {
    guard minimumWidth >= 0 else { misuse("The least number of decimals is negative.") }
    var digits = fraction
    var digitCount = width
    while digitCount > Swift.min(minimumWidth, width), digits % 10 == 0 {
      digits /= 10
      digitCount -= 1
    }
    if Swift.max(digitCount, minimumWidth) == 0 { return }
    append(.point)
    appendDecimal(digits, width: digitCount)
    append(contentsOf: repeatElement(.zero, count: Swift.max(0, minimumWidth - digitCount)))
  }
}
