/// The rule for symbols: 1 to 64 bytes of UTF-8, each character a visible one.
///
/// A symbol goes into reports, file names of charts and terminals as it is. So neither spaces and control characters
/// nor the marks that turn the direction of text around or hide are part of one.
enum SymbolText {
  static let maximumByteCount = 64

  /// The symbol that `bytes` spell, or nil where they break the rule.
  static func validated(_ bytes: [UInt8]) -> String? {
    guard 1...maximumByteCount ~= bytes.count, let text = String(validating: bytes, as: UTF8.self) else { return nil }
    return text.unicodeScalars.allSatisfy { $0.isPrintable && $0 != " " } ? text : nil
  }
}

extension Unicode.Scalar {
  /// Whether the character can stand in a line of text without changing more of it than its own place.
  var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
    default: true
    }
  }
}
