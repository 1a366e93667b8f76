import Generators
import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct MergedFeedTests {
  /// A feed of trades at these seconds; nil for none. Their positions number them; `source` tells feeds apart.
  private func feed(_ seconds: [Double?], source: UInt16, blockSize: Int = 3) -> ScriptedFeed {
    ScriptedFeed(
      "feed \(source)",
      seconds.enumerated().map { Make.trade($1, source: source, position: Int64($0)) }, blockSize: blockSize)
  }

  /// What comes out: source and position.
  private func merged(_ feeds: [ScriptedFeed]) throws -> [String] {
    try collect(MergedFeed(feeds)).map { "\($0.origin.source.index).\($0.origin.position)" }
  }

  @Test func `the earliest event of all comes next`() throws {
    let feeds = [feed([1, 4, 5], source: 0), feed([2, 3, 6], source: 1)]
    #expect(try merged(feeds) == ["0.0", "1.0", "1.1", "0.1", "0.2", "1.2"])
  }

  @Test func `of events at one time those of the first feed come first`() throws {
    let feeds = [feed([1, 2, 2], source: 0), feed([1, 2, 2], source: 1), feed([1, 1, 2], source: 2)]
    #expect(try merged(feeds) == ["0.0", "1.0", "2.0", "2.1", "0.1", "0.2", "1.1", "1.2", "2.2"])
  }

  @Test func `an event without a time keeps its place after the one before of its feed`() throws {
    let feeds = [feed([nil, 1, nil, nil, 5], source: 0), feed([0.5, 2, nil], source: 1)]
    #expect(try merged(feeds) == ["0.0", "1.0", "0.1", "0.2", "0.3", "1.1", "1.2", "0.4"])
  }

  @Test(arguments: [1, 2, 3, 4, 5, 7, 256])
  func `one stamp an hour ahead does not hold its feed back`(blockSize: Int) throws {
    let dirty = feed([1, 3_602, 3, 4, 5, 6], source: 0, blockSize: blockSize)
    let clean = feed([1.5, 2.5, 3.5, 4.5, 5.5, 6.5], source: 1)
    #expect(
      try merged([dirty, clean])
        == ["0.0", "0.1", "1.0", "1.1", "0.2", "1.2", "0.3", "1.3", "0.4", "1.4", "0.5", "1.5"])
  }

  @Test func `a first stamp an hour ahead does not hold its feed back`() throws {
    let feeds = [feed([3_601, 2, 3, 4], source: 0), feed([1, 2.5], source: 1)]
    #expect(try merged(feeds) == ["0.0", "1.0", "0.1", "1.1", "0.2", "0.3"])
  }

  @Test func `two wrong stamps in a row do not hold their feed back`() throws {
    let feeds = [feed([1, 3_602, 3_603, 3, 4, 5], source: 0, blockSize: 256), feed([2, 6, 7], source: 1)]
    #expect(try merged(feeds) == ["0.0", "0.1", "0.2", "1.0", "0.3", "0.4", "0.5", "1.1", "1.2"])
  }

  @Test func `an event far behind comes at once and changes nothing else`() throws {
    let feeds = [feed([10, 1, 12], source: 0), feed([9, 11, 13], source: 1)]
    #expect(try merged(feeds) == ["1.0", "0.0", "0.1", "1.1", "0.2", "1.2"])
  }

  @Test(arguments: SplitMix64.seeds)
  func `sorted feeds come out as a stable sort of all`(seed: UInt64) throws {
    print("seed \(seed)")
    var random = SplitMix64(seed: seed)
    for _ in 0..<50 {
      let feeds = (0..<Int.random(in: 1...9, using: &random)).map { source in
        let count = Int.random(in: 0...60, using: &random)
        let seconds = (0..<count).map { _ in Double(Int.random(in: 0...40, using: &random)) }.sorted()
        return feed(seconds, source: UInt16(source), blockSize: Int.random(in: 1...20, using: &random))
      }
      // Swift's sort is stable, so equal times stay in the order of the feeds.
      let expected = feeds.flatMap(\.script).sorted { $0.time < $1.time }
      #expect(try collect(MergedFeed(feeds)) == expected)
    }
  }

  @Test func `the single events are those of the blocks`() throws {
    let feeds = [feed([1, 4, nil, 5], source: 0), feed([2, 3, 6], source: 1)]
    let generator = MergedFeed(feeds).events(in: FeedSession())
    var events: [MarketEvent] = []
    while let event = try generator.next() { events.append(event) }
    #expect(try events == collect(MergedFeed(feeds)))
  }

  @Test func `what came before is handed on before a feed is asked for more`() throws {
    let feeds = [feed([1, 2, 3, 4], source: 0, blockSize: 2), feed([10], source: 1)]
    let blocks = MergedFeed(feeds).blocks(in: FeedSession())
    let first = try #require(try blocks.next())
    #expect(first.count <= 2)
  }

  @Test func `nothing is opened before the first event, and all is closed at the end or when it is dropped`() throws {
    let feeds = [feed([1, 2, 3, 4], source: 0, blockSize: 1), feed([3, 4, 5], source: 1, blockSize: 1)]
    func counts() -> [Int] { feeds.map { $0.life.opened * 10 + $0.life.closed } }
    do {
      let blocks = MergedFeed(feeds).blocks(in: FeedSession())
      #expect(counts() == [0, 0])
      _ = try blocks.next()
      #expect(counts() == [10, 10])
      try blocks.close()
    }
    #expect(counts() == [11, 11])
  }

  @Test func `an error of one feed comes after what was earlier`() throws {
    let bad = ScriptedFeed("bad", [Make.trade(1), Make.trade(4)], failure: FeedError(.readFailed, "Broken."))
    let blocks = MergedFeed([bad, feed([2, 3, 9], source: 1)]).blocks(in: FeedSession())
    var count = 0
    let error = try #require(throws: FeedError.self) { while let block = try blocks.next() { count += block.count } }
    #expect(error.code == .readFailed && count == 4)
  }

  @Test func `no feeds have no events, and one is as it is`() throws {
    #expect(try collect(MergedFeed([])) == [])
    let alone = feed([3, 1, 2, nil], source: 0)
    #expect(try collect(MergedFeed([alone])) == alone.script)
  }
}
