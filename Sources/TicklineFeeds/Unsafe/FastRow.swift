internal import CTicklineFeeds
internal import TicklineMarkets

/// A row of the usual shape: no quotation marks, whole or plain decimal numbers, symbols of up to eight bytes that are
/// known already.
///
/// `parse` finds the fields and checks every byte of them by bit masks of 64 bytes at a time; values are calculated only
/// where they are asked for, so a row of an unwanted symbol costs the check alone. Parsing changes nothing but this
/// row: where the shape is another one, the exact reader starts at the same place.
@safe
struct FastRow {
  /// What does not change from row to row.
  struct Shape {
    enum Column { case time, symbol, price, size, other }
    let columns: [Column]
    let separator: UInt8
    let hasCarriageReturns: Bool
    /// Whether the columns are time, symbol, price and size, for which the reading is unrolled.
    let isUsual: Bool

    /// Nil where no row can be of the usual shape.
    init?(_ header: CSVHeader, hasCarriageReturns: Bool) {
      guard header.roles.contains(.symbol) else { return nil }
      columns = header.roles.map {
        switch $0 {
        case .time?: .time
        case .symbol?: .symbol
        case .price?: .price
        case .size?: .size
        case nil: .other
        }
      }
      isUsual = columns == [.time, .symbol, .price, .size]
      separator = header.separator
      self.hasCarriageReturns = hasCarriageReturns
    }
  }

  /// A field that was checked to be a decimal number.
  struct Number {
    var isNegative = false
    var wholeDigits = 0
    var fractionDigits = 0
    /// Where the first digit is.
    var offset = 0
  }

  private let shape: Shape
  private let timeDigits: Int
  private let nanosecondsPerTick: Int64

  private let buffer: UnsafePointer<UInt8>
  private let blocks: UnsafePointer<byte_masks>

  /// Where the row starts in the buffer, and after `advance()` where the next one does.
  private(set) var start: Int
  private var next: Int

  private(set) var place = SymbolCache.Place()
  private var timeOffset = 0
  private var priceNumber = Number()
  private var sizeNumber = Number(wholeDigits: -1)

  /// Nil where times are not yet known to be of a usual form.
  init?(_ shape: Shape, timeFormat: TimestampFormat?, _ lines: LineReader, _ index: ByteIndex) {
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
    unsafe buffer = lines.base
    unsafe blocks = index.blocks
    start = unsafe lines.position - lines.base
    next = start
  }

  /// The time; unknown where the rows have none.
  @inline(__always)
  var time: Timestamp {
    guard timeDigits > 0 else { return .unknown }
    let ticks = unsafe number(ofDigits: buffer + timeOffset, timeDigits)
    return Timestamp(nanoseconds: ticks &* nanosecondsPerTick)
  }

  /// The price.
  @inline(__always)
  var price: Price { Price(nanos: value(of: priceNumber)) }

  /// The size; one where the rows have none.
  @inline(__always)
  var size: Quantity { sizeNumber.wholeDigits < 0 ? 1 : Quantity(nanos: value(of: sizeNumber)) }

  /// The price as it is written.
  var priceText: InlineText {
    let number = priceNumber
    let sign = number.isNegative ? 1 : 0
    let count = sign + number.wholeDigits + (number.fractionDigits > 0 ? 1 + number.fractionDigits : 0)
    return unsafe InlineText(Span(_unsafeStart: buffer + (number.offset - sign), count: count))
  }

  @inline(__always)
  private func value(of number: Number) -> Int64 {
    let value = unsafe decimal(
      buffer + number.offset, wholeDigits: number.wholeDigits, fractionDigits: number.fractionDigits)
    return number.isNegative ? -value : value
  }

  /// Goes on to the next row.
  @inline(__always)
  mutating func advance() { start = next }

  /// Reads the row at `start`. False where its shape is not the usual one.
  @inline(__always)
  mutating func parse(_ symbols: inout SymbolCache) -> Bool {
    var window = unsafe Window(buffer, blocks, at: start)
    let lineEnd = shape.hasCarriageReturns ? UInt8(ascii: "\r") : UInt8(ascii: "\n")
    if shape.isUsual {
      guard take(.time, from: &window, endingWith: shape.separator, &symbols),
        take(.symbol, from: &window, endingWith: shape.separator, &symbols),
        take(.price, from: &window, endingWith: shape.separator, &symbols),
        take(.size, from: &window, endingWith: lineEnd, &symbols)
      else { return false }
    } else {
      let last = shape.columns.count - 1
      for index in 0...last {
        let end = index < last ? shape.separator : lineEnd
        guard take(shape.columns[index], from: &window, endingWith: end, &symbols) else { return false }
      }
    }
    next = window.offset
    if shape.hasCarriageReturns {
      guard unsafe buffer[next] == UInt8(ascii: "\n") else { return false }
      next &+= 1
    }
    return true
  }

  /// Reads the next field as what its column is for.
  @inline(__always)
  private mutating func take(
    _ column: Shape.Column, from window: inout Window, endingWith end: UInt8, _ symbols: inout SymbolCache
  ) -> Bool {
    guard let field = window.nextField(endingWith: end) else { return false }
    switch column {
    case .time:
      timeOffset = field.start
      return window.isTime(field, digits: timeDigits)
    case .symbol:
      guard let place = window.place(field, &symbols) else { return false }
      self.place = place
      return true
    case .price:
      guard let number = window.number(field) else { return false }
      priceNumber = number
      return true
    case .size:
      guard let number = window.number(field), !number.isNegative else { return false }
      sizeNumber = number
      return true
    case .other:
      return window.isPlain(field)
    }
  }
}

/// 64 bytes of a row and what they are.
@safe
private struct Window {
  private let buffer: UnsafePointer<UInt8>
  private let blocks: UnsafePointer<byte_masks>
  /// Where the window starts in the buffer.
  private var start: Int
  private var masks: byte_masks
  /// Where the next field starts in the buffer.
  private(set) var offset: Int

  @inline(__always)
  init(_ buffer: UnsafePointer<UInt8>, _ blocks: UnsafePointer<byte_masks>, at start: Int) {
    unsafe self.buffer = buffer
    unsafe self.blocks = blocks
    self.start = start
    masks = unsafe byte_masks_at(blocks, start)
    offset = start
  }

  /// Where a field lies in the buffer.
  struct Field {
    var start: Int
    var count: Int
  }

  /// The next field, which must end with this byte.
  @inline(__always)
  mutating func nextField(endingWith end: UInt8) -> Field? {
    if masks.ends == 0 { move() }
    guard masks.ends != 0 else { return nil }
    let index = start &+ masks.ends.trailingZeroBitCount
    guard unsafe buffer[index] == end else { return nil }
    masks.ends &= masks.ends &- 1
    let field = Field(start: offset, count: index &- offset)
    offset = index &+ 1
    return field
  }

  /// Lets the window begin at the next field. A field that does not end in it is not of the usual shape.
  @inline(never)
  private mutating func move() {
    unsafe self = Window(buffer, blocks, at: offset)
  }

  /// The bits of a field's bytes, the first in the lowest place; those behind the field are zero.
  @inline(__always)
  private func bits(_ mask: UInt64, _ field: Field) -> UInt64 {
    (mask &>> UInt64(truncatingIfNeeded: field.start &- start)) & ((1 &<< UInt64(truncatingIfNeeded: field.count)) &- 1)
  }

  /// Whether a field is a whole number of so many digits that is small enough for a time.
  @inline(__always)
  func isTime(_ field: Field, digits: Int) -> Bool {
    field.count == digits && bits(masks.digits, field) == (1 &<< UInt64(truncatingIfNeeded: digits)) &- 1
      && (unsafe buffer[field.start] < UInt8(ascii: "9"))
  }

  /// The instrument of a field that is a known symbol of up to eight bytes.
  @inline(__always)
  func place(_ field: Field, _ symbols: inout SymbolCache) -> SymbolCache.Place? {
    guard UInt(bitPattern: field.count &- 1) < 8 else { return nil }
    let bytes = unsafe loadEightBytes(buffer + field.start)
    let unused = UInt64(truncatingIfNeeded: 64 &- 8 &* field.count)
    return symbols.place(packed: (bytes &<< unused) &>> unused, count: field.count)
  }

  /// The shape of a field that is a decimal number of up to nine digits, and up to nine behind a point.
  @inline(__always)
  func number(_ field: Field) -> FastRow.Number? {
    let isNegative = unsafe buffer[field.start] == UInt8(ascii: "-")
    let sign = isNegative ? 1 : 0
    let field = Field(start: field.start &+ sign, count: field.count &- sign)
    let count = field.count
    let dots = bits(masks.dots, field)
    let digits = bits(masks.digits, field)
    let whole = min(dots.trailingZeroBitCount, count)
    let fraction = max(count &- whole &- 1, 0)
    // Every byte is a digit but for at most one point, which has digits before it.
    guard digits | dots == (1 &<< UInt64(truncatingIfNeeded: count)) &- 1, dots & (dots &- 1) == 0,
      UInt(bitPattern: whole &- 1) < 9, fraction <= 9
    else { return nil }
    return FastRow.Number(isNegative: isNegative, wholeDigits: whole, fractionDigits: fraction, offset: field.start)
  }

  /// Whether a field that nobody reads is free of quotation marks at its start.
  @inline(__always)
  func isPlain(_ field: Field) -> Bool {
    unsafe buffer[field.start] != UInt8(ascii: "\"")
  }
}
