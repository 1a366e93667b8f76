internal import TicklineMarkets

/// Which column is what, as the first line of a file says, or `--columns`.
struct CSVHeader {
  let separator: UInt8
  let columnCount: Int
  /// What each column is for; nil for those that nobody asked for.
  let roles: [ColumnRole?]
  /// Whether the first line is the header, and not already a row.
  let isFirstLine: Bool
  /// Whether lines end with a carriage return, too, as the first one does.
  let hasCarriageReturns: Bool

  /// Reads the first line.
  ///
  /// - Parameter place: what a sentence calls it: `ticks.csv, line 1`.
  /// - Throws: ``FeedError/Code/unusableContent`` where there is no price column, or no symbol to be had;
  ///   ``FeedError/Code/wrongUsage`` where one column was named for two roles.
  init(
    firstLine: Span<UInt8>, hasCarriageReturns: Bool, place: String, session: FeedSession
  ) throws(FeedError) {
    separator = CSVHeader.separator(of: firstLine)
    var splitter = CSVSplitter(separator: separator)
    _ = splitter.split(firstLine)
    let names = splitter.fields.map { String(decoding: firstLine.bytes($0), as: UTF8.self).trimmedLowercase }
    var columns = CSVColumns(names: names, place: place)
    // Those that a person named come first: a usual name must not take such a column for something else.
    let named = session.reading.columns
    for role in ColumnRole.allCases where named.names[role] != nil { try columns.find(role, named: named) }
    for role in ColumnRole.allCases where named.names[role] == nil { columns.findByUsualName(role) }
    let price = try columns.requirePrice()
    if session.wantedSymbols?.count != 1 { try columns.requireSymbol() }
    self.hasCarriageReturns = hasCarriageReturns
    columnCount = names.count
    roles = columns.roles
    isFirstLine = !CSVHeader.looksLikeNumber(names[price])
  }

  /// The separator that occurs most often; a comma where none does.
  private static func separator(of line: Span<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    for index in line.indices { counts[line[index], default: 0] += 1 }
    let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]
    return candidates.max { counts[$0, default: 0] < counts[$1, default: 0] }.flatMap {
      counts[$0, default: 0] > counts[UInt8(ascii: ","), default: 0] ? $0 : nil
    } ?? UInt8(ascii: ",")
  }

  private static func looksLikeNumber(_ text: String) -> Bool {
    guard let first = text.utf8.first(where: { !"+-.".utf8.contains($0) }) else { return false }
    return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
  }
}

extension Span<UInt8> {
  /// The bytes of a range, copied.
  func bytes(_ range: Range<Int>) -> [UInt8] { range.map { self[$0] } }
}
