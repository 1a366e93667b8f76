extension Timestamp: CustomStringConvertible {
  /// ISO 8601 in UTC with nine decimals, `2023-11-14T22:13:20.000038761Z`; `unknown` where the time is not known.
  public var description: String {
    var buffer: [UInt8] = []
    buffer.reserveCapacity(30)
    write(into: &buffer)
    return String(decoding: buffer, as: UTF8.self)
  }

  /// Appends `description` in ASCII to `buffer`; allocates nothing where the buffer has room for 30 bytes.
  public func write(into buffer: inout [UInt8]) {
    guard isKnown else {
      buffer.append(contentsOf: "unknown".utf8)
      return
    }
    let (seconds, nanosecond) = nanoseconds.flooredQuotientAndRemainder(dividingBy: 1_000_000_000)
    let (days, second) = seconds.flooredQuotientAndRemainder(dividingBy: 86_400)
    let date = CivilDate(daysSinceEpoch: days)
    buffer.appendDecimal(UInt64(date.year), width: 4)
    buffer.append(.minus)
    buffer.appendDecimal(UInt64(date.month), width: 2)
    buffer.append(.minus)
    buffer.appendDecimal(UInt64(date.day), width: 2)
    buffer.append(.uppercaseT)
    buffer.appendDecimal(UInt64(second / 3_600), width: 2)
    buffer.append(.colon)
    buffer.appendDecimal(UInt64(second / 60 % 60), width: 2)
    buffer.append(.colon)
    buffer.appendDecimal(UInt64(second % 60), width: 2)
    buffer.append(.point)
    buffer.appendDecimal(UInt64(nanosecond), width: 9)
    buffer.append(.uppercaseZ)
  }
}
