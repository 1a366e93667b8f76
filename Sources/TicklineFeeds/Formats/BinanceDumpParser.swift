internal import TicklineMarkets

/// Makes trades from the lines of a dump of Binance's trades or aggregated trades.
///
/// The two are told apart by their columns: in `trades` the time comes fifth and the maker's side sixth, in `aggTrades` each
/// one further.
struct BinanceDumpParser: RowParser {
  static var mostEventsPerLine: Int { 2 }

  private let file: InstrumentSource
  private let sequences: BinanceSequences
  private let isWanted: Bool
  private var stream: BinanceSequences.Stream?

  /// - Throws: ``FeedError/Code/unusableContent`` where neither the file's name nor the wanted symbols say what it is of.
  init(_ lines: LineReader, _ sequences: BinanceSequences, _ session: FeedSession) throws(FeedError) {
    self.sequences = sequences
    let only = session.wantedSymbols.flatMap { $0.count == 1 ? $0.first : nil }
    guard let symbol = BinanceFeed.symbol(ofDump: lines.name) ?? only,
      case let instrument = session.instruments.id(of: symbol), instrument != .none
    else {
      throw FeedError(
        .unusableContent,
        "\(lines.name): the name of a dump says its symbol, BTCUSDT-trades-2024-08-08.csv; name it so, or say with --symbols "
          + "which one symbol it is of.")
    }
    file = InstrumentSource(instrument, name: lines.name, session: session)
    isWanted = session.wants(instrument)
  }

  func tooLong(line: Int64, start: Span<UInt8>) -> MarketEvent? {
    isWanted ? file.corrupt(line: line, RowFault(.rowTooLong, start)) : nil
  }

  @inline(__always)
  mutating func addEvents(of row: Span<UInt8>, line: Int64, to block: EventBlock) {
    guard isWanted else { return }
    if let stream, let (trade, id) = usualTrade(row, line, stream) {
      addGap(before: id, stream, trade.origin, to: block)
      return block.append(.trade(trade))
    }
    if line == 1 && !row.beginsWithNumber { return }
    addExactEvents(row, line, to: block)
  }

  /// The trade of a row of plain numbers; nil for any other row.
  @inline(__always)
  private func usualTrade(
    _ row: Span<UInt8>, _ line: Int64, _ stream: BinanceSequences.Stream
  ) -> (Trade, id: UInt64)? {
    var cursor = FieldCursor()
    guard let id = cursor.number(row), let price = cursor.decimal(row), price > 0, let size = cursor.decimal(row),
      cursor.skip(row)
    else { return nil }
    if stream == .aggregatedTrades { guard cursor.skip(row) else { return nil } }
    let start = cursor.index
    // A time of 13 or 16 digits; more than 15 are too many for `number`.
    guard cursor.skip(row), case let digits = cursor.index - 1 - start, digits == 13 || digits == 16,
      let time = row.wholeNumber(start..<start + digits)
    else { return nil }
    guard let isBuyerMaker = cursor.truth(row) else { return nil }
    // At most one more field, whether it was the best match.
    guard cursor.isAtEnd(of: row) || !cursor.skip(row) else { return nil }
    let (nanoseconds, isBeyond) = time.multipliedReportingOverflow(by: digits == 13 ? 1_000_000 : 1_000)
    guard !isBeyond else { return nil }  // after 2262
    let origin = file.origin(line: line, time: Timestamp(nanoseconds: nanoseconds))
    return (
      Trade(
        origin: origin, price: Price(nanos: price), size: Quantity(nanos: size), id: UInt64(id),
        aggressor: isBuyerMaker ? .sell : .buy), UInt64(id)
    )
  }

  @inline(__always)
  private func addGap(
    before id: UInt64, _ stream: BinanceSequences.Stream, _ origin: Origin, to block: EventBlock
  ) {
    guard let missing = sequences.take(id, through: id, of: stream, file.instrument) else { return }
    block.append(.gap(Gap(origin: origin, first: missing.lowerBound, last: missing.upperBound)))
  }

  private mutating func addExactEvents(_ row: Span<UInt8>, _ line: Int64, to block: EventBlock) {
    let fields = row.plainFields()
    var time = Timestamp.unknown
    do throws(RowFault) {
      let stream = if let known = self.stream { known } else { try Self.stream(row, fields) }
      let timeColumn = stream == .trades ? 4 : 5
      guard fields.count == timeColumn + 2 || fields.count == timeColumn + 3 else { throw RowFault(.fieldCount, row) }
      self.stream = stream
      time = try FieldValue.time(row.extracting(fields[timeColumn]))
      let origin = file.origin(line: line, time: time)
      guard let id = row.wholeNumber(fields[0]) else { throw RowFault(.malformedRow, row) }
      addGap(before: UInt64(id), stream, origin, to: block)
      let price = try FieldValue.price(row.extracting(fields[1]), allowsNegative: file.allowsNegative)
      let size = try FieldValue.size(row.extracting(fields[2]))
      guard let isBuyerMaker = Self.truth(row.extracting(fields[timeColumn + 1])) else {
        throw RowFault(.malformedRow, row)
      }
      block.append(
        .trade(
          Trade(
            origin: origin, price: price, size: size, id: UInt64(id), aggressor: isBuyerMaker ? .sell : .buy)))
    } catch {
      block.append(file.corrupt(line: line, error, time: time))
    }
  }

  /// What a row is of, by which of its columns is a truth value.
  private static func stream(_ row: Span<UInt8>, _ fields: [Range<Int>]) throws(RowFault) -> BinanceSequences.Stream {
    if fields.count > 5, truth(row.extracting(fields[5])) != nil { return .trades }
    if fields.count > 6, truth(row.extracting(fields[6])) != nil { return .aggregatedTrades }
    throw RowFault(.malformedRow, row)
  }

  private static func truth(_ field: Span<UInt8>) -> Bool? {
    var cursor = FieldCursor()
    guard let truth = cursor.truth(field), cursor.isAtEnd(of: field) else { return nil }
    return truth
  }
}

extension Span<UInt8> {
  /// A whole number of 1 to 18 digits; nil for anything else.
  @inline(__always)
  fileprivate func wholeNumber(_ range: Range<Int>) -> Int64? {
    guard !range.isEmpty, range.count <= 18 else { return nil }
    var value: Int64 = 0
    for index in range {
      let digit = self[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value &* 10 &+ Int64(digit)
    }
    return value
  }
}
