internal import CTicklineFeeds
internal import TicklineMarkets

/// Makes events from the fields of text rows: exactly, in any form that a number or a time may have. Shared by all feeds
/// of text; the usual shapes are read faster by the feed itself.
struct RowReader {
  let session: FeedSession
  let source: SourceID
  let sourceName: String
  let symbols: SymbolCache
  /// The instrument of every row, where the rows name none.
  var onlySymbol: row_symbol?
  /// How times are written: as asked for, or as last recognised.
  private(set) var timeFormat: TimestampFormat?
  /// Whether that is the only form, so that nothing is recognised.
  private let timeFormatIsFixed: Bool

  /// - Parameters:
  ///   - unit: what the source counts its rows by.
  ///   - timeFormat: how the source is known to write times, where nothing else was asked for.
  init(
    session: FeedSession, sourceName: String, unit: SourceDescription.Unit = .line, timeFormat: TimestampFormat? = nil
  ) {
    self.session = session
    self.sourceName = sourceName
    source = session.sources.add(name: sourceName, unit: unit)
    symbols = SymbolCache(session: session)
    self.timeFormat = session.reading.timeFormat ?? timeFormat
    timeFormatIsFixed = self.timeFormat != nil
  }

  /// The event of a row with every field in place; nil where its instrument is not wanted.
  mutating func event(line: Int64, _ fields: RowFields) -> MarketEvent? {
    let bytes = fields.bytes.span
    var origin = Origin(instrument: .none, source: source, position: line, time: .unknown)
    guard let symbol = symbol(of: fields) else {
      let text = fields[.symbol].map { InlineText(bytes.extracting($0)) }
      return corrupt(origin, .unreadableSymbol, text ?? InlineText())
    }
    guard symbol.is_wanted else {
      // Once the form of times is known, rows are read fast, also those before the first that is wanted.
      if timeFormat == nil, let field = fields[.time] { _ = time(bytes.extracting(field)) }
      return nil
    }
    origin.instrument = InstrumentID(index: symbol.instrument)
    if let field = fields[.time] {
      if field.isEmpty { return corrupt(origin, .missingField, "time") }
      guard let time = time(bytes.extracting(field)) else {
        return corrupt(origin, .malformedTime, InlineText(bytes.extracting(field)))
      }
      origin.time = time
    }
    guard let field = fields[.price], !field.isEmpty else { return corrupt(origin, .missingField, "price") }
    let price: Price
    do throws(NumberFault) {
      price = try Price(parsing: bytes.extracting(field), roundingExcessDigits: session.reading.roundsPrices)
    } catch {
      if error == .tooFine { hintAtRounding() }
      return corrupt(origin, Corruption.Reason(price: error), InlineText(bytes.extracting(field)))
    }
    if price <= .zero && !symbol.allows_negative {
      return corrupt(origin, price == .zero ? .zeroPrice : .negativePrice, InlineText(bytes.extracting(field)))
    }
    var size: Quantity = 1
    if let field = fields[.size] {
      if field.isEmpty { return corrupt(origin, .missingField, "size") }
      do throws(NumberFault) {
        size = try Quantity(parsing: bytes.extracting(field))
      } catch {
        return corrupt(origin, Corruption.Reason(size: error), InlineText(bytes.extracting(field)))
      }
      if size < .zero { return corrupt(origin, .negativeSize, InlineText(bytes.extracting(field))) }
    }
    return .trade(Trade(origin: origin, price: price, size: size))
  }

  /// The event of a row whose fields are not what they should be. Its symbol is believed only where it is known already.
  func malformed(
    line: Int64, _ reason: Corruption.Reason, row: Span<UInt8>, symbol: Range<Int>? = nil
  ) -> MarketEvent? {
    var origin = Origin(instrument: .none, source: source, position: line, time: .unknown)
    if let symbol, let known = session.instruments.knownID(ofSymbol: row.extracting(row.trimmed(symbol))) {
      guard session.wants(known) else { return nil }
      origin.instrument = known
    }
    return corrupt(origin, reason, InlineText(row))
  }

  private func corrupt(_ origin: Origin, _ reason: Corruption.Reason, _ text: InlineText) -> MarketEvent {
    .corrupt(Corruption(origin: origin, reason: reason, text: text))
  }

  private func symbol(of fields: RowFields) -> row_symbol? {
    guard let field = fields[.symbol] else { return onlySymbol }
    return symbols.symbol(named: fields.bytes.span.extracting(field))
  }

  /// A time in the format that was asked for, or in the one that it shows itself: each recognised form has its own number
  /// of digits, so that one wrong row does not decide for the others.
  private mutating func time(_ field: Span<UInt8>) -> Timestamp? {
    if !timeFormatIsFixed {
      guard let recognised = TimestampFormat.recognise(field) else { return nil }
      if timeFormat != recognised {
        timeFormat = recognised
        session.remark("\(sourceName): times are read as \(recognised.name); --time-format forces another form.")
      }
    }
    return try? Timestamp.parse(field, format: timeFormat)
  }

  private func hintAtRounding() {
    session.remark("\(sourceName): some prices are finer than 1e-9 and so corrupt; --round-prices rounds them.")
  }
}
