internal import TicklineMarkets

/// The columns of a first line, and what each is found to be for.
struct CSVColumns {
  /// In small letters.
  private let names: [String]
  /// What a sentence calls the line: `ticks.csv, line 1`.
  private let place: String
  /// What each column is for; nil for those that nobody asked for.
  private(set) var roles: [ColumnRole?]

  init(names: [String], place: String) {
    self.names = names
    self.place = place
    roles = [ColumnRole?](repeating: nil, count: names.count)
  }

  /// Finds the column that a person named for a role, by name or by number.
  mutating func find(_ role: ColumnRole, named columns: ColumnNames) throws(FeedError) {
    // A number is never looked for as a name: in a file without a header it may be a value of the first row.
    let name = columns.names[role] ?? ""
    guard let index = columns.number(for: role) ?? names.firstIndex(of: name.trimmedLowercase) else {
      throw error("there is no column '\(name)' for the \(role.rawValue); \(listed) \(advice(role))")
    }
    guard index < names.count else {
      throw error(
        "there are \(names.count) columns, none has the number \(index + 1) that --columns gives for the "
          + "\(role.rawValue).")
    }
    if let other = roles[index] {
      throw error(
        "--columns gives column \(index + 1) for the \(other.rawValue) and for the \(role.rawValue); name two columns.",
        .wrongUsage)
    }
    roles[index] = role
  }

  /// Finds the column of a role by its usual names, the best first, among those that are left.
  mutating func findByUsualName(_ role: ColumnRole) {
    for name in role.usualNames {
      guard let index = names.firstIndex(of: name), roles[index] == nil else { continue }
      roles[index] = role
      return
    }
  }

  /// The price's column.
  func requirePrice() throws(FeedError) -> Int {
    if let index = roles.firstIndex(of: .price) { return index }
    try explainTakenColumn(of: .price)
    throw error(
      "no column is called price. Name the columns with --columns, by the names of the first line or by number: "
        + "--columns time=1,symbol=2,price=3,size=4.")
  }

  /// Looks whether there is a column of symbols.
  func requireSymbol() throws(FeedError) {
    if roles.contains(.symbol) { return }
    try explainTakenColumn(of: .symbol)
    throw error(
      "no column is called symbol. \(advice(.symbol, end: ",")) or say with --symbols which one symbol all rows are of."
    )
  }

  /// Says so where a role's column is there, and was named for another role.
  private func explainTakenColumn(of role: ColumnRole) throws(FeedError) {
    guard let index = names.firstIndex(where: role.usualNames.contains), let other = roles[index] else { return }
    throw error(
      "--columns gives '\(names[index])' for the \(other.rawValue), and no other column is the \(role.rawValue)'s. "
        + advice(role))
  }

  private func advice(_ role: ColumnRole, end: String = ".") -> String {
    "Name the right one with --columns \(role.rawValue)=NAME\(end)"
  }

  private func error(_ sentence: String, _ code: FeedError.Code = .unusableContent) -> FeedError {
    FeedError(code, "\(place): \(sentence)")
  }

  /// The names for a sentence: not too many, each short and printable.
  private var listed: String {
    let shown = names.prefix(20).map { InlineText($0).description }
    return "the columns are " + (shown + (names.count > shown.count ? ["…"] : [])).joined(separator: ", ") + "."
  }
}

extension String {
  /// The text without blanks around it, in small letters.
  var trimmedLowercase: String {
    var text = lowercased()[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
