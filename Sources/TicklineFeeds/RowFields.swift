/// The fields of one row that a feed wants, as plain bytes: quotation marks, escapes and blanks around them are gone.
struct RowFields {
  /// The bytes of all fields, one after the other.
  var bytes: [UInt8] = []
  /// Where each role's field lies in `bytes`; nil where the row has none.
  private var ranges = [Range<Int>?](repeating: nil, count: ColumnRole.allCases.count)

  subscript(role: ColumnRole) -> Range<Int>? {
    get { ranges[role.index] }
    set { ranges[role.index] = newValue }
  }

  /// Forgets the row, and keeps the memory.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    for index in ranges.indices { ranges[index] = nil }
  }

  /// Adds a role's field; the last one counts where there are several.
  mutating func set(_ role: ColumnRole, _ field: Range<Int>, of row: Span<UInt8>) {
    let start = bytes.count
    for index in row.trimmed(field) { bytes.append(row[index]) }
    self[role] = start..<bytes.count
  }

  /// The same, leaving out one of two `mark`s in a row.
  mutating func set(_ role: ColumnRole, _ field: Range<Int>, of row: Span<UInt8>, undoubling mark: UInt8) {
    let start = bytes.count
    let field = row.trimmed(field)
    var index = field.lowerBound
    while index < field.upperBound {
      bytes.append(row[index])
      index += row[index] == mark ? 2 : 1
    }
    self[role] = start..<bytes.count
  }
}

extension Span<UInt8> {
  /// A range without the blanks at both its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, self[start] == UInt8(ascii: " ") { start += 1 }
    while start < end, self[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return start..<end
  }
}

extension ColumnRole {
  /// A number for arrays by role.
  var index: Int {
    switch self {
    case .time: 0
    case .symbol: 1
    case .price: 2
    case .size: 3
    }
  }
}
