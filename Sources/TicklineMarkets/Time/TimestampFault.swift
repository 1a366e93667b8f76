/// Why text denotes no moment that can be kept exactly.
@frozen
public enum TimestampFault: Error, Hashable, Sendable, BitwiseCopyable, CaseIterable, CustomStringConvertible {
  /// It is not a time in the format asked for, or in any that can be recognised; or no calendar has it, as 30 February.
  case malformed
  /// It has digits other than zero beyond a nanosecond.
  case tooFine
  /// It lies outside the years 1677 to 2262.
  case outOfRange

  /// A sentence for people.
  public var description: String {
    switch self {
    case .malformed: "The text is not a time."
    case .tooFine: "The time is finer than a nanosecond."
    case .outOfRange: "The time is beyond the years 1677 to 2262."
    }
  }
}
