import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct CSVTimeTests {
  private func lines(_ times: [String], format: TimestampFormat? = nil) throws -> [String] {
    let rows = times.map { "A,1,\($0)\n" }.joined()
    return try read(csv: "symbol,price,ts\n" + rows, options: ReadingOptions(timeFormat: format)).lines
  }

  @Test(
    arguments: [
      ("1700000000123456789", 1_700_000_000_123_456_789), ("1700000000123456", 1_700_000_000_123_456_000),
      ("1700000000123", 1_700_000_000_123_000_000), ("1700000000", 1_700_000_000_000_000_000),
      ("9999999999999", nil), ("8999999999999999999", 8_999_999_999_999_999_999), ("9223372036854775807", .max),
      ("9223372036854775808", nil), ("9999999999999999999", nil), ("9223372036", 9_223_372_036_000_000_000),
      ("9223372037", nil), ("2023-11-14T22:13:20Z", 1_700_000_000_000_000_000),
      ("2023-11-14T23:13:20.5+01:00", 1_700_000_000_500_000_000), ("20231114T221320Z", 1_700_000_000_000_000_000),
      ("2023-11-14 22:13:20.000000001", 1_700_000_000_000_000_001), ("2023-11-14", 1_699_920_000_000_000_000),
      ("2023-02-30", nil), ("2023-11-14T22:13:20.0000000001Z", nil), (" 1700000000 ", 1_700_000_000_000_000_000),
    ] as [(String, Int64?)])
  func `a time is read in every form, again and again`(text: String, nanoseconds: Int64?) throws {
    let expected = nanoseconds.map { "A 1.00 x 1 at \($0)" } ?? "A malformedTime(\(text))"
    #expect(try lines([text, text, text]) == ["2 \(expected)", "3 \(expected)", "4 \(expected)"])
  }

  @Test(arguments: [
    "1", "123456789", "12345678901", "17000000001234567890", "170000000012345678901234567890", "-1700000000",
    "+1700000000",
    "1700000000.5", "1.7e9", "14/11/2023", "22:13:20", "yesterday", "0x1700000000", "17000000000000000x9", "²700000000",
  ])
  func `what is in no form of a time is corrupt`(text: String) throws {
    let good = "1700000000000000000"
    let reading = try lines([text, good, good, text, good])
    let time = "A 1.00 x 1 at \(good)"
    #expect(
      reading == ["2 A malformedTime(\(text))", "3 \(time)", "4 \(time)", "5 A malformedTime(\(text))", "6 \(time)"])
  }

  @Test func `an empty time is missing`() throws {
    #expect(try lines(["1700000000", ""]) == ["2 A 1.00 x 1 at 1700000000000000000", "3 A missingField(time)"])
  }

  @Test func `forms may be mixed, and a first time of another form does not condemn the rest`() throws {
    let forms = ["1700000000000", "1700000000000000000", "1700000000", "2023-11-14T22:13:20Z", "1700000000000000"]
    let reading = try lines(forms + forms)
    #expect(reading == (2...11).map { "\($0) A 1.00 x 1 at 1700000000000000000" })
  }

  @Test(
    arguments: [
      (TimestampFormat.seconds, 1_000_000_000), (.milliseconds, 1_000_000), (.microseconds, 1_000), (.nanoseconds, 1),
    ] as [(TimestampFormat, Int64)])
  func `a format that is forced holds for any number of digits`(format: TimestampFormat, unit: Int64) throws {
    for ticks in [0, 5, 1_234_567, 1_234_567_890] as [Int64] {
      let time = "A 1.00 x 1 at \(ticks * unit)"
      #expect(try lines(["\(ticks)", "\(ticks)"], format: format) == ["2 \(time)", "3 \(time)"])
    }
    #expect(try lines(["2023-11-14"], format: format) == ["2 A malformedTime(2023-11-14)"])
  }

  @Test func `a format that is forced takes signs and decimals`() throws {
    #expect(try lines(["-1.5"], format: .seconds) == ["2 A 1.00 x 1 at -1500000000"])
    #expect(try lines(["1700000000"], format: .iso8601) == ["2 A malformedTime(1700000000)"])
    #expect(try lines(["1700000000000"], format: .seconds) == ["2 A malformedTime(1700000000000)"])
  }

  @Test func `each form that was recognised is remarked upon once`() throws {
    let reading = try read(
      csv: "symbol,price,ts\nA,1,1700000000\nA,1,x\nA,1,1700000000\nA,1,1700000000000\nA,1,1700000000\n")
    #expect(reading.remarks.count == 2)
    #expect(reading.remarks.allSatisfy { $0.contains("--time-format") })
    #expect(reading.remarks.first?.contains("times are read as s;") == true)
    #expect(reading.remarks.last?.contains("times are read as ms;") == true)
  }

  @Test func `nothing is remarked upon where the form is forced`() throws {
    let options = ReadingOptions(timeFormat: .seconds)
    #expect(try read(csv: "symbol,price,ts\nA,1,1700000000\n", options: options).remarks.isEmpty)
  }
}
