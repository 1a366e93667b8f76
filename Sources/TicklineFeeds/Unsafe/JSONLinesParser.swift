internal import TicklineMarkets

/// Makes events from the lines of a JSON Lines input.
@safe
struct JSONLinesParser: LineParser {
  private(set) var reader: RowReader
  private let scanner: JSONRowScanner
  private var fields = RowFields()
  /// Whether there was an object, and one with a price.
  private var hasObject = false, hasPrice = false
  private let priceNames: [String]

  /// Looks at the first line. Nil where there is not one.
  init?(lines: LineReader, session: FeedSession) throws(FeedError) {
    if try lines.read() == .end { return nil }
    lines.skipByteOrderMark()
    reader = RowReader(session: session, sourceName: lines.name)
    scanner = JSONRowScanner(columns: session.reading.columns)
    priceNames = session.reading.columns.candidates(for: .price)
    if let symbols = session.wantedSymbols, symbols.count == 1, let symbol = symbols.first {
      reader.onlySymbol = reader.symbols.symbol(named: Array(symbol.utf8).span)
    }
  }

  func tooLong(line: Int64, start: Span<UInt8>) -> MarketEvent? {
    reader.malformed(line: line, .rowTooLong, row: start)
  }

  mutating func addRows(of lines: LineReader, to block: EventBlock) {
    while !block.isFull && lines.hasLine {
      let line = unsafe lines.line()
      let row = unsafe Span(_unsafeElements: line.bytes)
      let event =
        unsafe line.isTooLong
        ? reader.malformed(line: lines.lineNumber, .rowTooLong, row: row) : event(of: row, line: lines.lineNumber)
      if let event { block.append(event) }
      unsafe lines.position = line.next
      lines.lineNumber += 1
    }
  }

  func finish() throws(FeedError) {
    guard hasObject, !hasPrice else { return }
    let field = priceNames.first.map { "called \($0)" } ?? "for the price"
    throw FeedError(
      .unusableContent,
      "\(reader.sourceName): no row has a field \(field). Name the right one with --columns price=NAME.")
  }

  private mutating func event(of row: Span<UInt8>, line: Int64) -> MarketEvent? {
    fields.removeAll()
    switch scanner.scan(row, into: &fields) {
    case .object:
      hasObject = true
      if fields[.price] != nil { hasPrice = true }
      return reader.event(line: line, fields)
    case .blank: return nil
    case .malformed: return reader.malformed(line: line, .malformedRow, row: row)
    }
  }
}
