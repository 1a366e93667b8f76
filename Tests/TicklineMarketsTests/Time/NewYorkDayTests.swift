import Testing
import TicklineMarkets

@Suite struct NewYorkDayTests {
  private func moment(_ year: Int, _ month: Int, _ day: Int, hour: Int, minute: Int = 0) -> String? {
    let time = Int64(hour * 60 + minute) * 60_000_000_000
    return NewYorkDay(year: year, month: month, day: day)?.moment(nanosecondsSinceMidnight: time).description
  }

  /// Days, what clocks show at noon there, and what it is in UTC then. From the IANA time zone database.
  @Test(arguments: [
    (1987, 4, 4, 17), (1987, 4, 5, 16), (1987, 10, 24, 16), (1987, 10, 25, 17), (1999, 4, 3, 17), (1999, 4, 4, 16),
    (1999, 10, 30, 16), (1999, 10, 31, 17), (2006, 4, 1, 17), (2006, 4, 2, 16), (2006, 10, 28, 16), (2006, 10, 29, 17),
    (2007, 3, 10, 17), (2007, 3, 11, 16), (2007, 11, 3, 16), (2007, 11, 4, 17), (2012, 6, 21, 16), (2013, 1, 2, 17),
    (2013, 10, 10, 16), (2024, 3, 9, 17), (2024, 3, 10, 16), (2024, 11, 2, 16), (2024, 11, 3, 17), (2026, 11, 1, 17),
    (2100, 3, 14, 16), (2100, 11, 7, 17),
  ])
  func `noon in New York is at four or at five in the afternoon in UTC`(year: Int, month: Int, day: Int, hour: Int) {
    #expect(moment(year, month, day, hour: 12)?.contains("T\(hour):00:00.") == true)
  }

  @Test(arguments: [
    (1, 59, "2013-03-10T06:59:00.000000000Z"), (3, 0, "2013-03-10T07:00:00.000000000Z"),
    (9, 30, "2013-03-10T13:30:00.000000000Z"), (2, 30, "2013-03-10T07:30:00.000000000Z"),
  ])
  func `in spring the clocks go from two to three`(hour: Int, minute: Int, expected: String) {
    #expect(moment(2013, 3, 10, hour: hour, minute: minute) == expected)
  }

  @Test(arguments: [
    (0, 0, "2013-11-03T04:00:00.000000000Z"), (1, 59, "2013-11-03T05:59:00.000000000Z"),
    (2, 0, "2013-11-03T07:00:00.000000000Z"), (23, 59, "2013-11-04T04:59:00.000000000Z"),
  ])
  func `in autumn the hour from one to two comes twice, and the first is meant`(
    hour: Int, minute: Int, expected: String
  ) {
    #expect(moment(2013, 11, 3, hour: hour, minute: minute) == expected)
  }

  @Test(arguments: 1987...2037)
  func `each year has one day of 23 hours and one of 25, both Sundays`(year: Int) {
    var lengths: [Int64: Int] = [:]
    for month in 1...12 {
      for day in 1...31 {
        guard let today = NewYorkDay(year: year, month: month, day: day) else { continue }
        let next =
          NewYorkDay(year: year, month: month, day: day + 1) ?? NewYorkDay(year: year, month: month + 1, day: 1)
          ?? NewYorkDay(year: year + 1, month: 1, day: 1)
        let start = today.moment(nanosecondsSinceMidnight: 0).nanoseconds
        guard let end = next?.moment(nanosecondsSinceMidnight: 0).nanoseconds else { continue }
        let hours = (end - start) / 3_600_000_000_000
        lengths[hours, default: 0] += 1
        // 1970-01-01 was a Thursday.
        if hours != 24 { #expect((start / 86_400_000_000_000 + 4) % 7 == 0) }
      }
    }
    #expect(lengths[23] == 1 && lengths[25] == 1 && lengths.count == 3)
  }

  @Test(arguments: [(1986, 12, 31), (2262, 1, 1), (2013, 2, 29), (2013, 13, 1), (2013, 0, 1), (2013, 4, 31)])
  func `what is no day, or of other rules, is none`(year: Int, month: Int, day: Int) {
    #expect(NewYorkDay(year: year, month: month, day: day) == nil)
  }
}
