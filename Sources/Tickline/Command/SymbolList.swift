internal import TicklineMarkets

/// Symbols as an option lists them.
enum SymbolList {
  /// The symbols of an option that may be given several times, each once; nil where it was not given.
  static func parse(_ lists: [String], option: String) throws(CommandFailure) -> [String]? {
    guard !lists.isEmpty else { return nil }
    let table = InstrumentTable()
    for symbol in lists.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }).map(String.init) {
      guard table.id(of: symbol) != .none else {
        throw CommandFailure(
          .wrongUsage,
          "\(option) names '\(symbol)', which is no symbol of 1 to 64 visible characters; separate symbols by commas, "
            + "without blanks.")
      }
    }
    return table.symbols
  }
}
