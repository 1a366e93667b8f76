internal import CTicklineFeeds
internal import TicklineMarkets

/// Rows of the usual shape: no quotation marks, whole or plain decimal numbers, symbols of up to eight bytes that are
/// known already.
///
/// A large file's rows are scanned by the thread that reads it ahead, as far as they lie within its pieces; the rest here.
/// A scan passes as many as there are and keeps what those of wanted symbols come to. Where a row is of another shape it
/// stops, and the exact reader goes on from the same place.
@safe
final class FastRows {
  private let values: ScannedValues
  private let symbols: SymbolCache
  private let rows: UnsafeMutableBufferPointer<row>
  private let templates: UnsafeMutablePointer<row_template>
  /// The number of the requests to scan ahead, and the state of the symbols at the last one.
  private let requestNumber: UInt64
  private var requestedChangeCount = -1
  /// How far the input was read at the last one.
  private var requestedOffset: Int64 = 0
  private let session: FeedSession
  /// How many rows of the piece that was scanned ahead are used.
  private var usedCount = 0

  /// Nil where no row can be of the usual shape, or times are not yet known to be.
  ///
  /// - Parameter number: differs for each of one input, and is not 0.
  init?(_ header: CSVHeader, _ reader: RowReader, number: UInt64) {
    requestNumber = number
    session = reader.session
    guard
      let values = ScannedValues(
        roles: header.roles, separator: header.separator, hasCarriageReturns: header.hasCarriageReturns,
        timeFormat: reader.timeFormat)
    else { return nil }
    self.values = values
    symbols = reader.symbols
    unsafe rows = .allocate(capacity: EventBlock.usualCapacity)
    unsafe rows.initialize(repeating: row())
    unsafe templates = .allocate(capacity: Int(row_templates))
    unsafe templates.initialize(repeating: row_template(), count: Int(row_templates))
  }

  deinit {
    unsafe rows.deallocate()
    unsafe templates.deallocate()
  }

  /// Adds the events of the rows at the lines' position, until the block is full, the lines are used up or a row is of
  /// another shape.
  func addEvents(of lines: LineReader, from source: SourceID, to block: EventBlock) {
    requestScan(of: lines)
    while !block.isFull && lines.hasLine {
      let limit: UnsafePointer<UInt8>
      if let piece = unsafe lines.input.piece, unsafe piece.pointee.scan_number == requestNumber {
        let start = unsafe UnsafePointer(piece.pointee.bytes!) + piece.pointee.scan_start
        if unsafe lines.position == start, unsafe piece.pointee.scan_end > piece.pointee.scan_start {
          unsafe useRows(of: piece.pointee, lines, source, block)
          continue
        }
        unsafe limit = lines.position < start ? start : lines.limit
      } else {
        unsafe limit = lines.limit
      }
      guard unsafe scan(lines, upTo: limit, source, block) else { return }
    }
  }

  /// A request copies the table of symbols, and is only heard before the next piece. So beyond this many symbols there is
  /// one request a piece.
  private static let fewSymbols = 64

  /// Has the next pieces scanned for the symbols that are known by now.
  private func requestScan(of lines: LineReader) {
    guard requestedChangeCount != symbols.changeCount else { return }
    guard symbols.changeCount <= Self.fewSymbols || requestedOffset != lines.input.offset else { return }
    requestedChangeCount = symbols.changeCount
    requestedOffset = lines.input.offset
    unsafe withUnsafePointer(to: values.shape) { shape in
      unsafe withUnsafePointer(to: symbols.table) { unsafe lines.input.scanAhead(requestNumber, shape, $0) }
    }
  }

  /// Adds the events of rows that were scanned ahead. The lines' position moves once all are used.
  private func useRows(
    of piece: read_ahead_piece, _ lines: LineReader, _ source: SourceID, _ block: EventBlock
  ) {
    let bytes = unsafe UnsafePointer(piece.bytes!)
    let end = unsafe min(piece.row_count, usedCount + block.capacity - block.count)
    for index in usedCount..<end {
      let row = unsafe piece.rows[index]
      block.append(unsafe values.event(of: row, in: bytes, source, lines.lineNumber &+ Int64(row.line)))
    }
    usedCount = end
    guard unsafe usedCount == piece.row_count else { return }
    usedCount = 0
    unsafe session.rowsScannedAhead += Int(piece.line_count)
    unsafe lines.position = bytes + piece.scan_end
    unsafe lines.lineNumber += Int64(piece.line_count)
  }

  /// Adds the events of rows that are scanned now. False where a row is of another shape.
  private func scan(
    _ lines: LineReader, upTo limit: UnsafePointer<UInt8>, _ source: SourceID, _ block: EventBlock
  ) -> Bool {
    let buffer = unsafe lines.base
    var scan = unsafe row_scan(offset: lines.position - buffer, line: 0)
    let capacity = unsafe min(block.capacity - block.count, rows.count)
    let count = unsafe withUnsafePointer(to: values.shape) { shape in
      unsafe withUnsafePointer(to: symbols.table) { symbols in
        unsafe row_scan(&scan, rows.baseAddress!, capacity, buffer, limit - buffer, shape, symbols, templates)
      }
    }
    for index in 0..<count {
      let row = unsafe rows[index]
      block.append(unsafe values.event(of: row, in: buffer, source, lines.lineNumber &+ Int64(row.line)))
    }
    unsafe lines.position = buffer + scan.offset
    lines.lineNumber += Int64(scan.line)
    return unsafe block.isFull || lines.position == limit
  }
}
