internal import TicklineMarkets

/// The values of trades as text, as every reader of this project takes them.
enum TradeText {
  /// Appends a time: nanoseconds since 1970 where they have the 19 digits by which they are known, else ISO 8601.
  static func append(_ time: Timestamp, to bytes: inout [UInt8], quoted: Bool = false) {
    if time.nanoseconds >= 1_000_000_000_000_000_000 {
      append(time.nanoseconds, to: &bytes)
    } else {
      if quoted { bytes.append(UInt8(ascii: "\"")) }
      time.write(into: &bytes)
      if quoted { bytes.append(UInt8(ascii: "\"")) }
    }
  }

  /// Appends a whole number.
  static func append(_ number: Int64, to bytes: inout [UInt8]) { bytes.append(contentsOf: "\(number)".utf8) }

  /// Appends a symbol to a line of comma-separated values: in quotation marks where it holds what would end it. Source:
  /// RFC 4180.
  static func append(csv symbol: String, to bytes: inout [UInt8]) {
    guard symbol.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }) else {
      bytes.append(contentsOf: symbol.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in symbol.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends a symbol as a string of JSON. Source: RFC 8259, section 7; a symbol has no control characters.
  static func append(json symbol: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in symbol.utf8 {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends a symbol to a row of PostgreSQL's text form: a backslash is doubled.
  static func append(copied symbol: String, to bytes: inout [UInt8]) {
    for byte in symbol.utf8 {
      if byte == UInt8(ascii: "\\") { bytes.append(byte) }
      bytes.append(byte)
    }
  }
}
