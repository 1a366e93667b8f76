import Foundation
import Testing
import TicklineMarkets
import TicklineTrading

/// Days by the clocks of time zones, against Foundation's calendar.
@Suite struct SessionDaysTests {
  @Test(arguments: [
    "UTC", "America/New_York", "Europe/London", "Asia/Tokyo", "Australia/Lord_Howe", "Asia/Kolkata",
    "America/Sao_Paulo",
    "Africa/Casablanca", "Pacific/Auckland", "Europe/Dublin",
  ])
  func `a day begins and ends where the system's calendar says`(zone: String) throws {
    guard SessionDays.knows(zone: zone) else {
      print("SKIPPED \(Test.current?.name ?? ""): the system has no time zone files")
      return
    }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: zone))
    var days = SessionDays()
    // Every 31 hours of the years 1972 to 2060.
    for second in stride(from: 63_072_000, to: 2_840_140_800, by: 111_600) as StrideTo<Int64> {
      let interval = try #require(
        calendar.dateInterval(of: .day, for: Date(timeIntervalSince1970: TimeInterval(second))))
      let day = days.day(of: Timestamp(nanoseconds: second * 1_000_000_000), zone: zone)
      let isSame =
        day.start.nanoseconds == Int64(interval.start.timeIntervalSince1970) * 1_000_000_000
        && day.end.nanoseconds == Int64(interval.end.timeIntervalSince1970) * 1_000_000_000
      guard isSame else {
        Issue.record("\(zone) at \(second): \(day), not \(interval)")
        return
      }
    }
  }

  @Test func `a zone that is none is not known`() {
    #expect(!SessionDays.knows(zone: "Mars/Olympus"))
    #expect(!SessionDays.knows(zone: ""))
    #expect(!SessionDays.knows(zone: "../etc/passwd"))
  }
}
