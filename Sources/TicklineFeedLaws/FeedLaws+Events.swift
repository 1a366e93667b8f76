internal import Generators
internal import TicklineFeeds
internal import TicklineMarkets

// The laws of what is yielded.
extension FeedLaws {
  func checkRepetition() throws {
    try require(.isDeterministic, readEvents().events, same: readEvents().events, "a second reading")
  }

  func checkBlocks() throws {
    let session = session()
    let blocks = try makeFeed().blocks(in: session)
    var events: [MarketEvent] = []
    while events.count < limit, let block = try blocks.next() {
      try require(.blocksAreTheEvents, !block.isEmpty, "A block after \(events.count) events is empty.")
      for index in 0..<min(block.count, limit - events.count) { events.append(block[index]) }
    }
    try require(.blocksAreTheEvents, readEvents().events, same: events, "the blocks")
  }

  func checkPlaces() throws {
    let (events, session) = try readEvents()
    var last: [SourceID: Int64] = [:]
    for (number, event) in events.enumerated() {
      let origin = event.origin
      try require(
        .placesIncrease, Int(origin.source.index) < session.sources.count,
        "Event \(number) is of source \(origin.source.index), which the session does not know; add it to session.sources."
      )
      try require(
        .placesIncrease, Int(origin.instrument.index) < session.instruments.count,
        "Event \(number) is of instrument \(origin.instrument.index), which the session does not know.")
      let before = last[origin.source] ?? .min
      try require(
        .placesIncrease, origin.position >= before,
        "Event \(number) at \(session.sources.text(of: origin.place)) comes after one at \(before).")
      last[origin.source] = origin.position
    }
  }

  func checkGoodEvents() throws {
    let (events, session) = try readEvents()
    for (number, event) in events.enumerated() {
      if case .corrupt = event { continue }
      let place = "Event \(number)"
      try require(.goodEventsAreGood, event.instrument != .none, "\(place) is good but of no instrument.")
      guard Int(event.instrument.index) < session.instruments.count else { continue }
      let allowsAny = session.instruments[event.instrument].allowsNegativePrices
      let (prices, sizes) = FeedLaws.numbers(of: event)
      for price in prices {
        try require(
          .goodEventsAreGood, allowsAny || price > .zero, "\(place) has the price \(price) and is not corrupt.")
      }
      for size in sizes {
        try require(.goodEventsAreGood, size >= .zero, "\(place) has the size \(size) and is not corrupt.")
      }
    }
  }

  private static func numbers(of event: MarketEvent) -> (prices: [Price], sizes: [Quantity]) {
    switch event {
    case .trade(let trade): ([trade.price], [trade.size])
    case .quote(let quote): ([quote.bid, quote.ask].compactMap { $0 }, [quote.bidSize, quote.askSize])
    case .bar(let bar): ([bar.open, bar.high, bar.low, bar.close], [bar.volume])
    case .status, .gap, .corrupt: ([], [])
    }
  }

  func checkTimes() throws {
    guard promisesTimeOrder else { return }
    var last = Timestamp.unknown
    for (number, event) in try readEvents().events.enumerated() where event.time.isKnown {
      if case .corrupt = event { continue }
      try require(.timesIncrease, event.time >= last, "Event \(number), of \(event.time), comes after one of \(last).")
      last = event.time
    }
  }

  func checkSymbols() throws {
    let (events, all) = try readEvents()
    guard let first = events.first(where: { $0.isGood })?.instrument, Int(first.index) < all.instruments.count else {
      return
    }
    let wanted = session(symbols: [all.instruments[first].symbol])
    let generator = try makeFeed().events(in: wanted)
    let expected = events.filter { $0.isGood && $0.instrument == first }
    for (number, event) in expected.enumerated() {
      // The one symbol has another number in a session of its own.
      let found = try nextGood(of: generator, in: wanted).map { FeedLaws.moved($0, to: first) }
      try require(
        .keepsWantedSymbols, found == event,
        "Wanted alone, good event \(number) of the symbol is another, or missing.")
    }
  }

  private func nextGood(of generator: Generator<MarketEvent, any Error>, in session: FeedSession) throws -> MarketEvent?
  {
    while let event = try generator.next() {
      if event.isGood, session.wants(event.instrument) { return event }
    }
    return nil
  }

  private static func moved(_ event: MarketEvent, to instrument: InstrumentID) -> MarketEvent {
    switch event {
    case .trade(var trade):
      trade.origin.instrument = instrument
      return .trade(trade)
    case .quote(var quote):
      quote.origin.instrument = instrument
      return .quote(quote)
    case .bar(var bar):
      bar.origin.instrument = instrument
      return .bar(bar)
    case .status(var status):
      status.origin.instrument = instrument
      return .status(status)
    case .gap(var gap):
      gap.origin.instrument = instrument
      return .gap(gap)
    case .corrupt: return event
    }
  }
}

extension MarketEvent {
  /// Whether it is not corrupt.
  fileprivate var isGood: Bool {
    if case .corrupt = self { return false }
    return true
  }
}
