import Generators
import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct BlockTests {
  @Test(arguments: [0, 1, 255, 256, 257, 512, 1_000])
  func `blocks of a file hold 256 events, the last what is left`(count: Int) throws {
    try withFile(Array(("symbol,price\n" + String(repeating: "A,1\n", count: count)).utf8)) { path in
      let blocks = CSVFeed(path: path).blocks(in: FeedSession())
      var counts: [Int] = []
      while let block = try blocks.next() { counts.append(block.count) }
      let full = [Int](repeating: EventBlock.usualCapacity, count: count / 256)
      #expect(counts == full + (count % 256 == 0 ? [] : [count % 256]))
    }
  }

  @Test func `a simulated market gives the same events in blocks`() throws {
    let market = SimulatedMarket(seed: 3)
    let events = market.events(in: FeedSession())
    let blocks = market.blocks(in: FeedSession())
    for _ in 0..<500 {
      let block = try #require(try blocks.next())
      for index in 0..<block.count { #expect(try events.next() == block[index]) }
    }
  }

  @Test func `a block is filled, read and emptied`() {
    let block = EventBlock(capacity: 2)
    let event = MarketEvent.corrupt(
      Corruption(
        origin: Origin(instrument: .none, source: SourceID(index: 0), position: 1, time: .unknown), reason: .other,
        text: ""))
    #expect(block.isEmpty && !block.isFull && block.capacity == 2)
    block.append(event)
    block.append(event)
    #expect(block.isFull && block[1] == event)
    block.removeAll()
    #expect(block.isEmpty && block.count == 0)
  }

  @Test func `misuse of a block ends the program`() async {
    await #expect(processExitsWith: .failure) { _ = EventBlock(capacity: 0) }
    await #expect(processExitsWith: .failure) { _ = EventBlock(capacity: 1)[0] }
    await #expect(processExitsWith: .failure) { _ = EventBlock(capacity: 1)[-1] }
    await #expect(processExitsWith: .failure) {
      let block = EventBlock(capacity: 1)
      let origin = Origin(instrument: .none, source: SourceID(index: 0), position: 1, time: .unknown)
      for _ in 0..<2 { block.append(.gap(Gap(origin: origin, first: 1, last: 1))) }
    }
  }
}
