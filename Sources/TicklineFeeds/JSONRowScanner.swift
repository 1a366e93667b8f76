/// Finds the fields that a feed wants in a line of JSON.
///
/// The whole line is checked to be one JSON object, but nothing is made of the parts that nobody asked for.
struct JSONRowScanner {
  enum Outcome { case object, blank, malformed }

  /// Names of fields in small letters, and what they are for; of the names for the same, the best first.
  private let names: [(name: [UInt8], role: ColumnRole)]

  init(columns: ColumnNames) {
    names = ColumnRole.allCases.flatMap { role in
      columns.candidates(for: role).map { (Array($0.utf8), role) }
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
    // For each role the rank of the name that was met: a better one counts more, wherever it stands.
    var best = SIMD4(repeating: Int.max)
    while true {
      cursor.skipBlanks(row)
      guard let key = cursor.string(row) else { return false }
      cursor.skipBlanks(row)
      guard cursor.pass(UInt8(ascii: ":"), row) else { return false }
      cursor.skipBlanks(row)
      var (role, rank) = role(of: key, row)
      if let known = role, rank > best[known.index] { role = nil }
      guard let isThere = scanValue(row, &cursor, role: role, into: &fields) else { return false }
      if isThere, let role { best[role.index] = rank }
      cursor.skipBlanks(row)
      if cursor.pass(UInt8(ascii: "}"), row) { return true }
      guard cursor.pass(UInt8(ascii: ","), row) else { return false }
    }
  }

  /// Passes a value and keeps it for its role. Whether there is one to keep; nil where it is no value.
  private func scanValue(
    _ row: Span<UInt8>, _ cursor: inout JSONCursor, role: ColumnRole?, into fields: inout RowFields
  ) -> Bool? {
    guard let value = cursor.value(row, depth: 0) else { return nil }
    guard let role else { return false }
    switch value {
    case .string(let text, hasEscapes: false): fields.set(role, text, of: row)
    case .string(let text, hasEscapes: true):
      guard let plain = JSONCursor.unescaped(row.extracting(text)) else { return nil }
      fields.set(role, 0..<plain.count, of: plain.span)
    case .number(let text): fields.set(role, text, of: row)
    case .null: return false
    case .other(let text): fields.set(role, role == .symbol ? 0..<0 : text, of: row)
    }
    return true
  }

  /// What a field is for by its name, which may have escapes, and the name's rank.
  private func role(
    of key: (text: Range<Int>, hasEscapes: Bool), _ row: Span<UInt8>
  ) -> (role: ColumnRole?, rank: Int) {
    if !key.hasEscapes { return role(named: row.extracting(key.text)) }
    guard let plain = JSONCursor.unescaped(row.extracting(key.text)) else { return (nil, names.count) }
    return role(named: plain.span)
  }

  private func role(named key: Span<UInt8>) -> (role: ColumnRole?, rank: Int) {
    var rank = 0
    for (name, role) in names {
      rank += 1
      guard name.count == key.count else { continue }
      if name.indices.allSatisfy({ name[$0] == key[$0] | 0x20 || name[$0] == key[$0] }) { return (role, rank) }
    }
    return (nil, rank)
  }
}
