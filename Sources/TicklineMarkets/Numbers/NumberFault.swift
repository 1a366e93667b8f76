/// Why decimal text denotes no number that can be kept exactly.
@frozen
public enum NumberFault: Error, Hashable, Sendable, BitwiseCopyable, CaseIterable, CustomStringConvertible {
  /// It is not a decimal number: empty, `nan`, `0x1f`, `1,000`, two points.
  case malformed
  /// It has digits other than zero beyond 1e-9. Rounding would help.
  case tooFine
  /// Its magnitude is beyond `Int64.max` units of 1e-9, about 9.22e9.
  case tooLarge

  /// A sentence for people.
  public var description: String {
    switch self {
    case .malformed: "The text is not a decimal number."
    case .tooFine: "The number is finer than 1e-9."
    case .tooLarge: "The number is too large: 9223372036.854775807 is the most that can be kept."
    }
  }
}
