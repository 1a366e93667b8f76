internal import TicklineMarkets

/// A file of one instrument: what all its events have in common, and how its corrupt rows become events.
struct InstrumentSource {
  let session: FeedSession
  let instrument: InstrumentID
  let source: SourceID
  let allowsNegative: Bool

  /// - Parameter name: what a person calls the file.
  init(_ instrument: InstrumentID, name: String, session: FeedSession) {
    self.session = session
    self.instrument = instrument
    source = session.sources.add(name: name, unit: .line)
    allowsNegative = session.instruments[instrument].allowsNegativePrices
  }

  @inline(__always)
  func origin(line: Int64, time: Timestamp, received: Timestamp = .unknown) -> Origin {
    Origin(instrument: instrument, source: source, position: line, time: time, received: received)
  }

  func corrupt(
    line: Int64, _ fault: RowFault, time: Timestamp = .unknown, received: Timestamp = .unknown
  ) -> MarketEvent {
    .corrupt(
      Corruption(
        origin: origin(line: line, time: time, received: received), reason: fault.reason, text: fault.text))
  }
}

/// What is wrong with a row, and the part of it that shows it.
struct RowFault: Error {
  let reason: Corruption.Reason
  let text: InlineText

  init(_ reason: Corruption.Reason, _ text: InlineText) {
    self.reason = reason
    self.text = text
  }

  init(_ reason: Corruption.Reason, _ text: Span<UInt8>) {
    self.init(reason, InlineText(text))
  }
}

/// Values in fields, exactly, in whatever form they are.
enum FieldValue {
  /// A price in units of a power of ten.
  static func price(
    _ field: Span<UInt8>, timesTenTo exponent: Int = 0, allowsNegative: Bool
  ) throws(RowFault) -> Price {
    if field.isEmpty { throw RowFault(.missingField, "price") }
    if exponent == 0, let nanos = plainDecimal(field), nanos > 0 { return Price(nanos: nanos) }
    let price: Price
    do throws(NumberFault) {
      price = Price(nanos: try DecimalText.parse(field, timesTenTo: exponent))
    } catch {
      throw RowFault(Corruption.Reason(price: error), field)
    }
    if price <= .zero && !allowsNegative { throw RowFault(price == .zero ? .zeroPrice : .negativePrice, field) }
    return price
  }

  /// A size.
  static func size(_ field: Span<UInt8>) throws(RowFault) -> Quantity {
    if field.isEmpty { throw RowFault(.missingField, "size") }
    if let nanos = plainDecimal(field) { return Quantity(nanos: nanos) }
    let size: Quantity
    do throws(NumberFault) { size = try Quantity(parsing: field) } catch {
      throw RowFault(Corruption.Reason(size: error), field)
    }
    if size < .zero { throw RowFault(.negativeSize, field) }
    return size
  }

  /// A number of the usual shape, in units of 1e-9; nil for any other.
  @inline(__always)
  private static func plainDecimal(_ field: Span<UInt8>) -> Int64? {
    var cursor = FieldCursor()
    guard let nanos = cursor.decimal(field), cursor.isAtEnd(of: field) else { return nil }
    return nanos
  }

  /// A time of a day, in nanoseconds since midnight, from a number whose unit is a power of ten of seconds.
  static func timeOfDay(_ field: Span<UInt8>, secondsTimesTenTo exponent: Int) throws(RowFault) -> Int64 {
    if field.isEmpty { throw RowFault(.missingField, "time") }
    guard let time = try? DecimalText.parse(field, timesTenTo: exponent), 0..<86_400_000_000_000 ~= time else {
      throw RowFault(.malformedTime, field)
    }
    return time
  }

  /// A time since 1970 whose unit its number of digits tells: 13 for milliseconds, 16 for microseconds, 19 for nanoseconds.
  static func time(_ field: Span<UInt8>) throws(RowFault) -> Timestamp {
    if field.isEmpty { throw RowFault(.missingField, "time") }
    guard let format = TimestampFormat.recognise(field), format != .iso8601,
      let time = try? Timestamp.parse(field, format: format)
    else { throw RowFault(.malformedTime, field) }
    return time
  }
}
