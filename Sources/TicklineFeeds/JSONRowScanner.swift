/// Finds the fields that a feed wants in a line of JSON.
///
/// The whole line is checked to be one JSON object, but nothing is made of the parts that nobody asked for.
struct JSONRowScanner {
  enum Outcome { case object, blank, malformed }

  /// Names of fields in small letters, and what they are for.
  private let names: [(name: [UInt8], role: ColumnRole)]

  init(columns: ColumnNames) {
    names = ColumnRole.allCases.flatMap { role in
      columns.candidates(for: role).map { (Array($0.lowercased().utf8), role) }
    }
  }

  /// Reads a line.
  func scan(_ row: Span<UInt8>, into fields: inout RowFields) -> Outcome {
    var cursor = JSONCursor(row.count)
    cursor.skipBlanks(row)
    if cursor.isAtEnd { return .blank }
    guard scanObject(row, &cursor, into: &fields) else { return .malformed }
    cursor.skipBlanks(row)
    return cursor.isAtEnd ? .object : .malformed
  }

  private func scanObject(_ row: Span<UInt8>, _ cursor: inout JSONCursor, into fields: inout RowFields) -> Bool {
    guard cursor.pass(UInt8(ascii: "{"), row) else { return false }
    cursor.skipBlanks(row)
    if cursor.pass(UInt8(ascii: "}"), row) { return true }
    while true {
      cursor.skipBlanks(row)
      guard let key = cursor.string(row) else { return false }
      cursor.skipBlanks(row)
      guard cursor.pass(UInt8(ascii: ":"), row) else { return false }
      cursor.skipBlanks(row)
      guard scanValue(row, &cursor, role: role(of: key, row), into: &fields) else { return false }
      cursor.skipBlanks(row)
      if cursor.pass(UInt8(ascii: "}"), row) { return true }
      guard cursor.pass(UInt8(ascii: ","), row) else { return false }
    }
  }

  private func scanValue(
    _ row: Span<UInt8>, _ cursor: inout JSONCursor, role: ColumnRole?, into fields: inout RowFields
  ) -> Bool {
    guard let value = cursor.value(row, depth: 0) else { return false }
    guard let role else { return true }
    switch value {
    case .string(let text, hasEscapes: false): fields.set(role, text, of: row)
    case .string(let text, hasEscapes: true):
      guard let plain = JSONCursor.unescaped(row.extracting(text)) else { return false }
      fields.set(role, 0..<plain.count, of: plain.span)
    case .number(let text): fields.set(role, text, of: row)
    case .null: break
    case .other(let text): fields.set(role, role == .symbol ? 0..<0 : text, of: row)
    }
    return true
  }

  private func role(of key: Range<Int>, _ row: Span<UInt8>) -> ColumnRole? {
    for (name, role) in names where name.count == key.count {
      if name.indices.allSatisfy({ name[$0] == row[key.lowerBound + $0] | 0x20 || name[$0] == row[key.lowerBound + $0] }
      ) {
        return role
      }
    }
    return nil
  }
}
