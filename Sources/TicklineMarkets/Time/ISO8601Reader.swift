/// Reads ISO 8601 from left to right; `Timestamp.parse` documents the forms.
struct ISO8601Reader {
  private var index: Int
  private let end: Int

  private init(_ content: Range<Int>) {
    index = content.lowerBound
    end = content.upperBound
  }

  /// Reads a whole text.
  static func parse(_ bytes: Span<UInt8>) throws(TimestampFault) -> Timestamp {
    var reader = ISO8601Reader(bytes.contentRange)
    return try reader.timestamp(bytes)
  }

  private mutating func timestamp(_ bytes: Span<UInt8>) throws(TimestampFault) -> Timestamp {
    let year = try number(4, bytes)
    // The hyphens decide: a date without them has a time of day without colons.
    let isExtended = take(.minus, bytes)
    let month = try number(2, bytes)
    if isExtended { try expect(.minus, bytes) }
    let day = try number(2, bytes)
    guard let date = CivilDate(year: year, month: month, day: day) else { throw .malformed }

    var seconds = date.daysSinceEpoch * 86_400
    var nanosecond: Int64 = 0
    if index < end || !isExtended {
      guard take(.uppercaseT, bytes) || take(.lowercaseT, bytes) || take(.space, bytes) else { throw .malformed }
      let (second, fraction) = try timeOfDay(bytes, isExtended: isExtended)
      seconds += second - (try zoneOffset(bytes))
      nanosecond = fraction
    }
    guard index == end else { throw .malformed }
    guard let sum = Int64(exactly: Int128(seconds) * 1_000_000_000 + Int128(nanosecond)), sum != .min else {
      throw .outOfRange
    }
    return Timestamp(nanoseconds: sum)
  }

  /// Reads `HH:MM[:SS[.fraction]]`, or the same without colons, as the second of the day and the nanosecond of the
  /// second.
  private mutating func timeOfDay(
    _ bytes: Span<UInt8>, isExtended: Bool
  ) throws(TimestampFault) -> (second: Int64, nanosecond: Int64) {
    let hour = try number(2, bytes, below: 24)
    if isExtended { try expect(.colon, bytes) }
    let minute = try number(2, bytes, below: 60)
    var second: Int64 = 0
    var nanosecond: Int64 = 0
    if isExtended ? take(.colon, bytes) : digit(bytes) != nil {
      second = try number(2, bytes, below: 60)
      if take(.point, bytes) { nanosecond = try fraction(bytes) }
    }
    return (hour * 3_600 + minute * 60 + second, nanosecond)
  }

  /// Reads the digits behind the point as nanoseconds.
  private mutating func fraction(_ bytes: Span<UInt8>) throws(TimestampFault) -> Int64 {
    guard digit(bytes) != nil else { throw .malformed }
    var nanosecond: Int64 = 0
    var unit: Int64 = 100_000_000
    var isTooFine = false
    while let digit = digit(bytes) {
      nanosecond += digit * unit
      if unit == 0, digit != 0 { isTooFine = true }
      unit /= 10
      index += 1
    }
    guard !isTooFine else { throw .tooFine }
    return nanosecond
  }

  /// Reads the zone as seconds east of UTC; none is UTC.
  private mutating func zoneOffset(_ bytes: Span<UInt8>) throws(TimestampFault) -> Int64 {
    if index == end || take(.uppercaseZ, bytes) || take(.lowercaseZ, bytes) { return 0 }
    let isWest = take(.minus, bytes)
    if !isWest { try expect(.plus, bytes) }
    let hours = try number(2, bytes, below: 24)
    var minutes: Int64 = 0
    if index < end {
      _ = take(.colon, bytes)
      minutes = try number(2, bytes, below: 60)
    }
    let offset = hours * 3_600 + minutes * 60
    return isWest ? -offset : offset
  }
}

extension ISO8601Reader {
  /// The digit that comes next, if one does.
  private func digit(_ bytes: Span<UInt8>) -> Int64? {
    guard index < end, let digit = bytes[index].decimalDigit else { return nil }
    return Int64(digit)
  }

  /// Reads a number of exactly `digitCount` digits.
  private mutating func number(
    _ digitCount: Int, _ bytes: Span<UInt8>, below limit: Int64 = .max
  ) throws(TimestampFault) -> Int64 {
    var number: Int64 = 0
    for _ in 0..<digitCount {
      guard let digit = digit(bytes) else { throw .malformed }
      number = number * 10 + digit
      index += 1
    }
    guard number < limit else { throw .malformed }
    return number
  }

  /// Steps over `byte` if it comes next.
  private mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
    guard index < end, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  /// Steps over `byte`, which must come next.
  private mutating func expect(_ byte: UInt8, _ bytes: Span<UInt8>) throws(TimestampFault) {
    guard take(byte, bytes) else { throw .malformed }
  }
}
