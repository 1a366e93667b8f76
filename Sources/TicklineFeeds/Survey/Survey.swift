internal import TicklineMarkets

/// What there is in a source: one pass, and memory for each symbol, not for each event.
///
/// ```swift
/// let session = FeedSession()
/// var survey = Survey(session: session)
/// let blocks = CSVFeed(path: "ticks.csv").blocks(in: session)
/// while let block = try blocks.next() { survey.add(block) }
/// print(survey.total.notional)
/// ```
public struct Survey {
  private let session: FeedSession
  private var clocks = ClockCheck()
  /// By the instruments' numbers; `isWanted` is asked once for each.
  private var slots: [(isWanted: Bool, survey: SymbolSurvey)] = []
  /// What there is of no symbol: corrupt events whose symbol could not be read.
  public private(set) var unattributed = SymbolSurvey()
  /// How many events were counted.
  public private(set) var count = 0

  /// A survey of nothing.
  public init(session: FeedSession) { self.session = session }

  /// Counts the events of a block. Times are checked here where they were not before.
  public mutating func add(_ block: EventBlock) {
    for index in 0..<block.count {
      var event = block[index]
      if !block.timesAreChecked { clocks.check(&event) }
      add(event)
    }
  }

  private mutating func add(_ event: MarketEvent) {
    let index = Int(event.instrument.index)
    guard index >= 0 else {
      count += 1
      return unattributed.add(event)
    }
    while slots.count <= index {
      slots.append((session.wants(InstrumentID(index: Int32(slots.count))), SymbolSurvey()))
    }
    guard slots[index].isWanted else { return }
    count += 1
    slots[index].survey.add(event)
  }

  /// What there is of each symbol that was wanted or that occurred, in the order of first sight.
  public var bySymbol: [(symbol: String, survey: SymbolSurvey)] {
    (0..<session.instruments.count).compactMap { index in
      let instrument = InstrumentID(index: Int32(index))
      guard session.wants(instrument) else { return nil }
      let survey = index < slots.count ? slots[index].survey : SymbolSurvey()
      return (session.instruments[instrument].symbol, survey)
    }
  }

  /// What there is of all symbols together, and of none.
  public var total: SymbolSurvey {
    slots.reduce(into: unattributed) { $0.add($1.survey) }
  }
}
