import Testing
import TicklineMarkets

@Suite struct TimestampTests {
  @Test(arguments: [
    (Int64(1_700_000_000_000_038_761), "2023-11-14T22:13:20.000038761Z"), (0, "1970-01-01T00:00:00.000000000Z"),
    (-1, "1969-12-31T23:59:59.999999999Z"), (951_782_400_000_000_000, "2000-02-29T00:00:00.000000000Z"),
    (.max, "2262-04-11T23:47:16.854775807Z"), (-.max, "1677-09-21T00:12:43.145224193Z"), (.min, "unknown"),
  ])
  func `a time prints as ISO 8601 with nine decimals`(nanoseconds: Int64, text: String) {
    let time = Timestamp(nanoseconds: nanoseconds)
    #expect(time.description == text)
    #expect(written { time.write(into: &$0) } == text)
  }

  @Test func `an unknown time is before all others and known not to be known`() {
    #expect(!Timestamp.unknown.isKnown)
    #expect(Timestamp(nanoseconds: 0).isKnown)
    #expect(Timestamp.unknown < Timestamp(nanoseconds: -.max))
  }

  @Test func `every day of the range follows the one before`() {
    var (year, month, day) = (1677, 9, 22)
    var buffer: [UInt8] = []
    for days: Int64 in -106_751...106_751 {
      let midnight = Timestamp(nanoseconds: days * 86_400_000_000_000)
      buffer.removeAll(keepingCapacity: true)
      midnight.write(into: &buffer)
      let isSame = buffer.elementsEqual("\(year)-\(twoDigits(month))-\(twoDigits(day))T00:00:00.000000000Z".utf8)
      let isRead = (try? Timestamp.parse(buffer.span, format: .iso8601)) == midnight
      guard isSame, isRead else {
        Issue.record("\(midnight) should be \(year)-\(month)-\(day)")
        return
      }
      day += 1
      if day > dayCount(month, year) { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect((year, month, day) == (2262, 4, 12))
  }

  @Test(arguments: seeds)
  func `what is printed is read back as it was`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<1_000 {
      let time = Timestamp(nanoseconds: max(random.integer(), -.max))
      #expect(timestamp(time.description) == .success(time))
      #expect(timestamp("\(time.nanoseconds)", format: .nanoseconds) == .success(time))
    }
  }

  private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private func dayCount(_ month: Int, _ year: Int) -> Int {
    let isLeapYear = year % 400 == 0 || year % 4 == 0 && year % 100 != 0
    return [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}
