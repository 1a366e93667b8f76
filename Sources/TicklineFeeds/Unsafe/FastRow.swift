internal import TicklineMarkets

/// A row of the usual shape: no quotation marks, whole or plain decimal numbers, symbols of up to eight bytes.
///
/// Parsing changes nothing but this row: where the shape is another one, the exact reader starts at the same place.
struct FastRow {
  /// What does not change from row to row.
  struct Shape {
    enum Column { case time, symbol, price, size, other }
    let columns: [Column]
    let hasCarriageReturns: Bool

    /// Nil where no row can be of the usual shape.
    init?(_ header: CSVHeader, hasCarriageReturns: Bool) {
      guard header.separator == UInt8(ascii: ","), header.roles.contains(.symbol) else { return nil }
      columns = header.roles.map {
        switch $0 {
        case .time?: .time
        case .symbol?: .symbol
        case .price?: .price
        case .size?: .size
        case nil: .other
        }
      }
      self.hasCarriageReturns = hasCarriageReturns
    }
  }

  private let shape: Shape
  private let timeDigits: Int
  private let nanosecondsPerTick: Int64

  /// Where the row starts, and after parsing where the next one does.
  private(set) var start: UnsafePointer<UInt8>
  private var next: UnsafePointer<UInt8>

  private(set) var time = Timestamp.unknown
  private(set) var place = SymbolCache.Place()
  private(set) var price: Int64 = 0
  private(set) var size = Quantity.scale
  private(set) var priceField: UnsafeBufferPointer<UInt8>

  /// Nil where times are not yet known to be of a usual form.
  init?(_ shape: Shape, timeFormat: TimestampFormat?, at start: UnsafePointer<UInt8>) {
    switch timeFormat {
    case .nanoseconds?: (timeDigits, nanosecondsPerTick) = (19, 1)
    case .microseconds?: (timeDigits, nanosecondsPerTick) = (16, 1_000)
    case .milliseconds?: (timeDigits, nanosecondsPerTick) = (13, 1_000_000)
    case .seconds?: (timeDigits, nanosecondsPerTick) = (10, 1_000_000_000)
    case .iso8601?: return nil
    case nil:
      guard !shape.columns.contains(.time) else { return nil }
      (timeDigits, nanosecondsPerTick) = (0, 1)
    }
    self.shape = shape
    unsafe self.start = start
    unsafe next = start
    unsafe priceField = UnsafeBufferPointer(start: nil, count: 0)
  }

  /// Goes on to the next row.
  @inline(__always)
  mutating func advance() { unsafe start = next }

  /// Reads the row at `start`. False where its shape is not the usual one.
  @inline(__always)
  mutating func parse(_ symbols: inout SymbolCache) -> Bool {
    var cursor = unsafe FieldCursor(position: start)
    let last = shape.columns.count - 1
    for index in 0...last {
      let separator: UInt8 =
        index < last
        ? UInt8(ascii: ",") : shape.hasCarriageReturns ? UInt8(ascii: "\r") : UInt8(ascii: "\n")
      guard unsafe parse(shape.columns[index], &cursor, separator, &symbols) else { return false }
    }
    if shape.hasCarriageReturns {
      guard unsafe cursor.position.pointee == UInt8(ascii: "\n") else { return false }
      unsafe cursor.position += 1
    }
    unsafe next = cursor.position
    return true
  }

  @inline(__always)
  private mutating func parse(
    _ column: Shape.Column, _ cursor: inout FieldCursor, _ separator: UInt8, _ symbols: inout SymbolCache
  ) -> Bool {
    switch column {
    case .time:
      guard let ticks = unsafe cursor.digits(timeDigits, then: separator) else { return false }
      let (nanoseconds, overflow) = ticks.multipliedReportingOverflow(by: nanosecondsPerTick)
      time = Timestamp(nanoseconds: nanoseconds)
      return !overflow
    case .symbol:
      guard let symbol = unsafe cursor.packed(then: separator),
        let place = symbols.place(packed: symbol.bytes, count: symbol.count)
      else { return false }
      self.place = place
      return true
    case .price:
      let field = unsafe cursor.position
      guard let value = unsafe cursor.decimal(then: separator) else { return false }
      price = value
      unsafe priceField = UnsafeBufferPointer(start: field, count: cursor.position - field - 1)
      return true
    case .size:
      guard let value = unsafe cursor.decimal(then: separator), value >= 0 else { return false }
      size = value
      return true
    case .other:
      return unsafe cursor.skip(to: separator)
    }
  }
}
