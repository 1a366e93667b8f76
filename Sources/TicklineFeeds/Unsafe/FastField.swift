internal import CTicklineFeeds

// Numbers in their usual shapes, eight digits at a time.

/// Eight bytes, the first in the lowest place.
@inline(__always)
func loadEightBytes(_ position: UnsafePointer<UInt8>) -> UInt64 {
  unsafe UInt64(littleEndian: UnsafeRawPointer(position).loadUnaligned(as: UInt64.self))
}

/// The number that eight digits spell, by three multiplications. Source: Johnny Lee, "Fast numeric string to int".
@inline(__always)
private func number(ofEight digits: UInt64) -> UInt64 {
  var value = digits & 0x0F0F_0F0F_0F0F_0F0F
  value = (value &* 2561) &>> 8
  value = ((value & 0x00FF_00FF_00FF_00FF) &* 6_553_601) &>> 16
  return ((value & 0x0000_FFFF_0000_FFFF) &* 42_949_672_960_001) &>> 32
}

/// The number that up to eight digits spell. More than eight bytes are loaded, but nothing comes of them.
@inline(__always)
private func number(ofUpToEight position: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
  // The digits move to the high end; zeros come in front of them.
  let shift = UInt64(64 - 8 * count)
  return count == 0 ? 0 : number(ofEight: unsafe loadEightBytes(position) &<< shift)
}

/// The number that up to 19 digits spell, which must fit.
@inline(__always)
func number(ofDigits position: UnsafePointer<UInt8>, _ count: Int) -> Int64 {
  var value: UInt64 = 0
  var done = 0
  while count - done >= 8 {
    value = value &* 100_000_000 &+ number(ofEight: unsafe loadEightBytes(position + done))
    done += 8
  }
  let rest = count - done
  return Int64(
    bitPattern: value &* row_power_of_ten(UInt32(truncatingIfNeeded: rest))
      &+ (unsafe number(ofUpToEight: position + done, rest)))
}

/// A decimal number in units of 1e-9: up to nine digits, and up to nine behind a point.
@inline(__always)
func decimal(_ position: UnsafePointer<UInt8>, wholeDigits: Int, fractionDigits: Int) -> Int64 {
  let count = wholeDigits &+ fractionDigits
  if count < 8 {
    // One load: the point is taken out from between the digits.
    let bytes = unsafe loadEightBytes(position)
    let before = (1 &<< UInt64(truncatingIfNeeded: 8 &* wholeDigits)) &- 1
    let joined = fractionDigits > 0 ? (bytes & before) | ((bytes &>> 8) & ~before) : bytes
    let digits = joined &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count)
    return Int64(
      bitPattern: number(ofEight: digits) &* row_power_of_ten(UInt32(truncatingIfNeeded: 9 &- fractionDigits)))
  }
  let whole = unsafe number(ofDigits: position, wholeDigits)
  guard fractionDigits > 0 else { return whole &* 1_000_000_000 }
  let fraction = unsafe number(ofDigits: position + wholeDigits + 1, fractionDigits)
  let unit = Int64(bitPattern: row_power_of_ten(UInt32(truncatingIfNeeded: 9 &- fractionDigits)))
  return whole &* 1_000_000_000 &+ fraction &* unit
}
