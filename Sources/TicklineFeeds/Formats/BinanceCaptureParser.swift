internal import TicklineMarkets

/// Makes events from the lines of a capture of Binance's websocket.
struct BinanceCaptureParser: RowParser {
  static var mostEventsPerLine: Int { 2 }

  private let session: FeedSession
  private let source: SourceID
  private let sourceName: String
  private let sequences: BinanceSequences
  private var message = BinanceMessage()
  private var isWanted: [Bool?] = []
  /// How many messages were of other kinds, and how many aggregated trades of instruments with single ones.
  private var otherCount = 0, repeatedCount = 0

  init(_ lines: LineReader, _ sequences: BinanceSequences, _ session: FeedSession) {
    self.session = session
    self.sequences = sequences
    sourceName = lines.name
    source = session.sources.add(name: lines.name, unit: .line)
  }

  func tooLong(line: Int64, start: Span<UInt8>) -> MarketEvent? {
    corrupt(Origin(instrument: .none, source: source, position: line, time: .unknown), RowFault(.rowTooLong, start))
  }

  func finish() throws(FeedError) {
    if otherCount > 0 {
      session.remark("\(sourceName): \(otherCount) messages of other kinds were passed.")
    }
    if repeatedCount > 0 {
      session.remark("\(sourceName): \(repeatedCount) aggregated trades were passed, since there are the single ones.")
    }
  }

  mutating func addEvents(of row: Span<UInt8>, line: Int64, to block: EventBlock) {
    var origin = Origin(instrument: .none, source: source, position: line, time: .unknown)
    do throws(RowFault) {
      let start = row.stampEnd
      if start > 0 { origin.received = try FieldValue.time(row.extracting(0..<start)) }
      guard message.scan(row, from: start) else { throw RowFault(.malformedRow, row) }
      let kind = message.kind(row)
      if kind == .other {
        otherCount += 1
        return
      }
      origin.instrument = try instrument(row)
      guard wants(origin.instrument) else { return }
      switch kind {
      case .trade: block.append(try trade(row, &origin, .trades, to: block))
      case .aggregatedTrade:
        guard sequences.usesAggregatedTrades(of: origin.instrument) else { return repeatedCount += 1 }
        block.append(try trade(row, &origin, .aggregatedTrades, to: block))
      case .bookTicker: block.append(try quote(row, origin))
      case .depthUpdate: try lookForGap(row, origin, block)
      case .other: break
      }
    } catch {
      block.append(corrupt(origin, error))
    }
  }

  private func corrupt(_ origin: Origin, _ fault: RowFault) -> MarketEvent {
    .corrupt(Corruption(origin: origin, reason: fault.reason, text: fault.text))
  }

  private func instrument(_ row: Span<UInt8>) throws(RowFault) -> InstrumentID {
    guard let symbol = message.text("s", row) else { throw RowFault(.missingField, "s") }
    guard let instrument = session.instruments.id(ofSymbol: row.extracting(symbol)) else {
      throw RowFault(.unreadableSymbol, row.extracting(symbol))
    }
    return instrument
  }

  private mutating func wants(_ instrument: InstrumentID) -> Bool {
    let index = Int(instrument.index)
    while isWanted.count <= index { isWanted.append(nil) }
    if let known = isWanted[index] { return known }
    let wants = session.wants(instrument)
    isWanted[index] = wants
    return wants
  }

  // MARK: - Kinds of messages

  /// The trade of a message; the gap before it is added.
  private func trade(
    _ row: Span<UInt8>, _ origin: inout Origin, _ stream: BinanceSequences.Stream, to block: EventBlock
  ) throws(RowFault) -> MarketEvent {
    origin.time = try FieldValue.time(row.extracting(try field("T", row)))
    guard let id = message.number(stream == .trades ? "t" : "a", row) else { throw RowFault(.malformedRow, row) }
    if stream == .trades { sequences.noteTrades(of: origin.instrument) }
    if let missing = sequences.take(id, through: id, of: stream, origin.instrument) {
      block.append(.gap(Gap(origin: origin, first: missing.lowerBound, last: missing.upperBound)))
    }
    let allowsNegative = session.instruments[origin.instrument].allowsNegativePrices
    let price = try FieldValue.price(row.extracting(try field("p", row)), allowsNegative: allowsNegative)
    let size = try FieldValue.size(row.extracting(try field("q", row)))
    // Whoever buys as the maker had an offer in the book, which the seller took.
    guard let isBuyerMaker = message.truth("m", row) else { throw RowFault(.malformedRow, row) }
    return .trade(
      Trade(origin: origin, price: price, size: size, id: id, aggressor: isBuyerMaker ? .sell : .buy))
  }

  /// The quote of a message, without the venue's time. The spot market's messages have none. Those of futures have one, but
  /// the streams of one connection overtake each other by milliseconds: the symbol's clock would go on with the quotes, and
  /// trades that are good would come too late for it. The same goes for the gaps of the book.
  private func quote(_ row: Span<UInt8>, _ origin: Origin) throws(RowFault) -> MarketEvent {
    let (bid, bidSize) = try side("b", "B", row, origin.instrument)
    let (ask, askSize) = try side("a", "A", row, origin.instrument)
    return .quote(Quote(origin: origin, bid: bid, bidSize: bidSize, ask: ask, askSize: askSize))
  }

  /// A side of a quote; without a price where nothing is offered.
  private func side(
    _ price: StaticString, _ size: StaticString, _ row: Span<UInt8>, _ instrument: InstrumentID
  ) throws(RowFault) -> (Price?, Quantity) {
    let amount = try FieldValue.size(row.extracting(try field(size, row)))
    let value = try FieldValue.price(row.extracting(try field(price, row)), allowsNegative: true)
    if value == .zero && amount == .zero { return (nil, .zero) }
    guard value > .zero || session.instruments[instrument].allowsNegativePrices else {
      throw RowFault(value == .zero ? .zeroPrice : .negativePrice, row.extracting(try field(price, row)))
    }
    return (value, amount)
  }

  private func lookForGap(_ row: Span<UInt8>, _ origin: Origin, _ block: EventBlock) throws(RowFault) {
    guard let first = message.number("U", row), let last = message.number("u", row), first <= last else {
      throw RowFault(.malformedRow, row)
    }
    let missing =
      if let before = message.number("pu", row) {
        sequences.take(after: before, through: last, origin.instrument)
      } else {
        sequences.take(first, through: last, of: .bookUpdates, origin.instrument)
      }
    if let missing { block.append(.gap(Gap(origin: origin, first: missing.lowerBound, last: missing.upperBound))) }
  }

  private func field(_ name: StaticString, _ row: Span<UInt8>) throws(RowFault) -> Range<Int> {
    guard let text = message.text(name, row) else { throw RowFault(.missingField, InlineText("\(name)")) }
    return text
  }
}

extension Span<UInt8> {
  /// Where the digits of a stamp before a message end; 0 where there is none.
  fileprivate var stampEnd: Int {
    var index = 0
    while index < count, self[index] &- UInt8(ascii: "0") <= 9 { index += 1 }
    return index < count && self[index] == UInt8(ascii: " ") ? index : 0
  }
}
