/// Where the parts of a decimal text lie: the grammar checked, the value not yet computed.
///
/// The value is `0.d₁d₂d₃… × 10^wholeDigits`, where `d₁` is the digit at `firstDigit`, the first that is not zero. So
/// the size of the number is known before a digit is multiplied, and an exponent of any size costs nothing.
struct DecimalShape {
  /// Whether the text begins with a minus sign.
  private(set) var isNegative = false
  /// Whether the text has an exponent.
  private(set) var hasExponent = false
  /// The place of the first digit that is not zero; `digitsEnd` where all are.
  private(set) var firstDigit: Int
  /// The place behind the last digit (or the point) of the number before its exponent.
  private(set) var digitsEnd: Int
  /// How many digits from `firstDigit` on stand before the point, the exponent applied: negative for zeros behind the
  /// point.
  private(set) var wholeDigits: Int

  /// Checks the grammar of `DecimalText.parse` and notes where the parts are.
  init(scanning bytes: Span<UInt8>) throws(NumberFault) {
    let content = bytes.contentRange
    var index = content.lowerBound
    if index < content.upperBound, bytes[index] == .plus || bytes[index] == .minus {
      isNegative = bytes[index] == .minus
      index += 1
    }

    var digitCount = 0
    var firstDigit: Int?
    var point: Int?
    scan: while index < content.upperBound {
      switch bytes[index] {
      case .zero ... .nine:
        digitCount += 1
        if firstDigit == nil, bytes[index] != .zero { firstDigit = index }
      case .point where point == nil:
        point = index
      case .lowercaseE, .uppercaseE:
        hasExponent = true
        break scan
      default:
        throw .malformed
      }
      index += 1
    }
    guard digitCount > 0 else { throw .malformed }

    self.digitsEnd = index
    self.firstDigit = firstDigit ?? index
    let pointIndex = point ?? index
    // A digit behind the point is one place further from it than its distance, for the point itself takes a place.
    wholeDigits = pointIndex - self.firstDigit + (self.firstDigit > pointIndex ? 1 : 0)
    if hasExponent {
      wholeDigits += try DecimalShape.exponent(in: bytes, from: index + 1, to: content.upperBound)
    }
  }

  /// Reads the exponent behind its `e`.
  ///
  /// It stops growing at a size that no text in memory has digits enough to bring back into range.
  private static func exponent(in bytes: Span<UInt8>, from start: Int, to end: Int) throws(NumberFault) -> Int {
    var index = start
    var isNegative = false
    if index < end, bytes[index] == .plus || bytes[index] == .minus {
      isNegative = bytes[index] == .minus
      index += 1
    }
    guard index < end else { throw .malformed }
    var exponent = 0
    while index < end {
      guard let digit = bytes[index].decimalDigit else { throw .malformed }
      if exponent < 1_000_000_000_000_000 { exponent = exponent * 10 + Int(digit) }
      index += 1
    }
    return isNegative ? -exponent : exponent
  }
}
