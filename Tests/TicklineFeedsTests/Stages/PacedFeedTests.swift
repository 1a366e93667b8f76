import Generators
import Testing
import TicklineFeeds
import TicklineMarkets

/// A watch that a test moves: waiting takes no time.
private final class TestWatch: Stopwatch {
  var now: Int64 = 0
  var waits = 0
  func wait(_ nanoseconds: Int64) {
    now += nanoseconds
    waits += 1
  }
}

@Suite struct PacedFeedTests {
  private let watch = TestWatch()

  /// When each event comes, in milliseconds.
  private func moments(_ script: [MarketEvent], speed: Double = 1, session: FeedSession = FeedSession()) throws
    -> [Int64]
  {
    let blocks = PacedFeed(ScriptedFeed("a", script), speed: speed, watch: watch).blocks(in: session)
    var moments: [Int64] = []
    while let block = try blocks.next() {
      for _ in 0..<block.count { moments.append(watch.now / 1_000_000) }
    }
    return moments
  }

  @Test func `events come as far apart as their times are`() throws {
    #expect(try moments([1, 1, 1.5, 3].map { Make.trade($0) }) == [0, 0, 500, 2_000])
  }

  @Test func `ten times the speed is a tenth of the time`() throws {
    #expect(try moments([1, 2, 31].map { Make.trade($0) }, speed: 10) == [0, 100, 3_000])
    watch.now = 0
    #expect(try moments([1, 2].map { Make.trade($0) }, speed: 0.5) == [0, 2_000])
  }

  @Test func `corrupt events and those without a time come with the one before`() throws {
    let script = [Make.trade(nil), Make.trade(1), Make.corrupt(50), Make.trade(nil), Make.trade(2)]
    #expect(try moments(script) == [0, 0, 0, 0, 1_000])
  }

  @Test func `a wait of more than a minute is left out and said once`() throws {
    var remarks: [String] = []
    let session = FeedSession { remarks.append($0) }
    #expect(
      try moments([1, 61, 200, 201, 500].map { Make.trade($0) }, session: session) == [
        0, 60_000, 60_000, 61_000, 61_000,
      ])
    #expect(remarks.count == 1 && remarks[0].contains("139 seconds"))
  }

  @Test func `a wrong stamp costs no time`() throws {
    #expect(try moments([1, 2, 3_602, 3, 4, 5].map { Make.trade($0) }) == [0, 1_000, 1_000, 1_000, 2_000, 3_000])
    watch.now = 0
    #expect(try moments([1, 2, 1.9, 2.5].map { Make.trade($0) }) == [0, 1_000, 1_000, 1_500])
  }

  @Test func `what is due is handed on before anything is waited for`() throws {
    let script = [1, 1, 2].map { Make.trade($0) }
    let blocks = PacedFeed(ScriptedFeed("a", script), speed: 1, watch: watch).blocks(in: FeedSession())
    #expect(try blocks.next()?.count == 2)
    #expect(watch.waits == 0)
    #expect(try blocks.next()?.count == 1)
  }

  @Test func `an interruption ends the wait`() throws {
    let watch = watch
    let session = FeedSession(isInterrupted: { watch.now >= 100_000_000 })
    #expect(try moments([1, 30].map { Make.trade($0) }, session: session) == [0])
    #expect(watch.now <= 130_000_000)
  }

  @Test func `times at the ends of the range do no harm`() throws {
    func trade(_ nanoseconds: Int64) -> MarketEvent {
      var trade = Trade(origin: Make.origin(0), price: 1)
      trade.origin.time = Timestamp(nanoseconds: nanoseconds)
      return .trade(trade)
    }
    for speed in [1, 1e-300, 1e300] {
      watch.now = 0
      #expect(try moments([trade(.min + 1), trade(.max), trade(.min + 1)], speed: speed).count == 3)
    }
  }
}
