internal import CTicklineFeeds
internal import TicklineMarkets

/// What is scanned: which column is what; and the events of rows that were.
@safe
struct ScannedValues {
  let shape: row_shape

  /// Nil where no row can be of the usual shape, or times are not yet known to be.
  init?(roles: [ColumnRole?], separator: UInt8, hasCarriageReturns: Bool, timeFormat: TimestampFormat?) {
    var shape = row_shape()
    guard let symbol = roles.firstIndex(of: .symbol), let price = roles.firstIndex(of: .price),
      roles.count <= row_most_columns
    else { return nil }
    let time = roles.firstIndex(of: .time)
    switch time == nil ? .nanoseconds : timeFormat {
    case .nanoseconds?: (shape.time_digits, shape.time_unit) = (19, 1)
    case .microseconds?: (shape.time_digits, shape.time_unit) = (16, 1_000)
    case .milliseconds?: (shape.time_digits, shape.time_unit) = (13, 1_000_000)
    case .seconds?: (shape.time_digits, shape.time_unit) = (10, 1_000_000_000)
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
    let origin = Origin(
      instrument: InstrumentID(index: row.instrument), source: source, position: position,
      time: shape.time_column < 0 ? .unknown : Timestamp(nanoseconds: row.time))
    if row.price > 0 || row.allows_negative {
      return .trade(Trade(origin: origin, price: Price(nanos: row.price), size: Quantity(nanos: row.size)))
    }
    return unsafe .corrupt(
      Corruption(
        origin: origin, reason: row.price == 0 ? .zeroPrice : .negativePrice, text: priceText(of: row, in: buffer)))
  }

  /// The price as it is written, with its sign and its point, also where nothing is behind it.
  @inline(__always)
  private func priceText(of row: row, in buffer: UnsafePointer<UInt8>) -> InlineText {
    let count = Int(row.price_length)
    // Mostly the row itself has it: where another thread scanned the row, its text would have to come from there.
    if count <= 8 { return InlineText(visibleASCII: row.price_text, count: count) }
    return unsafe InlineText(Span(_unsafeStart: buffer + Int(row.offset) + Int(row.price_start), count: count))
  }
}
