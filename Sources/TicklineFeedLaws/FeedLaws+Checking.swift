internal import Generators
internal import TicklineFeeds
internal import TicklineMarkets

// What the laws are checked with.
extension FeedLaws {
  var isOpenNow: Bool { isOpen?() ?? false }

  func session(symbols: [String]? = nil) -> FeedSession { FeedSession(symbols: symbols, reading: reading) }

  /// The events one by one, up to the limit.
  func readEvents() throws -> (events: [MarketEvent], session: FeedSession) {
    let session = session()
    let generator = try makeFeed().events(in: session)
    var events: [MarketEvent] = []
    while events.count < limit, let event = try generator.next() { events.append(event) }
    return (events, session)
  }

  func require(_ law: Law, _ holds: Bool, _ sentence: @autoclosure () -> String) throws {
    guard holds else { throw Violation(law: law, description: sentence()) }
  }

  func require(
    _ law: Law, _ events: [MarketEvent], same others: [MarketEvent], _ what: String
  ) throws {
    for number in 0..<min(events.count, others.count) {
      try require(
        law, events[number] == others[number], "Event \(number) is \(events[number]), but in \(what) \(others[number])."
      )
    }
    try require(law, events.count == others.count, "There are \(events.count) events, but \(others.count) in \(what).")
  }
}
