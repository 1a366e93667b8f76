internal import Generators
internal import TicklineFeeds
internal import TicklineMarkets

// The laws of beginning and end.
extension FeedLaws {
  func checkStart() throws {
    var remarks = 0
    let session = FeedSession(reading: reading) { _ in remarks += 1 }
    let feed = try makeFeed()
    let blocks = feed.blocks(in: session)
    let events = feed.events(in: session)
    try withExtendedLifetime((blocks, events)) { _ throws in
      try require(.startsLazily, !isOpenNow, "Something is open before the first event is asked for.")
      try require(.startsLazily, remarks == 0, "A remark is made before the first event is asked for.")
    }
    try blocks.close()
    try events.close()
    try require(.startsLazily, !isOpenNow, "Something was opened by closing a feed that never began.")
    try require(.startsLazily, blocks.next() == nil, "A feed that was closed before it began has events.")
  }

  func checkEnd() throws {
    let events = try makeFeed().events(in: session())
    var count = 0
    while try events.next() != nil {
      count += 1
      if count == limit { return }  // A feed without end.
    }
    for _ in 1...3 { try require(.endsForGood, events.next() == nil, "After its end the feed goes on.") }
    try withExtendedLifetime(events) { _ throws in
      try require(.endsForGood, !isOpenNow, "After its end something is still open.")
    }
    let blocks = try makeFeed().blocks(in: session())
    while try blocks.next() != nil {}
    for _ in 1...3 { try require(.endsForGood, blocks.next() == nil, "After its end the feed goes on with blocks.") }
    try withExtendedLifetime(blocks) { _ throws in
      try require(.endsForGood, !isOpenNow, "After its last block something is still open.")
    }
  }

  func checkGivingBack() throws {
    let closed = try makeFeed().blocks(in: session())
    guard try closed.next() != nil else { return }
    do {
      try closed.close()
      try closed.close()
    } catch {
      throw Violation(law: .givesBackHalfWay, description: "Closing the feed half-way fails: \(error)")
    }
    try require(.givesBackHalfWay, closed.next() == nil, "A feed that was closed half-way goes on.")
    try require(.givesBackHalfWay, !isOpenNow, "A feed that was closed half-way keeps something open.")
    var dropped: Generator<EventBlock, any Error>? = try makeFeed().blocks(in: session())
    _ = try dropped?.next()
    dropped = nil
    try require(.givesBackHalfWay, !isOpenNow, "A feed that was dropped half-way keeps something open.")
  }
}
