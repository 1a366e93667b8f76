import Generators
import Testing
import TicklineFeeds
import TicklineMarkets

/// Which of an event's two times orders a merge: that of receipt, where every source has it by a clock that can be right.
@Suite struct MergedReceiptTests {
  /// A feed of trades, each with the second at which it happened and that at which it was received.
  private func feed(_ times: [(Double?, Double?)], source: UInt16, blockSize: Int = 3) -> ScriptedFeed {
    ScriptedFeed(
      "feed \(source)",
      times.enumerated().map { Make.received($1.0, at: $1.1, source: source, position: Int64($0)) },
      blockSize: blockSize)
  }

  /// What comes out, source and position, and what is said.
  private func merged(_ feeds: [ScriptedFeed]) throws -> (order: [String], remarks: [String]) {
    var remarks: [String] = []
    let session = FeedSession(remark: { remarks.append($0) })
    let order = try collect(MergedFeed(feeds), in: session).map { "\($0.origin.source.index).\($0.origin.position)" }
    return (order, remarks)
  }

  @Test(arguments: [1, 3, 256])
  func `where every source has times of receipt they order the events`(blockSize: Int) throws {
    // The first source is slow: what happened first was received last.
    let slow = feed([(1, 4), (2, 5), (3, 6)], source: 0, blockSize: blockSize)
    let quick = feed([(3.5, 3.6), (4.4, 4.5), (5.9, 6)], source: 1, blockSize: blockSize)
    let (order, remarks) = try merged([slow, quick])
    #expect(order == ["1.0", "0.0", "1.1", "0.1", "0.2", "1.2"])
    #expect(remarks == [])
  }

  @Test func `where one source has none the venue's time orders them`() throws {
    let feeds = [feed([(1, 4), (2, 5), (3, 6)], source: 0), feed([(1.5, nil), (2.5, nil)], source: 1)]
    let (order, remarks) = try merged(feeds)
    #expect(order == ["0.0", "1.0", "0.1", "1.1", "0.2"])
    #expect(remarks == [])
  }

  @Test func `an event without a time of receipt keeps its place in its source`() throws {
    let first = feed([(1, 4), (2, nil), (3, 6)], source: 0, blockSize: 1)
    let second = feed([(5, 5), (7, 7)], source: 1, blockSize: 1)
    #expect(try merged([first, second]).order == ["0.0", "0.1", "1.0", "0.2", "1.1"])
  }

  @Test func `one wrong clock for all sources changes no order`() throws {
    // All was received two seconds before it happened; of the second source, later than of the first.
    let feeds = [feed([(3, 1), (4, 2), (5, 3)], source: 0), feed([(3.2, 1.5), (3.3, 2.5)], source: 1)]
    let (order, remarks) = try merged(feeds)
    #expect(order == ["0.0", "1.0", "0.1", "1.1", "0.2"])
    #expect(remarks == [])
  }

  @Test(
    arguments: [[(3.5, 3.6), (4.4, 4.5), (5.9, 6)], [(3.5, 3.4), (4.4, 4.3), (5.9, 5.8)]] as [[(Double, Double)]])
  func `where the clocks differ nothing is seen before it happened`(other: [(Double, Double)]) throws {
    // By its clock the first source was received an hour before it happened. By receipt all of it would come first.
    let early = feed([(3_602, 2), (3_603, 3), (3_604, 4)], source: 0)
    let right = feed(other.map { ($0.0 + 3_599, $0.1 + 3_599) }, source: 1)
    let (order, remarks) = try merged([early, right])
    #expect(order == ["0.0", "1.0", "0.1", "1.1", "0.2", "1.2"])
    #expect(remarks.count == 1)
    #expect(remarks.allSatisfy { $0.hasPrefix("feed 0") && $0.contains("clocks differ") })
  }

  @Test func `corrupt events say nothing of a clock`() throws {
    let first = ScriptedFeed(
      "feed 0",
      [
        Make.corrupt(1), Make.corrupt(1, position: 1), Make.received(1, at: 4, position: 2),
        Make.received(2, at: 6, position: 3),
      ], blockSize: 1)
    let second = feed([(3, 3), (5, 5)], source: 1, blockSize: 1)
    #expect(try merged([first, second]).order == ["0.0", "0.1", "1.0", "0.2", "1.1", "0.3"])
  }

  @Test func `a wrong stamp of receipt does not hold its source back`() throws {
    let dirty = feed([(1, 1), (2, 3_602), (3, 3), (4, 4), (5, 5)], source: 0)
    let clean = feed([(1.5, 1.5), (2.5, 2.5), (3.5, 3.5), (4.5, 4.5)], source: 1)
    #expect(try merged([dirty, clean]).order == ["0.0", "0.1", "1.0", "1.1", "0.2", "1.2", "0.3", "1.3", "0.4"])
  }

  @Test(arguments: SplitMix64.seeds)
  func `a recording that is taken apart comes together as it was`(seed: UInt64) throws {
    print("seed \(seed)")
    var random = SplitMix64(seed: seed)
    for _ in 0..<50 {
      let count = Int.random(in: 1...6, using: &random)
      // One receiver, whose clock is wrong by up to two hours; each source is slower or quicker by up to half a second.
      let error = Double(Int.random(in: -7_200...7_200, using: &random))
      let ways = (0..<count).map { _ in Double(Int.random(in: 1...500, using: &random)) / 1_000 }
      var recordings = [[MarketEvent]](repeating: [], count: count)
      var whole: [String] = []
      for second in 10_000..<10_200 {
        let source = Int.random(in: 0..<count, using: &random)
        let received = Double(second) / 50 + error
        let place = Int64(recordings[source].count)
        recordings[source].append(
          Make.received(
            Double(second) / 50 - ways[source], at: received, source: UInt16(source), position: place))
        whole.append("\(source).\(place)")
      }
      let feeds = recordings.map {
        ScriptedFeed("script", $0, blockSize: Int.random(in: 1...20, using: &random))
      }
      let (order, remarks) = try merged(feeds)
      #expect(order == whole)
      #expect(remarks == [])
    }
  }
}
