/// A place in a line of JSON, and the steps that a reader takes from there. Source: RFC 8259.
struct JSONCursor {
  enum Value {
    case string(Range<Int>, hasEscapes: Bool)
    case number(Range<Int>)
    case null
    /// true, false, an array or an object.
    case other(Range<Int>)
  }

  /// How deep arrays and objects may lie in each other.
  private static let deepest = 64

  private(set) var index = 0
  private let count: Int

  /// At an index of a line of so many bytes.
  init(_ count: Int, from start: Int = 0) {
    self.count = count
    index = start
  }

  var isAtEnd: Bool { index == count }

  mutating func skipBlanks(_ row: Span<UInt8>) {
    while index < count, [0x20, 0x09, 0x0D, 0x0A].contains(row[index]) { index += 1 }
  }

  /// Whether a byte is the next one.
  func isAt(_ byte: UInt8, _ row: Span<UInt8>) -> Bool { index < count && row[index] == byte }

  /// Passes a byte where it is the next one.
  mutating func pass(_ byte: UInt8, _ row: Span<UInt8>) -> Bool {
    guard index < count, row[index] == byte else { return false }
    index += 1
    return true
  }

  /// Passes a string; where its content lies, and whether it has escapes.
  mutating func string(_ row: Span<UInt8>) -> (text: Range<Int>, hasEscapes: Bool)? {
    guard case .string(let text, let hasEscapes)? = stringValue(row) else { return nil }
    return (text, hasEscapes)
  }

  private mutating func stringValue(_ row: Span<UInt8>) -> Value? {
    guard pass(UInt8(ascii: "\""), row) else { return nil }
    let start = index
    var hasEscapes = false
    while index < count {
      switch row[index] {
      case UInt8(ascii: "\""):
        index += 1
        return .string(start..<index - 1, hasEscapes: hasEscapes)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        guard escape(row) else { return nil }
      case 0..<0x20: return nil
      default: index += 1
      }
    }
    return nil
  }

  /// Passes an escape, from its backslash on.
  private mutating func escape(_ row: Span<UInt8>) -> Bool {
    guard index + 1 < count else { return false }
    let letter = row[index + 1]
    index += 2
    if letter == UInt8(ascii: "u") { return Self.fourDigits(row, &index) != nil }
    return Self.shortEscape(letter) != nil
  }

  /// Passes any value.
  mutating func value(_ row: Span<UInt8>, depth: Int) -> Value? {
    guard index < count, depth < Self.deepest else { return nil }
    let start = index
    switch row[index] {
    case UInt8(ascii: "\""): return stringValue(row)
    case UInt8(ascii: "{"):
      return members(row, depth, end: UInt8(ascii: "}"), haveKeys: true) ? .other(start..<index) : nil
    case UInt8(ascii: "["):
      return members(row, depth, end: UInt8(ascii: "]"), haveKeys: false) ? .other(start..<index) : nil
    case UInt8(ascii: "n"): return word("null", row) ? .null : nil
    case UInt8(ascii: "t"): return word("true", row) ? .other(start..<index) : nil
    case UInt8(ascii: "f"): return word("false", row) ? .other(start..<index) : nil
    default: return number(row)
    }
  }

  /// Passes the members of an object or the elements of an array.
  private mutating func members(_ row: Span<UInt8>, _ depth: Int, end: UInt8, haveKeys: Bool) -> Bool {
    index += 1
    skipBlanks(row)
    if pass(end, row) { return true }
    while true {
      skipBlanks(row)
      if haveKeys {
        guard string(row) != nil else { return false }
        skipBlanks(row)
        guard pass(UInt8(ascii: ":"), row) else { return false }
        skipBlanks(row)
      }
      guard value(row, depth: depth + 1) != nil else { return false }
      skipBlanks(row)
      if pass(end, row) { return true }
      guard pass(UInt8(ascii: ","), row) else { return false }
    }
  }

  private mutating func word(_ word: StaticString, _ row: Span<UInt8>) -> Bool {
    let text = "\(word)".utf8
    guard index + text.count <= count else { return false }
    for (offset, byte) in text.enumerated() where row[index + offset] != byte { return false }
    index += text.count
    return true
  }

  /// Passes a number: `-0.5e+3` is one, `01`, `1.`, `.5` and `+5` are none.
  private mutating func number(_ row: Span<UInt8>) -> Value? {
    let start = index
    _ = pass(UInt8(ascii: "-"), row)
    if !pass(UInt8(ascii: "0"), row) {
      guard digits(row) else { return nil }
    }
    if pass(UInt8(ascii: "."), row) {
      guard digits(row) else { return nil }
    }
    if index < count, row[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if !pass(UInt8(ascii: "+"), row) { _ = pass(UInt8(ascii: "-"), row) }
      guard digits(row) else { return nil }
    }
    return .number(start..<index)
  }

  /// Passes digits, at least one.
  private mutating func digits(_ row: Span<UInt8>) -> Bool {
    let start = index
    while index < count, row[index] &- UInt8(ascii: "0") <= 9 { index += 1 }
    return index > start
  }

  /// The text of a string's content with escapes; nil where an escape is none, or half of a pair.
  static func unescaped(_ content: Span<UInt8>) -> [UInt8]? {
    var plain: [UInt8] = []
    var index = 0
    while index < content.count {
      guard content[index] == UInt8(ascii: "\\") else {
        plain.append(content[index])
        index += 1
        continue
      }
      guard index + 1 < content.count else { return nil }
      let escape = content[index + 1]
      index += 2
      if escape == UInt8(ascii: "u") {
        guard let scalar = scalar(content, &index) else { return nil }
        plain.append(contentsOf: Array(String(Character(scalar)).utf8))
      } else if let byte = shortEscape(escape) {
        plain.append(byte)
      } else {
        return nil
      }
    }
    return plain
  }

  /// What a letter behind a backslash stands for; nil where it is no escape.
  private static func shortEscape(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 8
    case UInt8(ascii: "f"): 12
    case UInt8(ascii: "n"): 10
    case UInt8(ascii: "r"): 13
    case UInt8(ascii: "t"): 9
    default: nil
    }
  }

  /// The scalar of `\uHHHH`, or of two such for one beyond the basic plane, from behind the first `\u`.
  private static func scalar(_ content: Span<UInt8>, _ index: inout Int) -> Unicode.Scalar? {
    guard let first = fourDigits(content, &index) else { return nil }
    guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
    guard index + 1 < content.count, content[index] == UInt8(ascii: "\\"), content[index + 1] == UInt8(ascii: "u")
    else {
      return nil
    }
    index += 2
    guard let second = fourDigits(content, &index), (0xDC00..<0xE000).contains(second) else { return nil }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private static func fourDigits(_ content: Span<UInt8>, _ index: inout Int) -> UInt32? {
    guard index + 4 <= content.count else { return nil }
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(content[index])).hexDigitValue else { return nil }
      value = value << 4 + UInt32(digit)
      index += 1
    }
    return value
  }
}
