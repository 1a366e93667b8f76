/// The fields of one message of Binance's websocket, where they lie in its line.
struct BinanceMessage {
  enum Kind { case trade, aggregatedTrade, bookTicker, depthUpdate, other }

  private var members: [(key: Range<Int>, value: JSONCursor.Value)] = []

  /// Finds the fields of the object that begins at an index of a line: the message, or the message in a wrapper with `data`.
  /// False where it is not one object.
  mutating func scan(_ row: Span<UInt8>, from start: Int) -> Bool {
    members.removeAll(keepingCapacity: true)
    var cursor = JSONCursor(row.count, from: start)
    cursor.skipBlanks(row)
    guard scanObject(row, &cursor, isWrapper: true) else { return false }
    cursor.skipBlanks(row)
    return cursor.isAtEnd
  }

  private mutating func scanObject(_ row: Span<UInt8>, _ cursor: inout JSONCursor, isWrapper: Bool) -> Bool {
    guard cursor.pass(UInt8(ascii: "{"), row) else { return false }
    cursor.skipBlanks(row)
    if cursor.pass(UInt8(ascii: "}"), row) { return true }
    var hasMessage = false
    while true {
      cursor.skipBlanks(row)
      guard let key = cursor.string(row)?.text else { return false }
      cursor.skipBlanks(row)
      guard cursor.pass(UInt8(ascii: ":"), row) else { return false }
      cursor.skipBlanks(row)
      if isWrapper, !hasMessage, Self.matches(row, key, "data"), cursor.isAt(UInt8(ascii: "{"), row) {
        members.removeAll(keepingCapacity: true)
        guard scanObject(row, &cursor, isWrapper: false) else { return false }
        hasMessage = true
      } else {
        guard let value = cursor.value(row, depth: 0) else { return false }
        if !hasMessage { members.append((key, value)) }
      }
      cursor.skipBlanks(row)
      if cursor.pass(UInt8(ascii: "}"), row) { return true }
      guard cursor.pass(UInt8(ascii: ","), row) else { return false }
    }
  }

  func kind(_ row: Span<UInt8>) -> Kind {
    guard let event = text("e", row) else {
      // The best prices of the spot market come without the name of their kind.
      let isBookTicker = ["s", "u", "b", "B", "a", "A"].allSatisfy { text($0, row) != nil }
      return isBookTicker ? .bookTicker : .other
    }
    if Self.matches(row, event, "trade") { return .trade }
    if Self.matches(row, event, "bookTicker") { return .bookTicker }
    if Self.matches(row, event, "depthUpdate") { return .depthUpdate }
    return Self.matches(row, event, "aggTrade") ? .aggregatedTrade : .other
  }

  /// Where a field's text or number lies; nil where there is neither.
  func text(_ name: StaticString, _ row: Span<UInt8>) -> Range<Int>? {
    for member in members where Self.matches(row, member.key, name) {
      switch member.value {
      case .string(let text, hasEscapes: false), .number(let text): return text
      default: return nil
      }
    }
    return nil
  }

  /// A whole number; nil where the field is none.
  func number(_ name: StaticString, _ row: Span<UInt8>) -> UInt64? {
    guard let text = text(name, row), !text.isEmpty, text.count <= 19 else { return nil }
    var value: UInt64 = 0
    for index in text {
      let digit = row[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value * 10 + UInt64(digit)
    }
    return value
  }

  /// Whether a field is there and true; nil where it is neither that nor false.
  func truth(_ name: StaticString, _ row: Span<UInt8>) -> Bool? {
    for member in members where Self.matches(row, member.key, name) {
      guard case .other(let text) = member.value else { return nil }
      return Self.matches(row, text, "true") ? true : Self.matches(row, text, "false") ? false : nil
    }
    return nil
  }

  private static func matches(_ row: Span<UInt8>, _ range: Range<Int>, _ text: StaticString) -> Bool {
    guard range.count == text.utf8CodeUnitCount else { return false }
    return text.equals(row.extracting(range))
  }
}
