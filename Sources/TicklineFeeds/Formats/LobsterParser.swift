internal import TicklineMarkets

/// Makes events from the lines of a LOBSTER message file, and those of its order book beside it.
struct LobsterParser: RowParser {
  static var mostEventsPerLine: Int { 3 }

  /// A message; of the fields, those that become events.
  private struct Message {
    let time: Int64
    let type: Int64
    let size: Int64
    let price: Int64
    let isBuyOrder: Bool
  }

  private let file: InstrumentSource
  private let day: NewYorkDay
  private var book: LobsterBook?
  private var lastBest: LobsterBook.Best?
  /// Rows of the book that belong to messages that could not be read.
  private var owedRows = 0

  /// Nil where there is no line.
  init?(_ dated: DatedFile<LobsterBookPath>, lines: LineReader, session: FeedSession) throws(FeedError) {
    if try lines.read() == .end { return nil }
    let instrument = session.instruments.id(of: dated.symbol)
    guard instrument != .none else {
      throw FeedError(.unusableContent, "\(dated.path): '\(dated.symbol)', with which its name begins, is no symbol.")
    }
    session.instruments[instrument].keepDays(of: "America/New_York")
    file = InstrumentSource(instrument, name: lines.name, session: session)
    day = dated.day
    if let path = dated.kind.path { book = try LobsterBook(path: path, instrument: instrument, session: session) }
  }

  mutating func tooLong(line: Int64, start: Span<UInt8>) -> MarketEvent? {
    owedRows += 1
    return file.corrupt(line: line, RowFault(.rowTooLong, start))
  }

  mutating func addEvents(of row: Span<UInt8>, line: Int64, to block: EventBlock) throws(FeedError) {
    if line == 1 && !row.beginsWithNumber { return }
    var time = Timestamp.unknown
    do throws(RowFault) {
      let message = if let usual = usualMessage(row) { usual } else { try exactMessage(row) }
      time = day.moment(nanosecondsSinceMidnight: message.time)
      if let event = try event(message, file.origin(line: line, time: time), row) { block.append(event) }
    } catch {
      block.append(file.corrupt(line: line, error, time: time))
    }
    try addQuote(line: line, time: time, to: block)
  }

  private func event(_ message: Message, _ origin: Origin, _ row: Span<UInt8>) throws(RowFault) -> MarketEvent? {
    switch message.type {
    case 4, 5:
      guard message.price > 0 || file.allowsNegative else {
        throw RowFault(
          message.price == 0 ? .zeroPrice : .negativePrice, InlineText("\(Price(nanos: message.price * 100_000))"))
      }
      let (price, priceOverflow) = message.price.multipliedReportingOverflow(by: 100_000)
      let (size, sizeOverflow) = message.size.multipliedReportingOverflow(by: Quantity.scale)
      if priceOverflow || sizeOverflow { throw RowFault(priceOverflow ? .tooLarge : .sizeTooLarge, row) }
      return .trade(
        Trade(
          origin: origin, price: Price(nanos: price), size: Quantity(nanos: size),
          aggressor: message.isBuyOrder ? .sell : .buy))
    case 7:
      guard let kind = [-1: Status.Kind.halt, 0: .quoting, 1: .resume][message.price] else {
        throw RowFault(.malformedRow, row)
      }
      return .status(Status(origin: origin, kind: kind))
    case 1, 2, 3, 6: return nil
    default: throw RowFault(.malformedRow, row)
    }
  }

  /// Adds a quote where the row of the book that belongs to a message has other best prices than the last.
  private mutating func addQuote(line: Int64, time: Timestamp, to block: EventBlock) throws(FeedError) {
    guard let book else { return }
    while owedRows > 0 {
      owedRows -= 1
      _ = try book.next()
    }
    switch try book.next() {
    case .best(let best):
      // The time of a message that could not be read is not known: its change is told with the next one.
      guard best != lastBest, time.isKnown else { return }
      lastBest = best
      block.append(
        .quote(
          Quote(
            origin: file.origin(line: line, time: time), bid: best.bid, bidSize: best.bidSize, ask: best.ask,
            askSize: best.askSize)))
    case .corrupt(let event): block.append(event)
    case .end:
      file.session.remark(
        "\(book.name) has fewer rows than its messages: from line \(line) of those on there are no quotes.")
      self.book = nil
    }
  }

  /// The message of a row of plain numbers; nil for any other row.
  @inline(__always)
  private func usualMessage(_ row: Span<UInt8>) -> Message? {
    var cursor = FieldCursor()
    guard let time = cursor.decimal(row), time < 86_400_000_000_000, let type = cursor.number(row),
      cursor.number(row) != nil, let size = cursor.number(row), let price = cursor.number(row)
    else { return nil }
    let isSellOrder = cursor.pass(UInt8(ascii: "-"), row)
    guard cursor.pass(UInt8(ascii: "1"), row), cursor.isAtEnd(of: row), price < Int64.max / 100_000 else { return nil }
    return Message(time: time, type: type, size: size, price: price, isBuyOrder: !isSellOrder)
  }

  private func exactMessage(_ row: Span<UInt8>) throws(RowFault) -> Message {
    let fields = row.plainFields()
    guard fields.count == 6 else { throw RowFault(.fieldCount, row) }
    let time = try FieldValue.timeOfDay(row.extracting(fields[0]), secondsTimesTenTo: 0)
    guard let type = whole(row, fields[1]), whole(row, fields[2]) != nil, let direction = whole(row, fields[5]),
      direction == 1 || direction == -1
    else { throw RowFault(.malformedRow, row) }
    guard let size = whole(row, fields[3]) else { throw RowFault(.malformedSize, row.extracting(fields[3])) }
    guard size >= 0 else { throw RowFault(.negativeSize, row.extracting(fields[3])) }
    guard let price = whole(row, fields[4]) else { throw RowFault(.malformedPrice, row.extracting(fields[4])) }
    guard price.magnitude < UInt64(Int64.max / 100_000) else { throw RowFault(.tooLarge, row.extracting(fields[4])) }
    return Message(time: time, type: type, size: size, price: price, isBuyOrder: direction == 1)
  }

  /// A whole number, in whatever form it is written.
  private func whole(_ row: Span<UInt8>, _ field: Range<Int>) -> Int64? {
    try? DecimalText.parse(row.extracting(field), timesTenTo: -9)
  }
}
