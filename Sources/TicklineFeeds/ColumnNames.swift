/// What a column or field is for.
public enum ColumnRole: String, CaseIterable, Sendable {
  case time, symbol, price, size

  /// The names by which a column is found where nothing else is said. Letters may be large or small.
  public var usualNames: [String] {
    switch self {
    case .time: ["ts_ns", "timestamp", "time", "ts"]
    case .symbol: ["symbol", "ticker", "instrument"]
    case .price: ["price"]
    case .size: ["volume", "size", "quantity", "qty"]
    }
  }
}

/// Which columns or fields a person named: `time=when,price=last`. A column without a header is named by its number,
/// from 1.
public struct ColumnNames: Sendable, Equatable {
  /// The name, or number, given for a role.
  public private(set) var names: [ColumnRole: String] = [:]

  /// The usual names.
  public init() {}

  /// Reads `time=…,symbol=…,price=…,size=…`; each may be left out. `volume` means `size`.
  ///
  /// - Throws: ``FeedError`` with code ``FeedError/Code/wrongUsage`` and a sentence.
  public init(parsing text: String) throws(FeedError) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let key = pair[0] == "volume" ? "size" : String(pair[0])
      guard pair.count == 2, !pair[1].isEmpty, let role = ColumnRole(rawValue: key) else {
        throw FeedError(
          .wrongUsage,
          "'\(part)' names no column; write for example --columns time=when,symbol=ticker,price=last,size=qty.")
      }
      guard names[role] == nil else {
        throw FeedError(.wrongUsage, "--columns names the \(role.rawValue) twice; name each column once.")
      }
      let name = String(pair[1])
      if let other = names.first(where: { $0.value.trimmedLowercase == name.trimmedLowercase })?.key {
        throw FeedError(
          .wrongUsage,
          "--columns gives '\(name)' for the \(other.rawValue) and for the \(role.rawValue); name two columns.")
      }
      names[role] = name
    }
  }

  /// The names under which a role's field is looked for, best first, in small letters: the one that was given, or the
  /// usual ones, without any that was given for another role.
  func candidates(for role: ColumnRole) -> [String] {
    if let name = names[role] { return [name.lowercased()] }
    let taken = names.values.map { $0.lowercased() }
    return role.usualNames.filter { !taken.contains($0) }
  }

  /// The column number given for a role, from 0, where the name is one.
  func number(for role: ColumnRole) -> Int? {
    guard let name = names[role], let number = Int(name), number > 0 else { return nil }
    return number - 1
  }
}
