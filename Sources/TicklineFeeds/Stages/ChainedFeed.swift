public import Generators
public import TicklineMarkets

/// Several feeds read one after the other, each opened when the one before has ended.
///
/// - Complexity: nothing is copied; a block costs one resume at any length of the chain.
public struct ChainedFeed: Feed {
  /// What is read, in this order.
  public let feeds: [any Feed]

  /// What a person calls all of them together.
  public let name: String

  /// A chain of feeds.
  public init(_ feeds: [any Feed], name: String? = nil) {
    self.feeds = feeds
    self.name = name ?? feeds.map(\.name).joined(separator: ", ")
  }

  /// The events of the first feed, then those of the second, and so on, one by one.
  public func events(in session: FeedSession) -> Generator<MarketEvent, any Error> {
    events(of: blocks(in: session))
  }

  /// The blocks of the first feed, then those of the second, and so on.
  public func blocks(in session: FeedSession) -> Generator<EventBlock, any Error> {
    let feeds = feeds
    return Generator { yield in
      for feed in feeds where !session.isInterrupted() { try yield(from: feed.blocks(in: session)) }
    }
  }
}
