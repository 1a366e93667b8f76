// The usual shapes of a field, eight bytes at a time. A field of any other shape gives `nil` (or `false`) and is left to
// the exact, slower reader; so these need not know every form of a number, but must never misread one.
//
// Every function may load up to `ByteInput.slack` bytes beyond the row.

/// Eight bytes, the first in the lowest place.
@inline(__always)
private func load(_ position: UnsafePointer<UInt8>) -> UInt64 {
  unsafe UInt64(littleEndian: UnsafeRawPointer(position).loadUnaligned(as: UInt64.self))
}

private let lowBits: UInt64 = 0x0101_0101_0101_0101
private let highBits: UInt64 = 0x8080_8080_8080_8080

/// Whether all eight bytes are digits. Source: Daniel Lemire, "Quickly determining if a string is made of digits".
@inline(__always)
private func areDigits(_ bytes: UInt64) -> Bool {
  ((bytes & 0xF0F0_F0F0_F0F0_F0F0) | (((bytes &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0) &>> 4))
    == 0x3333_3333_3333_3333
}

/// The number that eight digits spell, by three multiplications. Source: Johnny Lee, "Fast numeric string to int".
@inline(__always)
private func number(of digits: UInt64) -> UInt64 {
  var value = digits & 0x0F0F_0F0F_0F0F_0F0F
  value = (value &* 2561) &>> 8
  value = ((value & 0x00FF_00FF_00FF_00FF) &* 6_553_601) &>> 16
  return ((value & 0x0000_FFFF_0000_FFFF) &* 42_949_672_960_001) &>> 32
}

/// 10 to the power of 9 less the index.
@inline(__always)
private func scale(fractionDigits: Int) -> Int64 {
  var scale: Int64 = 1_000_000_000
  switch fractionDigits {
  case 0: break
  case 2: scale = 10_000_000
  default: for _ in 0..<fractionDigits { scale /= 10 }
  }
  return scale
}

/// Where a parser stands in a row.
struct FieldCursor {
  var position: UnsafePointer<UInt8>

  /// A whole number of exactly `count` digits, at most 19, up to a separator, which is passed.
  @inline(__always)
  mutating func digits(_ count: Int, then separator: UInt8) -> Int64? {
    let field = unsafe position
    guard unsafe field[count] == separator else { return nil }
    var value: UInt64 = 0
    var done = 0
    while count - done >= 8 {
      let bytes = unsafe load(field + done)
      guard areDigits(bytes) else { return nil }
      value = value &* 100_000_000 &+ number(of: bytes)
      done += 8
    }
    while done < count {
      let digit = unsafe field[done] &- 0x30
      guard digit < 10 else { return nil }
      value = value &* 10 &+ UInt64(digit)
      done += 1
    }
    guard value <= UInt64(Int64.max) else { return nil }
    unsafe position = field + count + 1
    return Int64(value)
  }

  /// Up to eight bytes before a separator, packed with the first in the lowest place, and how many; the separator is
  /// passed.
  @inline(__always)
  mutating func packed(then separator: UInt8) -> (bytes: UInt64, count: Int)? {
    let bytes = unsafe load(position)
    let same = bytes ^ (lowBits &* UInt64(separator))
    let found = (same &- lowBits) & ~same & highBits
    guard found != 0 else { return longSymbol(bytes, then: separator) }
    let count = found.trailingZeroBitCount &>> 3
    guard count > 0 else { return nil }
    unsafe position += count + 1
    return (bytes & ((1 &<< UInt64(8 * count)) &- 1), count)
  }

  @inline(never)
  private mutating func longSymbol(_ bytes: UInt64, then separator: UInt8) -> (bytes: UInt64, count: Int)? {
    guard unsafe position[8] == separator else { return nil }
    unsafe position += 9
    return (bytes, 8)
  }

  /// A decimal number in units of 1e-9 up to a separator, which is passed: `149.20`, `-171.03`, `500`.
  @inline(__always)
  mutating func decimal(then separator: UInt8) -> Int64? {
    let isNegative = unsafe position[0] == 0x2D
    let field = unsafe position + (isNegative ? 1 : 0)
    let bytes = unsafe load(field)
    // The first byte below '-': a comma, an end of line, a blank, a quotation mark or a plus sign.
    let found = (bytes &- (lowBits &* 0x2D)) & ~bytes & highBits
    guard found != 0 else { return unsafe longDecimal(field, isNegative, then: separator) }
    let length = found.trailingZeroBitCount &>> 3
    guard length > 0, unsafe field[length] == separator else { return nil }
    let dots = bytes ^ (lowBits &* 0x2E)
    let dot = min(((dots &- lowBits) & ~dots & highBits).trailingZeroBitCount &>> 3, length)
    let hasDot = dot < length
    let count = length - (hasDot ? 1 : 0)
    guard count > 0 else { return nil }
    let before = (1 &<< UInt64(8 * dot)) &- 1
    let joined = (bytes & before) | ((hasDot ? bytes &>> 8 : bytes) & ~before)
    // The digits move to the high end, zeros come in front of them.
    let digits = (joined &<< UInt64(64 - 8 * count)) | (0x3030_3030_3030_3030 &>> UInt64(8 * count))
    guard areDigits(digits) else { return nil }
    let value = Int64(number(of: digits)) &* scale(fractionDigits: hasDot ? length - dot - 1 : 0)
    unsafe position = field + length + 1
    return isNegative ? -value : value
  }

  /// The same for up to 18 digits, nine of them after the point.
  @inline(never)
  private mutating func longDecimal(
    _ field: UnsafePointer<UInt8>, _ isNegative: Bool, then separator: UInt8
  ) -> Int64? {
    var value: Int64 = 0
    var count = 0
    var dot = -1
    while count < 20 {
      let byte = unsafe field[count]
      let digit = byte &- 0x30
      if digit < 10 {
        value = value &* 10 &+ Int64(digit)
      } else if byte == 0x2E && dot < 0 {
        dot = count
      } else {
        break
      }
      count += 1
    }
    let fraction = dot < 0 ? 0 : count - dot - 1
    let digits = count - (dot < 0 ? 0 : 1)
    guard unsafe field[count] == separator, digits > 0, digits <= 18, fraction <= 9 else { return nil }
    let (scaled, overflow) = value.multipliedReportingOverflow(by: scale(fractionDigits: fraction))
    guard !overflow else { return nil }
    unsafe position = field + count + 1
    return isNegative ? -scaled : scaled
  }
}

extension FieldCursor {
  /// Passes a field that nobody reads. False where it is quoted or the line ends too early.
  @inline(__always)
  mutating func skip(to separator: UInt8) -> Bool {
    var end = unsafe position
    while true {
      let byte = unsafe end.pointee
      if byte == separator { break }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ",") { return false }
      unsafe end += 1
    }
    unsafe position = end + 1
    return true
  }
}
