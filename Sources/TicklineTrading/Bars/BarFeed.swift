public import Generators
public import TicklineFeeds
public import TicklineMarkets

extension Feed {
  /// The same feed with bars in the place of its trades, each where the trade that ended it was. Other events stay. The
  /// bar that is not over at the end of the feed is left out.
  public func bars(_ rule: BarRule) -> BarFeed<Self> { BarFeed(base: self, rule: rule) }
}

/// A feed of bars that are made of another's trades, instrument by instrument.
public struct BarFeed<Base: Feed>: Feed {
  let base: Base
  let rule: BarRule

  /// The other feed's.
  public var name: String { base.name }

  /// The events.
  public func events(in session: FeedSession) -> Generator<MarketEvent, any Error> {
    let events = base.events(in: session)
    return Generator { yield in
      var makers: [InstrumentID: BarMaker] = [:]
      while let event = try events.next() {
        guard case .trade(let trade) = event else {
          try yield(event)
          continue
        }
        if let made = makers[trade.instrument, default: BarMaker(rule)].add(trade) { try yield(.bar(made.bar)) }
      }
    }
  }
}
