import Generators
import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct SlicedFeedTests {
  private func seconds(_ script: [MarketEvent], _ start: Int64?, _ end: Int64?, blockSize: Int = 3) throws -> [Int64?] {
    func time(_ second: Int64) -> Timestamp { Timestamp(nanoseconds: second * 1_000_000_000) }
    let feed = SlicedFeed(ScriptedFeed("a", script, blockSize: blockSize), from: start.map(time), to: end.map(time))
    return try collect(feed).map { $0.time.isKnown ? $0.time.nanoseconds / 1_000_000_000 : nil }
  }

  private let script = [1, 2, 3, 4, 5, 6].map { Make.trade($0) }

  @Test func `the start is in and the end is not`() throws {
    #expect(try seconds(script, 2, 5) == [2, 3, 4])
    #expect(try seconds(script, 2, nil) == [2, 3, 4, 5, 6])
    #expect(try seconds(script, nil, 2) == [1])
    #expect(try seconds(script, nil, nil) == [1, 2, 3, 4, 5, 6])
    #expect(try seconds(script, 7, nil) == [])
  }

  @Test func `events out of order are taken by their own times`() throws {
    #expect(try seconds([5, 1, 9, 4, 2].map { Make.trade($0) }, 2, 6) == [5, 4, 2])
  }

  @Test func `an event without a time goes with the one before`() throws {
    let script = [nil, 1, nil, 2, nil, 9, nil].map { Make.trade($0) }
    #expect(try seconds(script, 2, 9) == [2, nil])
    #expect(try seconds(script, nil, 2) == [nil, 1, nil])
  }

  @Test func `a corrupt event goes by its own time and takes no other along`() throws {
    let script = [Make.trade(1), Make.corrupt(3), Make.trade(nil), Make.trade(3), Make.corrupt(1), Make.trade(nil)]
    #expect(try seconds(script, 2, nil) == [3, 3, nil])
  }

  @Test func `a first event without a time is in where no start is given`() throws {
    #expect(try seconds([nil, 5].map { Make.trade($0) }, nil, 6) == [nil, 5])
    #expect(try seconds([nil, 5].map { Make.trade($0) }, 1, nil) == [5])
  }

  @Test(arguments: SplitMix64.seeds)
  func `a slice is a filter by time, whatever the blocks`(seed: UInt64) throws {
    print("seed \(seed)")
    var random = SplitMix64(seed: seed)
    for _ in 0..<50 {
      let script = (0..<Int.random(in: 0...600, using: &random)).map { _ in
        Make.trade(Double(Int.random(in: 0...50, using: &random)))
      }
      let start = Int64.random(in: 0...50, using: &random), end = start + Int64.random(in: 1...20, using: &random)
      let expected = script.map { $0.time.nanoseconds / 1_000_000_000 }.filter { $0 >= start && $0 < end }
      #expect(try seconds(script, start, end, blockSize: Int.random(in: 1...300, using: &random)) == expected)
    }
  }

  @Test func `blocks are never empty`() throws {
    let blocks = SlicedFeed(ScriptedFeed("a", script, blockSize: 1), from: Timestamp(nanoseconds: 5_000_000_000))
      .blocks(in: FeedSession())
    while let block = try blocks.next() { #expect(!block.isEmpty) }
  }
}
