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
  /// - Throws: ``FeedError/Code/unusableContent`` where there is no price column, or no symbol to be had.
  init(
    firstLine: Span<UInt8>, hasCarriageReturns: Bool, sourceName: String, session: FeedSession
  ) throws(FeedError) {
    let columns = session.reading.columns
    let separator = CSVHeader.separator(of: firstLine)
    var splitter = CSVSplitter(separator: separator)
    _ = splitter.split(firstLine)
    let names = splitter.fields.map { String(decoding: firstLine.bytes($0), as: UTF8.self).trimmedLowercase }
    var roles = [ColumnRole?](repeating: nil, count: names.count)
    for role in ColumnRole.allCases {
      // A number is never looked for as a name: in a file without a header it may be a value of the first row.
      let named = columns.candidates(for: role).lazy.compactMap { names.firstIndex(of: $0.trimmedLowercase) }.first
      guard let index = columns.number(for: role) ?? named else {
        if let missing = columns.names[role] {
          throw FeedError(
            .unusableContent,
            "\(sourceName), line 1: there is no column '\(missing)' for the \(role.rawValue); the columns are "
              + "\(CSVHeader.list(names)). Name the right one with --columns \(role.rawValue)=NAME.")
        }
        continue
      }
      guard index < names.count else {
        throw FeedError(
          .unusableContent,
          "\(sourceName), line 1: there are \(names.count) columns, none has the number \(index + 1) that --columns gives "
            + "for the \(role.rawValue).")
      }
      roles[index] = role
    }
    guard let price = roles.firstIndex(of: .price) else {
      throw FeedError(
        .unusableContent,
        "\(sourceName), line 1: no column is called price. Name the columns with --columns, by the names of the first "
          + "line or by number: --columns time=1,symbol=2,price=3,size=4.")
    }
    if !roles.contains(.symbol) && session.wantedSymbols?.count != 1 {
      throw FeedError(
        .unusableContent,
        "\(sourceName), line 1: no column is called symbol. Name it with --columns symbol=NAME, or say with --symbols "
          + "which one symbol all rows are of.")
    }
    self.separator = separator
    self.hasCarriageReturns = hasCarriageReturns
    self.columnCount = names.count
    self.roles = roles
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

  /// The names for a sentence: not too many, each short and printable.
  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(20).map { InlineText($0).description }
    return (shown + (names.count > shown.count ? ["…"] : [])).joined(separator: ", ")
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

extension String {
  /// The text without blanks around it, in small letters.
  fileprivate var trimmedLowercase: String {
    var text = lowercased()[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
