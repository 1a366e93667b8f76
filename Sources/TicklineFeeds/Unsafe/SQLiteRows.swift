internal import CTicklineFeeds
internal import TicklineMarkets

/// Makes events from the rows of a cursor of SQLite.
@safe
struct SQLiteRows {
  private let statement: SQLiteStatement
  private let columns: RowColumns
  private(set) var reader: RowReader
  private var fields = RowFields()
  /// How many rows were read.
  private(set) var rowCount: Int64 = 0
  /// A further step would run the query anew.
  private var isAtEnd = false
  /// The whole numbers that are times of the form that was recognised last, and what one is in nanoseconds.
  private var times: (values: ClosedRange<Int64>, nanoseconds: Int64)?
  private var timesFormat: TimestampFormat?
  private let timeFormatIsFixed: Bool

  /// Whether texts lie in UTF-8 in the database.
  private let readsTextInPlace: Bool

  init(statement: SQLiteStatement, readsTextInPlace: Bool, columns: RowColumns, reader: RowReader) {
    self.statement = statement
    self.readsTextInPlace = readsTextInPlace
    self.columns = columns
    self.reader = reader
    timeFormatIsFixed = reader.timeFormat != nil
  }

  /// Fills a block with the events of the next rows. False once there is none left.
  mutating func fill(_ block: EventBlock) throws(SQLiteFailure) -> Bool {
    block.removeAll()
    // A copy: the table stays where it is until a symbol is added, which only the exact reader does.
    var symbols = unsafe reader.symbols.table
    while !block.isFull, !isAtEnd {
      guard try statement.step() else {
        isAtEnd = true
        break
      }
      rowCount += 1
      let position = columns.key >= 0 ? statement.usualValue(columns.key).integer : rowCount
      if unsafe addUsualEvent(position, &symbols, to: block) { continue }
      if let event = exactEvent(position) { block.append(event) }
      unsafe symbols = reader.symbols.table
    }
    return !block.isEmpty
  }

  // MARK: - Values of the usual shapes

  /// Adds the event of a row whose values are of the usual shapes, where its symbol is wanted. False for any other row.
  @inline(__always)
  private mutating func addUsualEvent(_ position: Int64, _ symbols: inout row_symbols, to block: EventBlock) -> Bool {
    guard readsTextInPlace, let symbol = unsafe usualSymbol(&symbols) else { return false }
    guard let time = usualTime() else { return false }
    guard symbol.is_wanted else { return true }
    guard let price = usualNumber(columns.price, absent: 0),
      let size = usualNumber(columns.size, absent: Quantity.scale),
      size >= 0, price > 0 || !symbol.allows_negative
    else { return false }
    let origin = Origin(
      instrument: InstrumentID(index: symbol.instrument), source: reader.source, position: position, time: time)
    if price > 0 {
      block.append(.trade(Trade(origin: origin, price: Price(nanos: price), size: Quantity(nanos: size))))
      return true
    }
    let value = statement.usualValue(columns.price)
    guard value.isText else { return false }
    let text = unsafe InlineText(Span(_unsafeElements: value.bytes))
    block.append(
      .corrupt(Corruption(origin: origin, reason: price == 0 ? .zeroPrice : .negativePrice, text: text)))
    return true
  }

  /// A symbol of up to eight bytes that was seen before.
  @inline(__always)
  private func usualSymbol(_ symbols: inout row_symbols) -> row_symbol? {
    guard columns.symbol >= 0 else { return reader.onlySymbol }
    let value = statement.usualValue(columns.symbol)
    guard value.isText else { return nil }
    let name = unsafe value.bytes
    guard let start = name.baseAddress, 1...8 ~= name.count else { return nil }
    var packed: UInt64 = 0
    for index in 0..<name.count { unsafe packed |= UInt64(start[index]) &<< UInt64(8 &* index) }
    let place = unsafe row_symbol_place(&symbols, packed)
    guard let symbol = unsafe place?.pointee, symbol.bytes == packed else { return nil }
    return symbol
  }

  /// A whole number in the range of the form of times that is known by now.
  @inline(__always)
  private mutating func usualTime() -> Timestamp? {
    guard columns.time >= 0 else { return .unknown }
    if timesFormat != reader.timeFormat { noteTimeFormat() }
    let value = statement.usualValue(columns.time)
    guard let times, value.isInteger, case let number = value.integer, times.values.contains(number) else { return nil }
    return Timestamp(nanoseconds: number &* times.nanoseconds)
  }

  private mutating func noteTimeFormat() {
    timesFormat = reader.timeFormat
    switch timesFormat {
    case .nanoseconds?:
      times = (timeFormatIsFixed ? -.max ... .max : 1_000_000_000_000_000_000 ... .max, 1)
    case .microseconds?: times = (1_000_000_000_000_000...9_200_000_000_000_000, 1_000)
    case .milliseconds?: times = (1_000_000_000_000...9_200_000_000_000, 1_000_000)
    case .seconds?: times = (1_000_000_000...9_200_000_000, 1_000_000_000)
    case .iso8601?, nil: times = nil
    }
  }

  /// A number of up to nine digits before and behind the point, in units of 1e-9.
  @inline(__always)
  private func usualNumber(_ column: Int32, absent: Int64) -> Int64? {
    guard column >= 0 else { return absent }
    let value = statement.usualValue(column)
    if value.isText { return unsafe usualDecimal(value.bytes) }
    guard value.isInteger, case let number = value.integer, -9_000_000_000 < number, number < 9_000_000_000 else {
      return nil
    }
    return number &* 1_000_000_000
  }

  // MARK: - Any values

  private mutating func exactEvent(_ position: Int64) -> MarketEvent? {
    fields.removeAll()
    for role in ColumnRole.allCases where columns[role] >= 0 { set(role, columns[role]) }
    return reader.event(line: position, fields)
  }

  /// Keeps a value as text. What is null is not there.
  private mutating func set(_ role: ColumnRole, _ column: Int32) {
    switch statement.value(column) {
    case .null: break
    case .integer: fields.set(role, "\(statement.integer(column))")
    case .real:
      reader.noteFloatingPoint(role)
      fields.set(role, statement.real(column).description)
    case .text, .blob:
      let bytes = unsafe statement.bytes(column)
      unsafe fields.set(role, 0..<bytes.count, of: Span(_unsafeElements: bytes))
    }
  }
}

/// A decimal number of up to nine digits before the point and up to nine behind it, in units of 1e-9; nil for any other text.
@inline(__always)
func usualDecimal(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
  let count = text.count
  guard 1...20 ~= count else { return nil }
  var index = 0
  let isNegative = unsafe text[0] == UInt8(ascii: "-")
  if isNegative { index = 1 }
  var value: Int64 = 0
  var digitCount = 0
  var pointIndex = -1
  while index < count {
    let byte = unsafe text[index]
    let digit = byte &- UInt8(ascii: "0")
    if digit < 10 {
      value = value &* 10 &+ Int64(digit)
      digitCount &+= 1
    } else if byte == UInt8(ascii: "."), pointIndex < 0 {
      pointIndex = index
    } else {
      return nil
    }
    index &+= 1
  }
  let fractionDigits = pointIndex < 0 ? 0 : count &- pointIndex &- 1
  let wholeDigits = digitCount &- fractionDigits
  guard 1...9 ~= wholeDigits, fractionDigits <= 9, pointIndex < 0 || fractionDigits > 0 else { return nil }
  value = value &* Int64(bitPattern: row_power_of_ten(UInt32(truncatingIfNeeded: 9 &- fractionDigits)))
  return isNegative ? 0 &- value : value
}
