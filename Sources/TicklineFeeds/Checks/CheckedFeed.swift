public import Generators
public import TicklineMarkets

/// A feed whose events are checked: what a check refuses comes as a corrupt event in its place.
///
/// The clock rule is applied, too, and by no one after this: checks go last, behind the merging of feeds, so that one
/// symbol's events of several sources are checked together.
public struct CheckedFeed: Feed {
  /// What is checked.
  public let feed: any Feed
  /// How.
  public let checks: EventChecks

  /// A feed whose events are checked.
  public init(_ feed: any Feed, _ checks: EventChecks) {
    self.feed = feed
    self.checks = checks
  }

  /// The name of what is checked.
  public var name: String { feed.name }

  /// The events, good and refused, one by one.
  public func events(in session: FeedSession) -> Generator<MarketEvent, any Error> {
    events(of: blocks(in: session))
  }

  /// The events, good and refused, in blocks as they come.
  public func blocks(in session: FeedSession) -> Generator<EventBlock, any Error> {
    let (feed, checks) = (feed, checks)
    return Generator { yield in
      let blocks = feed.blocks(in: session)
      var checker = EventChecker(checks)
      var checked = EventBlock()
      while let block = try blocks.next() {
        if checked.capacity < block.count { checked = EventBlock(capacity: block.count) }
        checked.removeAll()
        checked.timesAreChecked = true
        for index in 0..<block.count {
          var event = block[index]
          checker.check(&event)
          checked.append(event)
        }
        try yield(checked)
      }
    }
  }
}
