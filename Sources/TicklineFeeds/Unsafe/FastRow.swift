internal import CTicklineFeeds
internal import TicklineMarkets

/// A row of the usual shape: no quotation marks, whole or plain decimal numbers, symbols of up to eight bytes that are
/// known already.
///
/// `scan` finds the fields and checks every byte of them; values are calculated only where they are asked for, so a row
/// of an unwanted symbol costs the check alone. Where the shape is another one, the exact reader starts at the same place.
@safe
struct FastRow {
  private let shape: row_shape
  private let hasCarriageReturns: Bool
  private let nanosecondsPerTick: Int64
  private let buffer: UnsafePointer<UInt8>
  private let blocks: UnsafePointer<byte_masks>
  private let symbols: UnsafePointer<row_symbol>
  private var fields = row_fields()

  /// Where the row starts in the buffer.
  private(set) var start: Int

  /// Nil where no row can be of the usual shape, or times are not yet known to be.
  init?(_ header: CSVHeader, _ lines: LineReader, _ index: ByteIndex, _ reader: RowReader) {
    var shape = row_shape()
    let roles = header.roles
    guard let symbol = roles.firstIndex(of: .symbol), let price = roles.firstIndex(of: .price),
      roles.count <= row_most_columns
    else { return nil }
    let time = roles.firstIndex(of: .time)
    switch time == nil ? .nanoseconds : reader.timeFormat {
    case .nanoseconds?: (shape.time_digits, nanosecondsPerTick) = (19, 1)
    case .microseconds?: (shape.time_digits, nanosecondsPerTick) = (16, 1_000)
    case .milliseconds?: (shape.time_digits, nanosecondsPerTick) = (13, 1_000_000)
    case .seconds?: (shape.time_digits, nanosecondsPerTick) = (10, 1_000_000_000)
    case .iso8601?, nil: return nil
    }
    hasCarriageReturns = header.hasCarriageReturns
    shape.column_count = Int32(roles.count)
    shape.time_column = Int32(time ?? -1)
    shape.symbol_column = Int32(symbol)
    shape.price_column = Int32(price)
    shape.size_column = Int32(roles.firstIndex(of: .size) ?? -1)
    for (column, role) in roles.enumerated() where role == nil { shape.other_columns |= 1 << UInt32(column) }
    shape.separator = header.separator
    shape.line_end = hasCarriageReturns ? UInt8(ascii: "\r") : UInt8(ascii: "\n")
    self.shape = shape
    unsafe buffer = lines.base
    unsafe blocks = index.blocks
    unsafe symbols = reader.symbols.table
    start = unsafe lines.position - lines.base
  }

  /// Reads the row at `start`. False where its shape is not the usual one.
  @inline(__always)
  mutating func scan() -> Bool {
    let isUsual = unsafe withUnsafePointer(to: shape) { shape in
      unsafe row_scan(&fields, buffer, blocks, start, shape, symbols)
    }
    guard hasCarriageReturns else { return isUsual }
    return isUsual && (unsafe buffer[start + Int(fields.end)] == UInt8(ascii: "\n"))
  }

  /// Goes on to the next row.
  @inline(__always)
  mutating func advance() {
    start &+= Int(fields.end) &+ (hasCarriageReturns ? 1 : 0)
  }

  /// Whether the row's symbol is wanted.
  @inline(__always)
  var isWanted: Bool { fields.symbol.is_wanted }

  /// The trade, or a corrupt event for a price that is none, of the row that was read.
  @inline(__always)
  func event(line: Int64, source: SourceID) -> MarketEvent {
    let origin = Origin(
      instrument: InstrumentID(index: fields.symbol.instrument), source: source, position: line, time: time)
    let price = value(of: fields.price)
    if price > 0 || fields.symbol.allows_negative {
      let size = shape.size_column < 0 ? Quantity.scale : value(of: fields.size)
      return .trade(Trade(origin: origin, price: Price(nanos: price), size: Quantity(nanos: size)))
    }
    return .corrupt(Corruption(origin: origin, reason: price == 0 ? .zeroPrice : .negativePrice, text: priceText))
  }

  @inline(__always)
  private var time: Timestamp {
    guard shape.time_column >= 0 else { return .unknown }
    let ticks = unsafe number(ofDigits: buffer + start + Int(fields.time_start), Int(shape.time_digits))
    return Timestamp(nanoseconds: ticks &* nanosecondsPerTick)
  }

  @inline(__always)
  private func value(of number: row_number) -> Int64 {
    let value = unsafe decimal(
      buffer + start + Int(number.start), wholeDigits: Int(number.whole_digits),
      fractionDigits: Int(number.fraction_digits))
    return number.is_negative ? -value : value
  }

  /// The price as it is written.
  private var priceText: InlineText {
    let number = fields.price
    let digits = unsafe buffer + start + Int(number.start)
    let sign = number.is_negative ? 1 : 0
    let point = unsafe digits[Int(number.whole_digits)] == UInt8(ascii: ".") ? 1 : 0
    let count = sign + Int(number.whole_digits) + point + Int(number.fraction_digits)
    return unsafe InlineText(Span(_unsafeStart: digits - sign, count: count))
  }
}
