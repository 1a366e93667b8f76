/// Cuts a line of separated values into fields. Quotation marks around a field are left out of it, and blanks around
/// those.
struct CSVSplitter {
  let separator: UInt8
  /// Where the fields lie in the line.
  private(set) var fields: [Range<Int>] = []

  init(separator: UInt8) { self.separator = separator }

  static let quote = UInt8(ascii: "\"")

  /// Cuts a line. False where a quoted field does not end, or something stands after its closing mark.
  mutating func split(_ line: Span<UInt8>) -> Bool {
    fields.removeAll(keepingCapacity: true)
    var start = 0
    while true {
      guard let end = addField(of: line, from: start) else { return false }
      if end == line.count { return true }
      start = end + 1
    }
  }

  /// Adds the field that starts at an index, and returns where its separator stands, or the line's end.
  private mutating func addField(of line: Span<UInt8>, from start: Int) -> Int? {
    let start = Self.passBlanks(of: line, from: start)
    if start < line.count, line[start] == Self.quote { return addQuotedField(of: line, from: start) }
    var end = start
    while end < line.count, line[end] != separator { end += 1 }
    fields.append(start..<end)
    return end
  }

  private static func passBlanks(of line: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < line.count, line[index] == UInt8(ascii: " ") { index += 1 }
    return index
  }

  /// Whether a field of a line that was cut had quotation marks around it. Those that are doubled inside stand for one.
  static func isQuoted(_ field: Range<Int>, in line: Span<UInt8>) -> Bool {
    field.lowerBound > 0 && line[field.lowerBound - 1] == quote
  }

  private mutating func addQuotedField(of line: Span<UInt8>, from start: Int) -> Int? {
    var end = start + 1
    while end < line.count {
      if line[end] != Self.quote {
        end += 1
      } else if end + 1 < line.count, line[end + 1] == Self.quote {
        end += 2
      } else {
        fields.append(start + 1..<end)
        let next = Self.passBlanks(of: line, from: end + 1)
        return next == line.count || line[next] == separator ? next : nil
      }
    }
    return nil
  }
}
