internal import Generators
internal import TicklineMarkets

/// The next event of one of several feeds that are merged.
private struct MergeHead {
  let blocks: Generator<EventBlock, any Error>
  private var block: EventBlock?
  private var index = 0
  /// The time of the event, or where it has none that of the one before it.
  private(set) var time = Timestamp.unknown

  init(_ blocks: Generator<EventBlock, any Error>) throws {
    self.blocks = blocks
    block = try blocks.next()
    noteTime()
  }

  var event: MarketEvent? { block.map { $0[index] } }

  mutating func advance() throws {
    index += 1
    if let block, index < block.count { return noteTime() }
    block = try blocks.next()
    index = 0
    noteTime()
  }

  private mutating func noteTime() {
    if let event, event.time.isKnown { time = event.time }
  }
}

extension Yielder where Output == EventBlock, Failure == any Error, Input == Void {
  /// Yields the events of several feeds by time; of events at one time, those of the earlier feed in the list first.
  ///
  /// - Throws: what a feed throws, after all events that come before.
  func callAsFunction(merging feeds: [Generator<EventBlock, any Error>]) throws {
    let merged = EventBlock()
    do {
      var heads = try feeds.map { try MergeHead($0) }
      while let first = Self.first(of: heads), let event = heads[first].event {
        merged.append(event)
        try heads[first].advance()
        guard merged.isFull else { continue }
        try self(merged)
        merged.removeAll()
      }
    } catch let error as FeedError {
      if !merged.isEmpty { try self(merged) }
      throw error
    }
    if !merged.isEmpty { try self(merged) }
  }

  private static func first(of heads: [MergeHead]) -> Int? {
    var best: Int?
    for index in heads.indices where heads[index].event != nil {
      if best == nil || heads[index].time < heads[best!].time { best = index }
    }
    return best
  }
}
