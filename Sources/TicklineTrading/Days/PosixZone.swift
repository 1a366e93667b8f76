internal import TicklineMarkets

/// A time zone's rule for all years, such as `EST5EDT,M3.2.0,M11.1.0`. Source: POSIX, section 8.3, `TZ`.
struct PosixZone: Sendable {
  /// When in a year the clock is changed.
  private struct Change {
    /// The month, the week in it (5 for the last) and the day of the week from Sunday.
    var month: Int64, week: Int64, weekday: Int64
    /// Seconds after midnight of that day, by the clock that is about to change.
    var second: Int64 = 7_200
  }

  private let standard: Int64
  private let summer: Int64
  private let changes: (start: Change, end: Change)?

  /// The rule that a text spells; nil where it spells none of the usual form.
  init?(_ text: ArraySlice<UInt8>) {
    var reader = Reader(rest: text)
    guard reader.skipName(), let west = reader.duration() else { return nil }
    standard = -west
    guard !reader.rest.isEmpty else {
      summer = standard
      changes = nil
      return
    }
    guard reader.skipName() else { return nil }
    if reader.rest.first == UInt8(ascii: ",") {
      summer = standard + 3_600
    } else {
      guard let west = reader.duration() else { return nil }
      summer = -west
    }
    guard let start = reader.change(), let end = reader.change() else { return nil }
    changes = (start, end)
  }

  /// Seconds east of UTC at a moment, in seconds since 1970.
  func offset(at second: Int64) -> Int64 {
    guard let changes else { return standard }
    let day = (second + standard).flooredQuotientAndRemainder(dividingBy: 86_400).quotient
    let year = CivilDate(daysSinceEpoch: day).year
    let start = Self.second(of: changes.start, year) - standard
    let end = Self.second(of: changes.end, year) - summer
    let isSummer = start < end ? second >= start && second < end : second >= start || second < end
    return isSummer ? summer : standard
  }

  private static func second(of change: Change, _ year: Int64) -> Int64 {
    let first = Self.firstDay(ofMonth: change.month, year)
    // 1970-01-01 was a Thursday.
    let weekdayOfFirst = (first + 4).flooredQuotientAndRemainder(dividingBy: 7).remainder
    var day = first + (change.weekday - weekdayOfFirst + 7) % 7 + (change.week - 1) * 7
    let next =
      change.month == 12 ? firstDay(ofMonth: 1, year + 1) : firstDay(ofMonth: change.month + 1, year)
    while day >= next { day -= 7 }
    return day * 86_400 + change.second
  }

  private static func firstDay(ofMonth month: Int64, _ year: Int64) -> Int64 {
    CivilDate(year: year, month: month, day: 1)?.daysSinceEpoch ?? 0
  }

  /// Reads the text from left to right.
  private struct Reader {
    var rest: ArraySlice<UInt8>

    mutating func take(_ byte: Character) -> Bool {
      guard rest.first == byte.asciiValue else { return false }
      rest.removeFirst()
      return true
    }

    mutating func skipName() -> Bool {
      if take("<") {
        rest = rest.drop { $0 != UInt8(ascii: ">") }
        return take(">")
      }
      let after = rest.drop { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
      defer { rest = after }
      return after.count < rest.count
    }

    mutating func number() -> Int64? {
      let digits = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      guard 1...4 ~= digits.count else { return nil }
      rest = rest.dropFirst(digits.count)
      return digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func duration() -> Int64? {
      let isNegative = take("-")
      if !isNegative { _ = take("+") }
      guard let hours = number() else { return nil }
      var seconds = hours * 3_600
      for unit: Int64 in [60, 1] where take(":") {
        guard let count = number() else { return nil }
        seconds += count * unit
      }
      return isNegative ? -seconds : seconds
    }

    /// `,Mm.w.d[/time]`.
    mutating func change() -> Change? {
      guard take(","), take("M"), let month = number(), take("."), let week = number(), take("."),
        let weekday = number(), 1...12 ~= month, 1...5 ~= week, 0...6 ~= weekday
      else { return nil }
      var change = Change(month: month, week: week, weekday: weekday)
      if take("/") {
        guard let second = duration() else { return nil }
        change.second = second
      }
      return change
    }
  }
}
