public import TicklineMarkets

/// What the feeds of one run share: which instruments there are and which are wanted, what the sources are called, and
/// where a remark goes.
///
/// Not `Sendable`: it belongs to the one run.
public final class FeedSession {
  /// The instruments of the run, by number.
  public let instruments: InstrumentTable

  /// The sources of the run, by number.
  public let sources: SourceTable

  /// The symbols whose events are wanted; nil for all.
  public let wantedSymbols: Set<String>?

  /// How values in text are read.
  public let reading: ReadingOptions

  /// Whether the run is to end: a feed that was woken while it waited for input then ends.
  public let isInterrupted: () -> Bool

  /// How many rows were scanned by threads that read ahead. For tests: nothing else shows whether they do.
  package internal(set) var rowsScannedAhead = 0

  private let remarkHandler: (String) -> Void
  private var remarks: Set<String> = []

  /// A session.
  ///
  /// - Parameters:
  ///   - symbols: the symbols whose events are wanted, in the order of their numbers; nil for all.
  ///   - reading: how values in text are read.
  ///   - remark: gets each sentence that a person should see once, such as the time format that was recognised.
  ///   - isInterrupted: whether the run is to end.
  ///   - instrument: what is known of a symbol when it is first seen: its lot, its price step, its currency.
  public init(
    symbols: [String]? = nil, reading: ReadingOptions = ReadingOptions(), remark: @escaping (String) -> Void = { _ in },
    isInterrupted: @escaping () -> Bool = { false },
    instrument: @escaping (String) -> Instrument = { Instrument(symbol: $0) }
  ) {
    instruments = InstrumentTable(making: instrument)
    sources = SourceTable()
    wantedSymbols = symbols.map { Set($0) }
    self.reading = reading
    remarkHandler = remark
    self.isInterrupted = isInterrupted
    for symbol in symbols ?? [] { _ = instruments.id(of: symbol) }
    for symbol in reading.negativePriceSymbols {
      let instrument = instruments.id(of: symbol)
      if instrument != .none { instruments[instrument].allowsNegativePrices = true }
    }
  }

  /// Whether an instrument's events are wanted.
  ///
  /// - Complexity: that of hashing the symbol. Ask once for each instrument, not once for each event.
  public func wants(_ instrument: InstrumentID) -> Bool {
    wantedSymbols?.contains(instruments[instrument].symbol) ?? true
  }

  /// Says something that a person should know, once.
  public func remark(_ sentence: String) {
    if remarks.insert(sentence).inserted { remarkHandler(sentence) }
  }
}

/// How values in text are read.
public struct ReadingOptions: Sendable {
  /// The format of times; nil to recognise it.
  public var timeFormat: TimestampFormat?

  /// Which columns or fields have other names than the usual ones.
  public var columns: ColumnNames

  /// Whether a price finer than 1e-9 is rounded, half to even, instead of being corrupt.
  public var roundsPrices: Bool

  /// The symbols whose prices may be zero or negative.
  public var negativePriceSymbols: Set<String>

  /// Options; those that are not given are the usual ones.
  public init(
    timeFormat: TimestampFormat? = nil, columns: ColumnNames = ColumnNames(), roundsPrices: Bool = false,
    negativePriceSymbols: Set<String> = []
  ) {
    self.timeFormat = timeFormat
    self.columns = columns
    self.roundsPrices = roundsPrices
    self.negativePriceSymbols = negativePriceSymbols
  }
}
