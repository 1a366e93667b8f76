import Testing
import TicklineMarkets

@Suite struct TimestampFormatTests {
  @Test(arguments: [
    ("1700000000", TimestampFormat.seconds), ("1700000000000", .milliseconds), ("1700000000000000", .microseconds),
    ("1700000000000000000", .nanoseconds), (" 1700000000 ", .seconds), ("2023-11-14", .iso8601),
    ("2023-11-14T22:13:20Z", .iso8601), ("20231114T221320Z", .iso8601), ("20231114 221320", .iso8601),
    ("2023-99-99", .iso8601),
  ])
  func `a format is recognised by its look`(text: String, format: TimestampFormat) {
    #expect(recognised(text) == format)
  }

  @Test(arguments: [
    "", " ", "0", "170000000", "17000000000", "-1700000000", "+1700000000", "1700000000.5", "170000000000000000000",
    "1.7e9",
    "20231114", "2023", "2023/11/14", "yesterday", "22:13:20",
  ])
  func `what could be several things is not recognised`(text: String) {
    #expect(recognised(text) == nil)
    #expect(timestamp(text) == .failure(.malformed))
  }

  @Test(arguments: TimestampFormat.allCases)
  func `the name of a format leads back to it`(format: TimestampFormat) {
    #expect(TimestampFormat(named: format.name) == format)
    #expect(TimestampFormat(named: "\(format)") == format)
  }

  @Test func `other names are no formats`() {
    #expect(TimestampFormat(named: "") == nil)
    #expect(TimestampFormat(named: "minutes") == nil)
  }

  @Test(arguments: [
    ("1700000000", TimestampFormat.seconds, Int64(1_700_000_000_000_000_000)),
    ("1700000000.5", .seconds, 1_700_000_000_500_000_000), ("-1.5", .seconds, -1_500_000_000), ("0", .seconds, 0),
    ("1700000000123.000001", .milliseconds, 1_700_000_000_123_000_001), ("1", .milliseconds, 1_000_000),
    ("1700000000123456.789", .microseconds, 1_700_000_000_123_456_789), ("-7", .microseconds, -7_000),
    ("1700000000123456789", .nanoseconds, 1_700_000_000_123_456_789), ("-9223372036854775807", .nanoseconds, -.max),
    (" 5 ", .nanoseconds, 5),
  ])
  func `a forced format takes any number of digits`(text: String, format: TimestampFormat, nanoseconds: Int64) {
    #expect(timestamp(text, format: format) == .success(Timestamp(nanoseconds: nanoseconds)))
  }

  @Test(arguments: [
    ("1.0000000001", TimestampFormat.seconds, TimestampFault.tooFine), ("1.5", .nanoseconds, .tooFine),
    ("9223372037", .seconds, .outOfRange), ("-9223372036854775808", .nanoseconds, .outOfRange),
    ("1700000000000000000", .seconds, .outOfRange), ("1.7e9", .seconds, .malformed), ("", .seconds, .malformed),
    ("now", .milliseconds, .malformed), ("2023-11-14", .seconds, .malformed), ("1700000000", .iso8601, .malformed),
  ])
  func `a forced format refuses what is not in it`(text: String, format: TimestampFormat, fault: TimestampFault) {
    #expect(timestamp(text, format: format) == .failure(fault))
  }

  @Test(arguments: TimestampFault.allCases)
  func `every time fault is a sentence`(fault: TimestampFault) {
    #expect(fault.description.hasSuffix("."))
    #expect(fault.description.contains(" "))
  }
}
