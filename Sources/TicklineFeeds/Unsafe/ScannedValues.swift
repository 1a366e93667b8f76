internal import CTicklineFeeds
internal import TicklineMarkets

/// The values of rows that were scanned: which column is what, and what its text comes to.
@safe
struct ScannedValues {
  let shape: row_shape
  private let nanosecondsPerTick: Int64

  /// Nil where no row can be of the usual shape, or times are not yet known to be.
  init?(roles: [ColumnRole?], separator: UInt8, hasCarriageReturns: Bool, timeFormat: TimestampFormat?) {
    var shape = row_shape()
    guard let symbol = roles.firstIndex(of: .symbol), let price = roles.firstIndex(of: .price),
      roles.count <= row_most_columns
    else { return nil }
    let time = roles.firstIndex(of: .time)
    switch time == nil ? .nanoseconds : timeFormat {
    case .nanoseconds?: (shape.time_digits, nanosecondsPerTick) = (19, 1)
    case .microseconds?: (shape.time_digits, nanosecondsPerTick) = (16, 1_000)
    case .milliseconds?: (shape.time_digits, nanosecondsPerTick) = (13, 1_000_000)
    case .seconds?: (shape.time_digits, nanosecondsPerTick) = (10, 1_000_000_000)
    case .iso8601?, nil: return nil
    }
    shape.column_count = Int32(roles.count)
    shape.time_column = Int32(time ?? -1)
    shape.symbol_column = Int32(symbol)
    shape.price_column = Int32(price)
    shape.size_column = Int32(roles.firstIndex(of: .size) ?? -1)
    shape.separator = separator
    shape.has_carriage_returns = hasCarriageReturns
    self.shape = shape
  }

  /// The trade, or a corrupt event for a price that is none, of a row.
  @inline(__always)
  func event(
    of row: row, in buffer: UnsafePointer<UInt8>, _ source: SourceID, _ position: Int64
  ) -> MarketEvent {
    let text = unsafe buffer + row.offset
    let origin = unsafe Origin(
      instrument: InstrumentID(index: row.symbol.instrument), source: source, position: position,
      time: time(of: row, text))
    let price = unsafe value(of: row.fields.price, text)
    if price > 0 || row.symbol.allows_negative {
      let size = unsafe shape.size_column < 0 ? Quantity.scale : value(of: row.fields.size, text)
      return .trade(Trade(origin: origin, price: Price(nanos: price), size: Quantity(nanos: size)))
    }
    return unsafe .corrupt(
      Corruption(
        origin: origin, reason: price == 0 ? .zeroPrice : .negativePrice, text: self.text(of: row.fields.price, text)))
  }

  @inline(__always)
  private func time(of row: row, _ text: UnsafePointer<UInt8>) -> Timestamp {
    guard shape.time_column >= 0 else { return .unknown }
    let ticks = unsafe number(ofDigits: text + Int(row.fields.time_start), Int(shape.time_digits))
    return Timestamp(nanoseconds: ticks &* nanosecondsPerTick)
  }

  @inline(__always)
  private func value(of number: row_number, _ text: UnsafePointer<UInt8>) -> Int64 {
    let value = unsafe decimal(
      text + Int(number.start), wholeDigits: Int(number.whole_digits), fractionDigits: Int(number.fraction_digits))
    return number.is_negative ? 0 &- value : value
  }

  /// A number as it is written, with its sign and its point, also where nothing is behind it.
  private func text(of number: row_number, _ text: UnsafePointer<UInt8>) -> InlineText {
    let digits = unsafe text + Int(number.start)
    let sign = number.is_negative ? 1 : 0
    let point = unsafe digits[Int(number.whole_digits)] == UInt8(ascii: ".") ? 1 : 0
    let count = sign + Int(number.whole_digits) + point + Int(number.fraction_digits)
    return unsafe InlineText(Span(_unsafeStart: digits - sign, count: count))
  }
}
