internal import CTicklineFeeds
internal import TicklineMarkets

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Makes events from rows in PostgreSQL's text form of a copy: fields between tabs, `\N` for null, a backslash before what
/// would end a field. Source: PostgreSQL, "COPY", text format.
///
/// Such rows are separated values, so that those of the usual shape are scanned as the rows of a CSV file are.
@safe
final class CopyRows {
  private let columns: RowColumns
  private let roles: [ColumnRole?]
  private var reader: RowReader
  private var fields = RowFields()
  /// How many rows were used.
  private(set) var rowCount: Int64 = 0
  private var values: ScannedValues?
  private var valuesFormat: TimestampFormat?
  private let rows: UnsafeMutablePointer<row>
  private let templates: UnsafeMutablePointer<row_template>

  /// - Parameter columnCount: how many columns the rows have.
  init(columns: RowColumns, columnCount: Int, reader: RowReader) {
    self.columns = columns
    self.reader = reader
    roles = (0..<columnCount).map { index in ColumnRole.allCases.first { columns[$0] == Int32(index) } }
    unsafe rows = .allocate(capacity: EventBlock.usualCapacity)
    unsafe rows.initialize(repeating: row(), count: EventBlock.usualCapacity)
    unsafe templates = .allocate(capacity: Int(row_templates))
    unsafe templates.initialize(repeating: row_template(), count: Int(row_templates))
    noteTimeFormat()
  }

  deinit {
    unsafe rows.deallocate()
    unsafe templates.deallocate()
  }

  /// Adds the events of the rows in a buffer, until the block is full or the rows are used up.
  func addEvents(of buffer: CopyBuffer, to block: EventBlock) {
    while !block.isFull, !buffer.isEmpty {
      if let values { scan(buffer, values, to: block) }
      if !block.isFull, !buffer.isEmpty { addExactRow(of: buffer, to: block) }
      if valuesFormat != reader.timeFormat { noteTimeFormat() }
    }
  }

  private func noteTimeFormat() {
    valuesFormat = reader.timeFormat
    values = ScannedValues(
      roles: roles, separator: UInt8(ascii: "\t"), hasCarriageReturns: false, timeFormat: valuesFormat)
    unsafe templates.update(repeating: row_template(), count: Int(row_templates))
  }

  /// Adds the events of rows of the usual shape.
  private func scan(_ buffer: CopyBuffer, _ values: ScannedValues, to block: EventBlock) {
    var scan = row_scan(offset: buffer.start, line: 0)
    let bytes = unsafe buffer.bytes
    let count = unsafe withUnsafePointer(to: values.shape) { shape in
      unsafe withUnsafePointer(to: reader.symbols.table) { symbols in
        unsafe row_scan(&scan, rows, block.capacity - block.count, bytes, buffer.count, shape, symbols, templates)
      }
    }
    for index in 0..<count {
      let row = unsafe rows[index]
      let position =
        columns.key == 0 ? unsafe Self.key(at: bytes + Int(row.offset)) : rowCount &+ Int64(row.line) &+ 1
      block.append(unsafe values.event(of: row, in: bytes, reader.source, position))
    }
    rowCount += Int64(scan.line)
    buffer.consume(upTo: scan.offset)
  }

  /// The whole number at the start of a row.
  @inline(__always)
  private static func key(at text: UnsafePointer<UInt8>) -> Int64 {
    var index = unsafe text[0] == UInt8(ascii: "-") ? 1 : 0
    var value: Int64 = 0
    while case let digit = unsafe text[index] &- UInt8(ascii: "0"), digit < 10 {
      value = value &* 10 &+ Int64(digit)
      index &+= 1
    }
    return unsafe text[0] == UInt8(ascii: "-") ? 0 &- value : value
  }

  /// Adds the event of the next row, in whatever form its values are.
  private func addExactRow(of buffer: CopyBuffer, to block: EventBlock) {
    let start = unsafe buffer.bytes + buffer.start
    let room = buffer.count - buffer.start
    let end = unsafe memchr(start, Int32(UInt8(ascii: "\n")), room)
    let size = unsafe end.map { unsafe UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) - start } ?? room
    rowCount += 1
    if let event = unsafe event(of: Span(_unsafeStart: start, count: size)) { block.append(event) }
    buffer.consume(upTo: min(buffer.start + size + 1, buffer.count))
  }

  private func event(of row: Span<UInt8>) -> MarketEvent? {
    fields.removeAll()
    var position = rowCount
    var start = 0
    var column = 0
    while start <= row.count {
      var end = start
      while end < row.count, row[end] != UInt8(ascii: "\t") { end += 1 }
      let isNull = end - start == 2 && row[start] == UInt8(ascii: "\\") && row[start + 1] == UInt8(ascii: "N")
      if !isNull, column < roles.count, let role = roles[column] {
        let value = Self.unescaped(row, start..<end)
        fields.set(role, 0..<value.count, of: value.span)
      } else if columns.key == Int32(column) {
        position = Int64(String(decoding: row.bytes(start..<end), as: UTF8.self)) ?? rowCount
      }
      start = end + 1
      column += 1
    }
    return reader.event(line: position, fields)
  }

  private static func unescaped(_ row: Span<UInt8>, _ field: Range<Int>) -> [UInt8] {
    var value: [UInt8] = []
    var index = field.lowerBound
    while index < field.upperBound {
      if row[index] == UInt8(ascii: "\\"), index + 1 < field.upperBound {
        index += 1
        switch row[index] {
        case UInt8(ascii: "b"): value.append(0x08)
        case UInt8(ascii: "f"): value.append(0x0C)
        case UInt8(ascii: "n"): value.append(0x0A)
        case UInt8(ascii: "r"): value.append(0x0D)
        case UInt8(ascii: "t"): value.append(0x09)
        case UInt8(ascii: "v"): value.append(0x0B)
        default: value.append(row[index])
        }
      } else {
        value.append(row[index])
      }
      index += 1
    }
    return value
  }
}
