import Testing
import TicklineMarkets

@Suite struct TimestampArithmeticTests {
  private let start = Timestamp(nanoseconds: 1_000)

  @Test func `durations lead from time to time`() {
    #expect(start + .nanoseconds(5) == Timestamp(nanoseconds: 1_005))
    #expect(start - .microseconds(2) == Timestamp(nanoseconds: -1_000))
    #expect(Timestamp(nanoseconds: 1_005) - start == .nanoseconds(5))
    #expect(start - Timestamp(nanoseconds: 1_005) == .nanoseconds(-5))
    var time = start
    time += .seconds(1)
    time -= .nanoseconds(1_000)
    #expect(time == Timestamp(nanoseconds: 1_000_000_000))
  }

  @Test func `a part of a nanosecond is dropped towards zero`() {
    #expect(start + Duration(attoseconds: 1_999_999_999) == Timestamp(nanoseconds: 1_001))
    #expect(start + Duration(attoseconds: -1_999_999_999) == Timestamp(nanoseconds: 999))
  }

  @Test func `the longest distance is a duration`() {
    let distance = Timestamp(nanoseconds: .max) - Timestamp(nanoseconds: -.max)
    #expect(distance == .nanoseconds(Int64.max) + .nanoseconds(Int64.max))
    #expect(Timestamp(nanoseconds: -.max) + distance == Timestamp(nanoseconds: .max))
  }

  @Test func `a time beyond the range ends the program`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Timestamp(nanoseconds: .max) + .nanoseconds(1)
    }
    #expect(exit.says("A time is beyond the years 1677 to 2262."))
  }

  @Test func `arithmetic never makes an unknown time`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Timestamp(nanoseconds: -.max) - .nanoseconds(1)
    }
    #expect(exit.says("A time is beyond the years 1677 to 2262."))
  }

  @Test func `an unknown time can't be moved`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Timestamp.unknown + .nanoseconds(1)
    }
    #expect(exit.says("A duration was added to an unknown time."))
  }

  @Test func `an unknown time has no distance`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Timestamp(nanoseconds: 0) - Timestamp.unknown
    }
    #expect(exit.says("The distance to an unknown time was asked for."))
  }
}
