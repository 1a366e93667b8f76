/// The bytes that the text of numbers, times and symbols is made of.
extension UInt8 {
  static let space = UInt8(ascii: " ")
  static let plus = UInt8(ascii: "+")
  static let minus = UInt8(ascii: "-")
  static let point = UInt8(ascii: ".")
  static let colon = UInt8(ascii: ":")
  static let zero = UInt8(ascii: "0")
  static let nine = UInt8(ascii: "9")
  static let lowercaseE = UInt8(ascii: "e")
  static let uppercaseE = UInt8(ascii: "E")
  static let lowercaseT = UInt8(ascii: "t")
  static let uppercaseT = UInt8(ascii: "T")
  static let lowercaseZ = UInt8(ascii: "z")
  static let uppercaseZ = UInt8(ascii: "Z")

  /// The value of an ASCII digit, 0 to 9; nil for any other byte.
  var decimalDigit: UInt8? {
    let value = self &- .zero
    return value <= 9 ? value : nil
  }

  /// Whether the byte is an ASCII character that shows: `!` to `~`.
  var isVisibleASCII: Bool { self > 0x20 && self < 0x7F }

  /// Whether the byte is an ASCII letter.
  var isASCIILetter: Bool {
    let folded = self | 0x20
    return folded >= UInt8(ascii: "a") && folded <= UInt8(ascii: "z")
  }
}

extension Span<UInt8> {
  /// Where the text lies within the spaces around it.
  var contentRange: Range<Int> {
    var start = 0
    var end = count
    while start < end, self[start] == .space { start += 1 }
    while end > start, self[end - 1] == .space { end -= 1 }
    return start..<end
  }
}

extension [UInt8] {
  /// Appends the decimal digits of `value`, with zeros before them up to `width`.
  mutating func appendDecimal(_ value: UInt64, width: Int = 1) {
    var digitCount = 1
    var rest = value / 10
    while rest > 0 {
      digitCount += 1
      rest /= 10
    }
    append(contentsOf: repeatElement(.zero, count: Swift.max(width, digitCount)))
    var index = endIndex - 1
    rest = value
    while rest > 0 {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      self[index] = .zero + UInt8(digit)
      rest = quotient
      index -= 1
    }
  }
}
