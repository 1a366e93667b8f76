internal import Generators
internal import TicklineMarkets

/// One feed of a merge, with its next events.
final class MergeSource {
  /// How many events are looked at to judge a time, and how many must agree that it is wrong: as many as of a symbol's
  /// clock.
  private static let mostLookedAt = 8, agreement = ClockCheck.agreement

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
    var (last, agreeing, seen) = (Timestamp.unknown, 0, 0)
    var offset = 1
    while seen < Self.mostLookedAt {
      // More is read only as long as the time looks wrong.
      guard offset < count || seen == agreeing && lookFurther() && offset < count else { return false }
      let event = event(offset)
      offset += 1
      guard offset <= 4 * Self.mostLookedAt else { return false }
      if case .corrupt = event { continue }
      guard event.time.isKnown else { continue }
      seen += 1
      agreeing = event.time >= time ? 0 : event.time >= last ? agreeing + 1 : 1
      last = event.time >= time ? .unknown : event.time
      if agreeing == Self.agreement { return true }
    }
    return false
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
