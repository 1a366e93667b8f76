internal import Generators
internal import TicklineFeeds
internal import TicklineMarkets

/// The events of a feed on their way into a store, from where the store left off.
final class Conversion {
  private let session: FeedSession
  private let store: any TickStore
  private let rejects: RejectsFile?
  /// So many events make a batch, which is one transaction.
  private let batchCount: Int64
  /// How many events earlier runs have used.
  private let startCount: Int64
  /// How far the source was used, and how far it was at the last commit.
  private(set) var position: StorePosition
  private(set) var committed: StorePosition
  /// How many events of the source were passed, those of earlier runs among them.
  private var passedCount: Int64 = 0
  /// What stands for them.
  private var digest: EventDigest
  private var symbols: [InstrumentID: String] = [:]
  private var hasSaidWhatIsLeftOut = false

  init(
    session: FeedSession, store: any TickStore, position: StorePosition, rejects: RejectsFile?, batchCount: Int
  ) {
    self.session = session
    self.store = store
    self.rejects = rejects
    self.batchCount = Int64(batchCount)
    self.position = position
    committed = position
    startCount = position.eventCount
    digest = EventDigest(instruments: session.instruments)
  }

  /// Takes events until there are none left, enough, or the run is to end. Everything that was taken is committed, also
  /// where the feed fails.
  ///
  /// - Parameter limit: how many events there are to be in all; nil for all.
  func run(_ blocks: Generator<EventBlock, any Error>, limit: Int?, progress: (StorePosition) -> Void) throws {
    let failure: (any Error)?
    do {
      try takeAll(blocks, limit: limit.map(Int64.init) ?? .max, progress: progress)
      failure = nil
    } catch let error as StoreError {
      throw error  // What was not committed is gone: the store can't take it.
    } catch {
      failure = error
    }
    if position != committed || startCount == 0 { try commit() }
    if let failure { throw failure }
    guard session.isInterrupted() || passedCount >= startCount else {
      throw StoreError(
        .cantMake,
        "\(store.name) holds what came of \(startCount) events, and its source has \(passedCount) now; it has "
          + "changed. Remove the store and start anew.")
    }
  }

  private func takeAll(
    _ blocks: Generator<EventBlock, any Error>, limit: Int64, progress: (StorePosition) -> Void
  ) throws {
    while passedCount < limit, !session.isInterrupted(), let block = try blocks.next() {
      for index in 0..<block.count where passedCount < limit {
        let event = block[index]
        passedCount += 1
        digest.add(event)
        if passedCount <= startCount { try pass(event) } else { try take(event) }
      }
      if position.eventCount - committed.eventCount >= batchCount { try commit() }
      progress(position)
    }
  }

  /// Passes an event that is in the store already. The last of them must still be where it was, and all must be the same.
  private func pass(_ event: MarketEvent) throws(StoreError) {
    guard passedCount == startCount else { return }
    guard event.origin.position == committed.lastPlace else {
      throw StoreError(
        .cantMake,
        "\(store.name) ends with place \(committed.lastPlace) of its source, which has changed: now that is place "
          + "\(event.origin.position). Remove the store and start anew.")
    }
    guard committed.digest == 0 || committed.digest == digest.value else {
      throw StoreError(
        .cantMake,
        "\(store.name) holds what came of \(startCount) events of its source, which has changed: they are not the same "
          + "now. Remove the store and start anew.")
    }
  }

  private func take(_ event: MarketEvent) throws(StoreError) {
    position.eventCount += 1
    position.lastPlace = event.origin.position
    switch event {
    case .trade(let trade):
      try store.append(trade, symbol: symbol(of: trade.instrument))
      position.rowCount += 1
      if !hasSaidWhatIsLeftOut, trade.id != nil || trade.aggressor != nil || trade.conditions != 0 {
        hasSaidWhatIsLeftOut = true
        session.remark("\(store.name): the trades' numbers, sides and conditions are not kept.")
      }
    case .corrupt:
      position.corruptCount += 1
      rejects?.add(event)
    case .quote, .bar, .status, .gap: position.otherCount += 1
    }
  }

  private func symbol(of instrument: InstrumentID) -> String {
    if let symbol = symbols[instrument] { return symbol }
    let symbol = session.instruments[instrument].symbol
    symbols[instrument] = symbol
    return symbol
  }

  private func commit() throws(StoreError) {
    try rejects?.flush()
    if let rejects { position.rejectedByteCount = rejects.byteCount }
    position.digest = digest.value
    try store.commit(position)
    committed = position
  }
}
