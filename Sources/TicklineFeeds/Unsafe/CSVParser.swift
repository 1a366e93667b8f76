internal import TicklineMarkets

/// Makes events from the lines of a CSV input.
@safe
struct CSVParser: LineParser {
  private let header: CSVHeader
  private(set) var reader: RowReader
  private var splitter: CSVSplitter
  private var fields = RowFields()
  /// For times of the form that was recognised last; nil where no row can be of the usual shape then.
  private var fast: FastRows?
  private var fastTimeFormat: TimestampFormat?
  private var hasTriedFast = false

  /// Reads the header. Nil where there is not one line but blank ones.
  init?(lines: LineReader, session: FeedSession) throws(FeedError) {
    var availability = try lines.read()
    if availability == .end { return nil }
    lines.skipByteOrderMark()
    while availability == .lines, unsafe lines.line().bytes.isEmpty {
      lines.skipLine()
      if !lines.hasLine { availability = try lines.read() }
    }
    if availability == .end { return nil }
    guard availability == .lines, case let first = unsafe lines.line(), unsafe !first.isTooLong else {
      throw FeedError(
        .unusableContent,
        "\(lines.name), line \(lines.lineNumber): the line is longer than \(LineReader.longest) bytes and so no header; name a file of "
          + "comma-separated values.")
    }
    let firstLine = unsafe Span(_unsafeElements: first.bytes)
    let hasCarriageReturns = unsafe first.bytes.count + 2 == first.next - lines.position
    header = try CSVHeader(
      firstLine: firstLine, hasCarriageReturns: hasCarriageReturns, place: "\(lines.name), line \(lines.lineNumber)",
      session: session)
    reader = RowReader(session: session, sourceName: lines.name)
    splitter = CSVSplitter(separator: header.separator)
    if !header.roles.contains(.symbol), let symbol = session.wantedSymbols?.first {
      reader.onlySymbol = reader.symbols.symbol(named: Array(symbol.utf8).span)
    }
    if header.isFirstLine { lines.skipLine() }
  }

  func tooLong(line: Int64, start: Span<UInt8>) -> MarketEvent? {
    reader.malformed(line: line, .rowTooLong, row: start)
  }

  mutating func addRows(of lines: LineReader, to block: EventBlock) {
    fast?.addEvents(of: lines, from: reader.source, to: block)
    guard lines.hasLine && !block.isFull else { return }
    addExactRow(of: lines, to: block)
    if !hasTriedFast || fastTimeFormat != reader.timeFormat {
      hasTriedFast = true
      fast = FastRows(header, reader, number: lines.input.newScanNumber())
      fastTimeFormat = reader.timeFormat
    }
  }

  /// Adds the row at the lines' position, in whatever form its values are.
  private mutating func addExactRow(of lines: LineReader, to block: EventBlock) {
    let line = unsafe lines.line()
    let row = unsafe Span(_unsafeElements: line.bytes)
    if unsafe line.isTooLong {
      if let event = reader.malformed(line: lines.lineNumber, .rowTooLong, row: row) { block.append(event) }
    } else if !row.isEmpty, let event = event(of: row, line: lines.lineNumber) {
      block.append(event)
    }
    unsafe lines.position = line.next
    lines.lineNumber += 1
  }

  private mutating func event(of row: Span<UInt8>, line: Int64) -> MarketEvent? {
    let isSplit = splitter.split(row)
    let symbol = header.roles.firstIndex(of: .symbol)
    guard isSplit, splitter.fields.count == header.columnCount else {
      return reader.malformed(
        line: line, isSplit ? .fieldCount : .malformedRow, row: row,
        symbol: symbol.flatMap { $0 < splitter.fields.count ? splitter.fields[$0] : nil })
    }
    fields.removeAll()
    for (role, field) in zip(header.roles, splitter.fields) {
      guard let role else { continue }
      if CSVSplitter.isQuoted(field, in: row) {
        fields.set(role, field, of: row, undoubling: CSVSplitter.quote)
      } else {
        fields.set(role, field, of: row)
      }
    }
    return reader.event(line: line, fields)
  }
}
