internal import TicklineMarkets

/// The sources of a merge, kept in a heap by the time at which their next event is due; ties go to the one named first.
struct Merge {
  /// When the next event of a source is due.
  private struct Turn {
    /// The time of the source's last event that had one, or of its next.
    var time: Timestamp
    let source: Int

    static func < (left: Turn, right: Turn) -> Bool {
      left.time == right.time ? left.source < right.source : left.time < right.time
    }
  }

  private let sources: [MergeSource]
  /// A binary heap: the turn at `n` comes before those at `2n + 1` and `2n + 2`.
  private var turns: [Turn] = []

  /// The sources, by number, whose events were received before they happened, where those of others were not: receipt orders
  /// nothing then.
  private(set) var wrongReceivers: [Int] = []

  /// Takes the first events of all sources.
  init(_ sources: [MergeSource]) throws {
    self.sources = sources
    let present = try sources.indices.filter { try sources[$0].fill() }
    // One source needs no order, so nothing more of it is read to find one.
    if present.count > 1 { chooseClock(present) }
    for number in present {
      let source = sources[number]
      let time = source.due
      let keepsPlace = !time.isKnown || sources.count > 1 && source.isAhead(time)
      turns.append(Turn(time: keepsPlace ? .unknown : time, source: number))
    }
    for index in turns.indices.reversed() { sink(index) }
  }

  private mutating func chooseClock(_ present: [Int]) {
    let receipts = present.map { sources[$0].judgeReceipt() }
    let clock = MergeClock.common(to: receipts)
    for number in present { sources[number].clock = clock }
    guard clock == .venue, receipts.allSatisfy(\.isKnown) else { return }
    wrongReceivers = zip(present, receipts).filter { $0.1.isWrong }.map(\.0)
  }

  /// Whether the source whose event was taken last has to be asked for more before the next event is known.
  var needsInput: Bool {
    let source = sources[turns[0].source]
    return source.count == 0 || source.count == 1 && hasToWait(source.due)
  }

  /// Takes the next event; nil once all sources have ended. ``restoreOrder()`` has to follow.
  mutating func takeFirst() -> MarketEvent? {
    guard let turn = turns.first else { return nil }
    let source = sources[turn.source]
    let event = source.head
    source.advance()
    return event
  }

  /// Puts the source whose event was taken where its next one belongs.
  mutating func restoreOrder() throws {
    let source = sources[turns[0].source]
    guard try source.fill() else {
      turns[0] = turns[turns.count - 1]
      turns.removeLast()
      return sink(0)
    }
    let time = source.due
    guard time.isKnown else { return }
    if hasToWait(time), source.isAhead(time) { return }
    turns[0].time = time
    sink(0)
  }

  /// Whether another source is due before the first one, were its next event of this time.
  private func hasToWait(_ time: Timestamp) -> Bool {
    let turn = Turn(time: time, source: turns[0].source)
    return turns.count > 1 && turns[1] < turn || turns.count > 2 && turns[2] < turn
  }

  private mutating func sink(_ start: Int) {
    var index = start
    while true {
      var least = index
      for child in (2 * index + 1)..<(2 * index + 3) where child < turns.count && turns[child] < turns[least] {
        least = child
      }
      if least == index { return }
      turns.swapAt(index, least)
      index = least
    }
  }
}
