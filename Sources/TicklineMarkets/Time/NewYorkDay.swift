/// A day as the clocks of New York show it: turns a time since midnight into a moment.
///
///     NewYorkDay(year: 2013, month: 10, day: 10)?.moment(nanosecondsSinceMidnight: 34_200_000_000_000)
///     // 2013-10-10T13:30:00.000000000Z, when the exchange opens
///
/// Daylight saving follows the laws of the United States: since 2007 from the second Sunday of March to the first Sunday of
/// November, from 1987 to 2006 from the first Sunday of April to the last of October, in each case at two o'clock of the time
/// that ends. Before 1987 the rules were others, and there is no such day. Source: 15 U.S.C. 260a, as amended by Public Laws
/// 99-359 and 109-58.
///
/// The hour that the clocks pass over in spring is read as if they did not yet; the hour that they show twice in autumn as
/// the first of the two.
public struct NewYorkDay: Hashable, Sendable {
  /// The first year there are days of.
  public static let firstYear = 1987

  /// Midnight, if the clocks went all day as they do at its start; nanoseconds since 1970.
  private let midnight: Int64
  /// When the clocks change, in nanoseconds since midnight as they show it; `Int64.max` on other days.
  private let change: Int64
  /// What a time from then on differs by.
  private let difference: Int64

  private static let nanosecondsPerHour: Int64 = 3_600_000_000_000

  /// The day, or nil where the calendar has none or it is before 1987 or after 2261.
  public init?(year: Int, month: Int, day: Int) {
    guard NewYorkDay.firstYear...2261 ~= year,
      let date = CivilDate(year: Int64(year), month: Int64(month), day: Int64(day))
    else { return nil }
    let days = date.daysSinceEpoch
    let (start, end) = NewYorkDay.daylightSaving(in: Int64(year))
    let isSaving = days > start && days <= end
    midnight = (days * 24 + (isSaving ? 4 : 5)) * NewYorkDay.nanosecondsPerHour
    switch days {
    // From three o'clock on it is one hour less since midnight than the clocks show.
    case start: (change, difference) = (3 * NewYorkDay.nanosecondsPerHour, -NewYorkDay.nanosecondsPerHour)
    case end: (change, difference) = (2 * NewYorkDay.nanosecondsPerHour, NewYorkDay.nanosecondsPerHour)
    default: (change, difference) = (.max, 0)
    }
  }

  /// The moment at which the clocks show a time of this day.
  @inline(__always)
  public func moment(nanosecondsSinceMidnight time: Int64) -> Timestamp {
    Timestamp(nanoseconds: midnight &+ time &+ (time >= change ? difference : 0))
  }

  /// The days on which the clocks change, counted from 1970-01-01.
  private static func daylightSaving(in year: Int64) -> (start: Int64, end: Int64) {
    if year >= 2007 { return (sunday(2, ofMonth: 3, year), sunday(1, ofMonth: 11, year)) }
    // The last Sunday of October is the one before the first of November.
    return (sunday(1, ofMonth: 4, year), sunday(1, ofMonth: 11, year) - 7)
  }

  /// The first, second, … Sunday of a month.
  private static func sunday(_ number: Int64, ofMonth month: Int64, _ year: Int64) -> Int64 {
    guard let first = CivilDate(year: year, month: month, day: 1)?.daysSinceEpoch else { return 0 }
    // 1970-01-01 was a Thursday: three days before a Sunday.
    let daysToSunday = (3 - first).flooredQuotientAndRemainder(dividingBy: 7).remainder
    return first + daysToSunday + (number - 1) * 7
  }
}
