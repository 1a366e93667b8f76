internal import TicklineMarkets

/// The best prices of an order book, as LOBSTER's book file has them row by row.
final class LobsterBook {
  /// The best offers on both sides; nil for a side that is empty.
  struct Best: Equatable {
    var bid: Price?, bidSize = Quantity.zero
    var ask: Price?, askSize = Quantity.zero
  }

  /// What a row says.
  enum Row {
    case best(Best)
    case corrupt(MarketEvent)
    /// There is no further row.
    case end
  }

  /// What stands for a level without offers. Source: LOBSTER, "Output structure".
  private static let emptyPrice: Int64 = 9_999_999_999

  private let lines: LineReader
  private let file: InstrumentSource
  private var isFirst = true

  init(path: String, instrument: InstrumentID, session: FeedSession) throws(FeedError) {
    lines = LineReader(try ByteInput(path: path, isInterrupted: session.isInterrupted))
    file = InstrumentSource(instrument, name: path, session: session)
  }

  var name: String { lines.name }

  /// Reads the next row. A first line that does not begin with a number is a header.
  func next() throws(FeedError) -> Row {
    var found: Row?
    while found == nil {
      let hasLine = try lines.nextLine { row, line in
        let isHeader = isFirst && !row.beginsWithNumber
        isFirst = false
        if !isHeader { found = self.row(row, line: line) }
      }
      if !hasLine { return .end }
    }
    return found ?? .end
  }

  private func row(_ row: Span<UInt8>, line: Int64) -> Row {
    if let best = usualRow(row) { return .best(best) }
    do throws(RowFault) {
      let fields = row.plainFields()
      guard fields.count >= 4 else { throw RowFault(.fieldCount, row) }
      let (ask, askSize) = try side(row, fields[0], fields[1])
      let (bid, bidSize) = try side(row, fields[2], fields[3])
      return .best(Best(bid: bid, bidSize: bidSize, ask: ask, askSize: askSize))
    } catch {
      return .corrupt(file.corrupt(line: line, error))
    }
  }

  /// The best prices of a row whose first level has plain whole numbers on both sides.
  @inline(__always)
  private func usualRow(_ row: Span<UInt8>) -> Best? {
    var cursor = FieldCursor()
    guard let ask = cursor.number(row), let askSize = cursor.number(row), let bid = cursor.number(row),
      let bidSize = cursor.number(row), ask > 0, bid > 0, max(ask, bid) < Self.emptyPrice,
      max(askSize, bidSize) <= Int64.max / Quantity.scale
    else { return nil }
    return Best(
      bid: Price(nanos: bid * 100_000), bidSize: Quantity(nanos: bidSize * Quantity.scale),
      ask: Price(nanos: ask * 100_000), askSize: Quantity(nanos: askSize * Quantity.scale))
  }

  private func side(
    _ row: Span<UInt8>, _ price: Range<Int>, _ size: Range<Int>
  ) throws(RowFault) -> (Price?, Quantity) {
    let value = try FieldValue.price(row.extracting(price), timesTenTo: -4, allowsNegative: true)
    let amount = try FieldValue.size(row.extracting(size))
    if value.nanos.magnitude == Self.emptyPrice.magnitude * 100_000 { return (nil, .zero) }
    guard value > .zero || file.allowsNegative else {
      throw RowFault(value == .zero ? .zeroPrice : .negativePrice, row.extracting(price))
    }
    return (value, amount)
  }
}

extension Span<UInt8> {
  /// Whether the first byte is a digit or a minus sign.
  var beginsWithNumber: Bool {
    count > 0 && (self[0] == UInt8(ascii: "-") || self[0] &- UInt8(ascii: "0") <= 9)
  }
}
