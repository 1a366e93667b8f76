/// A place in a row of plain fields, separated by commas, without quotation marks; and the steps of a reader that knows what
/// comes next. Where something else comes, nothing is said about it: an exact reader looks at the row again.
struct FieldCursor {
  private(set) var index = 0

  static let separator = UInt8(ascii: ",")

  /// Passes a whole number of 1 to 15 digits and the comma behind it, or the row's end.
  @inline(__always)
  mutating func number(_ row: Span<UInt8>) -> Int64? {
    let start = index
    let value = digits(row)
    guard index > start, index - start <= 15, passSeparator(row) else { return nil }
    return value
  }

  /// Passes a decimal number of up to nine digits, and up to nine behind a point, and the comma behind it, or the row's end.
  /// It is in units of 1e-9.
  @inline(__always)
  mutating func decimal(_ row: Span<UInt8>) -> Int64? {
    let start = index
    let whole = digits(row)
    guard index > start, index - start <= 9 else { return nil }
    guard index < row.count, row[index] == UInt8(ascii: ".") else {
      return passSeparator(row) ? whole &* 1_000_000_000 : nil
    }
    index += 1
    let point = index
    let fraction = digits(row)
    let count = index - point
    guard count > 0, count <= 9, passSeparator(row) else { return nil }
    return whole &* 1_000_000_000 &+ fraction &* Self.powersOfTen[9 - count]
  }

  private static let powersOfTen: InlineArray<10, Int64> = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
  ]

  /// Passes digits. Their value is right where there are not more than 18.
  @inline(__always)
  private mutating func digits(_ row: Span<UInt8>) -> Int64 {
    var value: UInt64 = 0
    while index < row.count {
      let digit = row[index] &- UInt8(ascii: "0")
      if digit > 9 { break }
      value = value &* 10 &+ UInt64(digit)
      index += 1
    }
    return Int64(truncatingIfNeeded: value)
  }

  /// Passes a hexadecimal number of up to eight digits, none of which stand for 0, and the comma behind it, or the row's
  /// end.
  @inline(__always)
  mutating func hexadecimal(_ row: Span<UInt8>) -> UInt32? {
    let start = index
    var value: UInt32 = 0
    while index < row.count, let digit = row[index].hexDigit {
      value = value &<< 4 | UInt32(digit)
      index += 1
    }
    return index - start <= 8 && passSeparator(row) ? value : nil
  }

  /// Passes a field, whatever it is, and the comma behind it. False where the row ends before.
  @inline(__always)
  mutating func skip(_ row: Span<UInt8>) -> Bool {
    while index < row.count, row[index] != Self.separator { index += 1 }
    guard index < row.count else { return false }
    index += 1
    return true
  }

  /// Passes a byte where it is the next one.
  @inline(__always)
  mutating func pass(_ byte: UInt8, _ row: Span<UInt8>) -> Bool {
    guard index < row.count, row[index] == byte else { return false }
    index += 1
    return true
  }

  /// Whether nothing is left.
  func isAtEnd(of row: Span<UInt8>) -> Bool { index == row.count }

  @inline(__always)
  private mutating func passSeparator(_ row: Span<UInt8>) -> Bool {
    index == row.count || pass(Self.separator, row)
  }
}

extension UInt8 {
  /// The value of a hexadecimal digit; nil for any other byte.
  var hexDigit: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension Span<UInt8> {
  /// Where the fields of a row of plain fields lie, blanks around them left out.
  func plainFields() -> [Range<Int>] {
    var fields: [Range<Int>] = []
    var start = 0
    for index in 0...count where index == count || self[index] == FieldCursor.separator {
      fields.append(trimmed(start..<index))
      start = index + 1
    }
    return fields
  }
}
