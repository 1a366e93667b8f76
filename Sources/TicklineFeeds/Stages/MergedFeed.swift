public import Generators
public import TicklineMarkets

/// Several feeds merged by time: the earliest event of all comes next; where two are of one time, that of the feed that
/// was named first.
///
/// The time is that of receipt where every feed has it, since that is when a strategy sees an event; else it is the venue's.
/// Which of them is judged by the first events of each feed. Where some feeds' events were received before they happened, and
/// those of others were not, or not by as much, the receivers' clocks differ: the venue's time decides then, and the session
/// is told.
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
    return Generator { yield in
      try yield(merging: feeds.map { $0.blocks(in: session) }) { wrong in
        let names = wrong.map { feeds[$0].name }.joined(separator: ", ")
        session.remark(
          "\(names): events were received before the venue's time, those of other sources were not, or not by as much; the "
            + "receivers' clocks differ, so the sources are merged by the venue's time.")
      }
    }
  }
}

extension Yielder where Output == EventBlock, Failure == any Error, Input == Void {
  /// Yields the events of several feeds by time.
  ///
  /// - Parameter tell: is given the numbers of the feeds whose receivers' clocks are wrong, where they keep receipt from
  ///   ordering events.
  /// - Throws: what a feed throws, after all events that come before.
  func callAsFunction(merging feeds: [Generator<EventBlock, any Error>], tell: ([Int]) -> Void = { _ in }) throws {
    var merge = try Merge(feeds.map(MergeSource.init))
    if !merge.wrongReceivers.isEmpty { tell(merge.wrongReceivers) }
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
