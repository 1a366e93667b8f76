public import Generators
public import TicklineMarkets

/// Several feeds merged by time: the earliest event of all comes next; where two are of one time, that of the feed that
/// was named first.
///
/// The order within each feed stays. An event without a time keeps its place after the one before of its feed. An event
/// whose time is ahead of the three that follow it, which agree with one another, keeps its place, too: one wrong stamp
/// must not hold the rest of its feed back.
///
/// All feeds are opened when the first event is asked for, and each is read as its events are used up.
///
/// - Complexity: a copy and a few comparisons an event, their number logarithmic in the number of feeds. Nothing is
///   allocated for an event. Memory: a block, and what the feeds need.
public struct MergedFeed: Feed {
  /// What is merged.
  public let feeds: [any Feed]

  /// A feed of several.
  public init(_ feeds: [any Feed]) { self.feeds = feeds }

  /// The feeds' names.
  public var name: String { feeds.map(\.name).joined(separator: ", ") }

  /// The events of all feeds in the order of time, one by one.
  public func events(in session: FeedSession) -> Generator<MarketEvent, any Error> {
    events(of: blocks(in: session))
  }

  /// The events of all feeds in the order of time, in blocks of up to 256. A block ends early where a feed has to be asked
  /// for more, since it may have to wait.
  public func blocks(in session: FeedSession) -> Generator<EventBlock, any Error> {
    let feeds = feeds
    return Generator { yield in try yield(merging: feeds.map { $0.blocks(in: session) }) }
  }
}

extension Yielder where Output == EventBlock, Failure == any Error, Input == Void {
  /// Yields the events of several feeds by time.
  ///
  /// - Throws: what a feed throws, after all events that come before.
  func callAsFunction(merging feeds: [Generator<EventBlock, any Error>]) throws {
    var merge = try Merge(feeds.map(MergeSource.init))
    let block = EventBlock()
    while let event = merge.takeFirst() {
      block.append(event)
      if block.isFull || merge.needsInput {
        try self(block)
        block.removeAll()
      }
      try merge.restoreOrder()
    }
    if !block.isEmpty { try self(block) }
  }
}
