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
    let name = lines.name.split(separator: "/").last ?? ""
    let named = name.firstRange(of: "-trades-") ?? name.firstRange(of: "-aggTrades-")
    let only = session.wantedSymbols.flatMap { $0.count == 1 ? $0.first : nil }
    guard let symbol = named.map({ String(name[..<$0.lowerBound]) }) ?? only,
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
    guard cursor.index < row.count, case let letter = row[cursor.index] | 0x20,
      letter == UInt8(ascii: "t") || letter == UInt8(ascii: "f"), row.isTruth(from: cursor.index, endsField: true)
    else { return nil }
    let origin = file.origin(
      line: line, time: Timestamp(nanoseconds: time &* (digits == 13 ? 1_000_000 : 1_000)))
    return (
      Trade(
        origin: origin, price: Price(nanos: price), size: Quantity(nanos: size), id: UInt64(id),
        aggressor: letter == UInt8(ascii: "t") ? .sell : .buy), UInt64(id)
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
      let maker = fields[timeColumn + 1]
      guard row.isTruth(from: maker.lowerBound, endsField: false, end: maker.upperBound) else {
        throw RowFault(.malformedRow, row)
      }
      let isBuyerMaker = row[maker.lowerBound] | 0x20 == UInt8(ascii: "t")
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
    let isTruth = fields.map { row.isTruth(from: $0.lowerBound, endsField: false, end: $0.upperBound) }
    if fields.count > 5, isTruth[5] { return .trades }
    if fields.count > 6, isTruth[6] { return .aggregatedTrades }
    throw RowFault(.malformedRow, row)
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

  /// Whether `true` or `false`, in letters of any size, stands from an index to the end of a field.
  fileprivate func isTruth(from start: Int, endsField: Bool, end: Int? = nil) -> Bool {
    var fieldEnd = end ?? start
    if endsField { while fieldEnd < count, self[fieldEnd] != FieldCursor.separator { fieldEnd += 1 } }
    let field = extracting(start..<fieldEnd)
    func spells(_ word: StaticString) -> Bool {
      guard field.count == word.utf8CodeUnitCount else { return false }
      return word.equals(field) || word.equalsIgnoringCase(field)
    }
    return spells("true") || spells("false")
  }
}
