extension [String] {
  /// Symbols in a sentence: `A, B, C`; of many, the first ones and how many more there are.
  package var named: String {
    guard count > 9 else { return joined(separator: ", ") }
    return prefix(8).joined(separator: ", ") + " and \(count - 8) more"
  }
}
