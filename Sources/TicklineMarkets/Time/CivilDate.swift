/// A day of the proleptic Gregorian calendar.
///
/// Both conversions are Howard Hinnant's `days_from_civil` and `civil_from_days`
/// (https://howardhinnant.github.io/date_algorithms.html). They count in years that begin on 1 March, so that the leap
/// day is the last of its year, and in eras of 400 years, after which the calendar repeats.
package struct CivilDate {
  /// The year; 0 is the year before year 1.
  package let year: Int64
  /// The month, 1 to 12.
  package let month: Int64
  /// The day of the month, from 1.
  package let day: Int64

  private static let daysPerEra: Int64 = 146_097
  /// From 0000-03-01, where era 0 begins, to 1970-01-01.
  private static let daysToEpoch: Int64 = 719_468

  /// The date, or nil where the calendar has no such day.
  package init?(year: Int64, month: Int64, day: Int64) {
    guard 1...12 ~= month, 1...CivilDate.dayCount(ofMonth: month, year: year) ~= day else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The date `days` after 1970-01-01.
  package init(daysSinceEpoch days: Int64) {
    let (era, dayOfEra) = (days + CivilDate.daysToEpoch).flooredQuotientAndRemainder(dividingBy: CivilDate.daysPerEra)
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  }

  /// How many days after 1970-01-01 the date is.
  package var daysSinceEpoch: Int64 {
    let (era, yearOfEra) = (month <= 2 ? year - 1 : year).flooredQuotientAndRemainder(dividingBy: 400)
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * CivilDate.daysPerEra + dayOfEra - CivilDate.daysToEpoch
  }

  private static func dayCount(ofMonth month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Int64 {
  /// Division that rounds towards minus infinity, so that the remainder is never negative.
  ///
  /// - Precondition: `divisor` is positive.
  package func flooredQuotientAndRemainder(dividingBy divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
