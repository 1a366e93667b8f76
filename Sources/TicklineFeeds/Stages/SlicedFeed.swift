public import Generators
public import TicklineMarkets

/// The part of a feed that lies in a span of time.
///
/// Each event is taken or left by its own time, since no source is sure to be in order: a feed is read to its end. An event
/// without a time goes with the one before; where there is none before, it is left out once a start is given.
///
/// - Complexity: a comparison or two and a copy an event.
public struct SlicedFeed: Feed {
  /// What is cut.
  public let feed: any Feed
  /// The first moment that is in; nil for all before `end`.
  public let start: Timestamp?
  /// The first moment that is out again; nil for all from `start` on.
  public let end: Timestamp?

  /// The part of a feed from `start` up to and without `end`.
  public init(_ feed: any Feed, from start: Timestamp? = nil, to end: Timestamp? = nil) {
    self.feed = feed
    self.start = start
    self.end = end
  }

  /// The name of the whole.
  public var name: String { feed.name }

  /// The events of the part, one by one.
  public func events(in session: FeedSession) -> Generator<MarketEvent, any Error> {
    events(of: blocks(in: session))
  }

  /// The blocks of the part.
  public func blocks(in session: FeedSession) -> Generator<EventBlock, any Error> {
    let (feed, start, end) = (feed, start ?? .unknown, end ?? Timestamp(nanoseconds: .max))
    let hasEnd = self.end != nil
    return Generator { yield in
      let blocks = feed.blocks(in: session)
      let part = EventBlock()
      var isInside = !start.isKnown
      while let block = try blocks.next() {
        part.timesAreChecked = block.timesAreChecked
        for index in 0..<block.count {
          let event = block[index]
          var takes = isInside
          if event.time.isKnown {
            takes = event.time >= start && (event.time < end || !hasEnd)
            // A wrong row does not say where the source has come to.
            if case .corrupt = event {} else { isInside = takes }
          }
          guard takes else { continue }
          part.append(event)
          if part.isFull {
            try yield(part)
            part.removeAll()
          }
        }
        if !part.isEmpty {
          try yield(part)
          part.removeAll()
        }
      }
    }
  }
}
