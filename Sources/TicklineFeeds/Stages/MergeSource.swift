internal import Generators
internal import TicklineMarkets

/// One feed of a merge, with its next events.
final class MergeSource {
  /// How many events are looked at to judge a time, and how many must agree that it is wrong: as many as of a symbol's
  /// clock.
  private static let mostLookedAt = 8, agreement = ClockCheck.agreement
  /// How many of the first events are looked at to judge the times of receipt.
  private static let mostJudged = 64

  /// By which of its two times an event takes its turn.
  var clock = MergeClock.venue
  private let blocks: Generator<EventBlock, any Error>
  /// The last block, and which of its events comes next.
  private var block: EventBlock?
  private var index = 0
  /// Events of blocks before it: a few, where some of the next block had to be looked at.
  private var kept: [MarketEvent] = []
  /// What the feed threw while more of it was looked at than was due: thrown once what came before is used up.
  private var failure: (any Error)?

  init(_ blocks: Generator<EventBlock, any Error>) { self.blocks = blocks }

  /// How many of the next events are there.
  var count: Int { kept.count + (block?.count ?? 0) - index }

  /// The next event.
  ///
  /// - Precondition: there is one.
  var head: MarketEvent { event(0) }

  /// When the next event is due; `unknown` where it has no such time.
  var due: Timestamp { clock.time(of: head) }

  /// Goes on to the event after the next.
  func advance() {
    if kept.isEmpty { index += 1 } else { kept.removeFirst() }
  }

  /// Sees to it that there is a next event. False at the end.
  func fill() throws -> Bool {
    while count == 0 {
      if let failure { throw failure }
      guard try pull() else { return false }
    }
    return true
  }

  /// Whether the next event, which has this time, is ahead of the feed: of the events that follow, three in a row are
  /// earlier than it and agree with one another.
  func isAhead(_ time: Timestamp) -> Bool {
    if isReachedSoon(time) { return false }
    var (last, agreeing, seen) = (Timestamp.unknown, 0, 0)
    var offset = 1
    while seen < Self.mostLookedAt {
      // More is read only as long as the time looks wrong.
      guard offset < count || seen == agreeing && lookFurther() && offset < count else { return false }
      let event = event(offset)
      offset += 1
      guard offset <= 4 * Self.mostLookedAt else { return false }
      if case .corrupt = event { continue }
      let due = clock.time(of: event)
      guard due.isKnown else { continue }
      seen += 1
      agreeing = due >= time ? 0 : due >= last ? agreeing + 1 : 1
      last = due >= time ? .unknown : due
      if agreeing == Self.agreement { return true }
    }
    return false
  }

  /// Whether the last of the next events is good and not earlier than a time: the usual case by itself.
  private func isReachedSoon(_ time: Timestamp) -> Bool {
    let event = event(min(count - 1, Self.mostLookedAt))
    if case .corrupt = event { return false }
    return count > 1 && clock.time(of: event) >= time
  }

  /// What the first events say of the times of receipt. More is read only where none of what is there is good.
  func judgeReceipt() -> MergeClock.Receipt {
    var receipt = MergeClock.Receipt()
    var offset = 0
    while offset < Self.mostJudged, offset < count || !receipt.isJudged && lookFurther() && offset < count {
      receipt.add(event(offset))
      offset += 1
    }
    return receipt
  }

  private func event(_ offset: Int) -> MarketEvent {
    if offset < kept.count { return kept[offset] }
    guard let block else { preconditionFailure("An event of a source is looked at before it is there.") }
    return block[index + offset - kept.count]
  }

  /// Gets a block more, ahead of time.
  private func lookFurther() -> Bool {
    do { return try failure == nil && pull() } catch {
      failure = error
      return false
    }
  }

  /// Gets a block more, and keeps what is left of the one before. False at the end.
  private func pull() throws -> Bool {
    if let block { for place in index..<block.count { kept.append(block[place]) } }
    (block, index) = (nil, 0)
    block = try blocks.next()
    return block != nil
  }
}
