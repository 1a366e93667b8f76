internal import TicklineMarkets

/// Makes events from the lines of a LEAN file.
struct LeanParser: RowParser {
  private let file: InstrumentSource
  private let day: NewYorkDay
  private let kind: LeanKind
  /// What is known of both sides, in the events of quotes.
  private var bid: (price: Price, size: Quantity)?, ask: (price: Price, size: Quantity)?

  /// Nil where there is no line.
  init?(_ dated: DatedFile<LeanKind>, lines: LineReader, session: FeedSession) throws(FeedError) {
    if try lines.read() == .end { return nil }
    let parts = FileName.parts(lines.name).map { $0.lowercased() }
    if let resolution = parts.first(where: ["second", "minute", "hour", "daily"].contains) {
      throw FeedError(.unusableContent, "\(lines.name) holds bars (\(resolution)), and only ticks are read.")
    }
    let instrument = session.instruments.id(of: dated.symbol)
    guard instrument != .none else {
      throw FeedError(.unusableContent, "\(dated.path): '\(dated.symbol)', the name of its folder, is no symbol.")
    }
    session.instruments[instrument].keepDays(of: "America/New_York")
    file = InstrumentSource(instrument, name: lines.name, session: session)
    (day, kind) = (dated.day, dated.kind)
  }

  func tooLong(line: Int64, start: Span<UInt8>) -> MarketEvent? {
    file.corrupt(line: line, RowFault(.rowTooLong, start))
  }

  @inline(__always)
  mutating func addEvents(of row: Span<UInt8>, line: Int64, to block: EventBlock) {
    if kind == .trade, let trade = usualTrade(row, line) { return block.append(.trade(trade)) }
    block.append(exactEvent(row, line))
  }

  /// The trade of a row of plain whole numbers; nil for any other row.
  @inline(__always)
  private func usualTrade(_ row: Span<UInt8>, _ line: Int64) -> Trade? {
    var cursor = FieldCursor()
    guard let time = cursor.number(row), time < 86_400_000,
      let price = cursor.number(row), price > 0, price <= Int64.max / 100_000,
      let size = cursor.number(row), size <= Int64.max / Quantity.scale,
      cursor.skip(row), let conditions = cursor.hexadecimal(row),
      cursor.pass(UInt8(ascii: "0"), row), cursor.isAtEnd(of: row)
    else { return nil }
    return Trade(
      origin: file.origin(line: line, time: day.moment(nanosecondsSinceMidnight: time &* 1_000_000)),
      price: Price(nanos: price &* 100_000), size: Quantity(nanos: size &* Quantity.scale), conditions: conditions)
  }

  private mutating func exactEvent(_ row: Span<UInt8>, _ line: Int64) -> MarketEvent {
    let fields = row.plainFields()
    var time = Timestamp.unknown
    do throws(RowFault) {
      guard fields.count == (kind == .trade ? 6 : 8) else { throw RowFault(.fieldCount, row) }
      let sinceMidnight = try FieldValue.timeOfDay(row.extracting(fields[0]), secondsTimesTenTo: -3)
      time = day.moment(nanosecondsSinceMidnight: sinceMidnight)
      let origin = file.origin(line: line, time: time)
      switch kind {
      case .trade: return try trade(row, fields, origin)
      case .quote: return try quote(row, fields, origin)
      }
    } catch {
      return file.corrupt(line: line, error, time: time)
    }
  }

  private func trade(_ row: Span<UInt8>, _ fields: [Range<Int>], _ origin: Origin) throws(RowFault) -> MarketEvent {
    let isSuspicious = try flag(row.extracting(fields[5]))
    let price = try FieldValue.price(
      row.extracting(fields[1]), timesTenTo: -4, allowsNegative: file.allowsNegative || isSuspicious)
    let trade = Trade(
      origin: origin, price: price, size: try FieldValue.size(row.extracting(fields[2])),
      conditions: try conditions(row.extracting(fields[4])))
    return isSuspicious ? .corrupt(Corruption(flagged: trade)) : .trade(trade)
  }

  private mutating func quote(
    _ row: Span<UInt8>, _ fields: [Range<Int>], _ origin: Origin
  ) throws(RowFault) -> MarketEvent {
    let newBid = try side(row, fields[1], fields[2])
    let newAsk = try side(row, fields[3], fields[4])
    _ = try conditions(row.extracting(fields[6]))
    if try flag(row.extracting(fields[7])) { throw RowFault(.flagged, row) }
    bid = newBid ?? bid
    ask = newAsk ?? ask
    return .quote(
      Quote(origin: origin, bid: bid?.price, bidSize: bid?.size ?? .zero, ask: ask?.price, askSize: ask?.size ?? .zero))
  }

  /// A side of a quote; nil where it has not changed.
  private func side(
    _ row: Span<UInt8>, _ price: Range<Int>, _ size: Range<Int>
  ) throws(RowFault) -> (price: Price, size: Quantity)? {
    let amount = try FieldValue.size(row.extracting(size))
    let value = try FieldValue.price(row.extracting(price), timesTenTo: -4, allowsNegative: true)
    if value == .zero && amount == .zero { return nil }
    if value <= .zero && !file.allowsNegative {
      throw RowFault(value == .zero ? .zeroPrice : .negativePrice, row.extracting(price))
    }
    return (value, amount)
  }

  private func flag(_ field: Span<UInt8>) throws(RowFault) -> Bool {
    guard field.count == 1, field[0] == UInt8(ascii: "0") || field[0] == UInt8(ascii: "1") else {
      throw RowFault(.malformedRow, field)
    }
    return field[0] == UInt8(ascii: "1")
  }

  private func conditions(_ field: Span<UInt8>) throws(RowFault) -> UInt32 {
    var cursor = FieldCursor()
    guard let conditions = cursor.hexadecimal(field), cursor.isAtEnd(of: field) else {
      throw RowFault(.malformedRow, field)
    }
    return conditions
  }
}
