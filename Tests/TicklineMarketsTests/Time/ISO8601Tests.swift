import Testing
import TicklineMarkets

@Suite struct ISO8601Tests {
  /// 2023-11-14T22:13:20Z
  private static let moment: Int64 = 1_700_000_000_000_000_000

  @Test(arguments: [
    "2023-11-14T22:13:20Z", "2023-11-14t22:13:20z", "2023-11-14 22:13:20", "2023-11-14T22:13:20.000000000000Z",
    "2023-11-14T23:13:20+01:00", "2023-11-14T17:13:20-0500", "2023-11-15T00:13:20+02", "2023-11-15T03:58:20+05:45",
    "2023-11-13T22:14:20-23:59", "20231114T221320Z", "20231114 221320", "20231114t221320.0+0000",
    "20231114T171320-05:00",
    "  2023-11-14T22:13:20Z ",
  ])
  func `one moment is written in many ways`(text: String) {
    #expect(timestamp(text) == .success(Timestamp(nanoseconds: ISO8601Tests.moment)))
    #expect(timestamp(text, format: .iso8601) == .success(Timestamp(nanoseconds: ISO8601Tests.moment)))
  }

  @Test(arguments: [
    ("2023-11-14", "2023-11-14T00:00:00.000000000Z"), ("2023-11-14T22:13", "2023-11-14T22:13:00.000000000Z"),
    ("2023-11-14 22:13Z", "2023-11-14T22:13:00.000000000Z"), ("20231114T2213", "2023-11-14T22:13:00.000000000Z"),
    ("2023-11-14T22:13+01:00", "2023-11-14T21:13:00.000000000Z"), ("2024-02-29", "2024-02-29T00:00:00.000000000Z"),
    ("2000-02-29", "2000-02-29T00:00:00.000000000Z"), ("2023-11-14T22:13:20.5", "2023-11-14T22:13:20.500000000Z"),
    ("2023-11-14T22:13:20.123456789Z", "2023-11-14T22:13:20.123456789Z"),
    ("1969-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.999999999Z"),
    ("2023-12-31T23:30:00-01:00", "2024-01-01T00:30:00.000000000Z"),
    ("1677-09-21T00:12:43.145224193Z", "1677-09-21T00:12:43.145224193Z"),
    ("2262-04-12T00:47:16.854775807+01:00", "2262-04-11T23:47:16.854775807Z"),
  ])
  func `what is left out is zero, and the zone is applied`(text: String, utc: String) throws {
    #expect(try timestamp(text).get().description == utc)
  }

  @Test(arguments: [
    "2023-02-29", "1900-02-29", "2023-00-10", "2023-13-10", "2023-04-31", "2023-04-00", "2023-11-14T24:00:00Z",
    "2023-11-14T22:60:00Z", "2016-12-31T23:59:60Z", "2023-11-14T22:13:20+24:00", "2023-11-14T22:13:20+01:60",
    "2023-11-14T", "2023-11-14T22", "2023-11-14T22:", "2023-11-14T22:1", "2023-11-14T22:13:2", "2023-11-14T22:13:20.",
    "2023-11-14T22:13:20.Z", "2023-11-14T22:13.5Z", "2023-11-14T22:13:20+", "2023-11-14T22:13:20+1",
    "2023-11-14T22:13:20+01:",
    "2023-11-14T22:13:20ZZ", "2023-11-14T22:13:20Z+01", "2023-11-14T221320Z", "20231114T22:13:20Z", "2023-1114T221320Z",
    "202311-14T221320Z", "2023-11-14_22:13:20", "2023-11-14  22:13:20", "+2023-11-14", "-2023-11-14", "23-11-14",
    "2023/11/14", "14-11-2023", "20231114", "2023-11", "2023", "", " ", "Z", "２０２３-11-14",
  ])
  func `what the calendar or the grammar does not have is malformed`(text: String) {
    #expect(timestamp(text, format: .iso8601) == .failure(.malformed))
    #expect(timestamp(text) == .failure(.malformed))
  }

  @Test func `a tenth decimal other than zero is too fine`() {
    #expect(timestamp("2023-11-14T22:13:20.1234567891Z") == .failure(.tooFine))
    #expect(timestamp("2023-11-14T22:13:20.00000000001Z") == .failure(.tooFine))
  }

  @Test(arguments: [
    "1677-09-21T00:12:43.145224192Z", "2262-04-11T23:47:16.854775808Z", "0000-01-01", "9999-12-31T23:59:59Z",
    "2262-04-11T23:47:16-00:01", "1677-09-21T00:12:44+00:01",
  ])
  func `what does not fit is out of range`(text: String) {
    #expect(timestamp(text) == .failure(.outOfRange))
  }

  @Test(arguments: seeds)
  func `a zone moves the moment by its offset and nothing else`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<500 {
      let time = Timestamp(nanoseconds: random.integer() / 2)
      let minutes = Int64.random(in: -1_439...1_439, using: &random)
      let local = (time + .seconds(minutes * 60)).description.dropLast()
      let digits =
        String(minutes.magnitude / 60 + 100).dropFirst() + ":" + String(minutes.magnitude % 60 + 100).dropFirst()
      let text = "\(local)\(minutes < 0 ? "-" : "+")\(digits)"
      #expect(timestamp(text) == .success(time), "\(text)")
      let compact = text.prefix(10).filter { $0 != "-" } + text.dropFirst(10).filter { $0 != ":" }
      #expect(timestamp(compact) == .success(time), "\(compact)")
    }
  }

  @Test(arguments: seeds)
  func `a text with one byte changed never stops the program`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<2_000 {
      var bytes = Array("2023-11-14T22:13:20.000038761+01:00".utf8)
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
      if let time = try? Timestamp.parse(bytes.span, format: nil) { #expect(time.isKnown) }
    }
  }
}
