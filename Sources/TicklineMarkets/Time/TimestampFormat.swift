/// How a source writes its times.
@frozen
public enum TimestampFormat: Hashable, Sendable, BitwiseCopyable, CaseIterable {
  /// A date, or a date and a time of day, as in `2023-11-14T22:13:20.5Z`.
  case iso8601
  /// Seconds since 1970-01-01T00:00:00Z.
  case seconds
  /// Milliseconds since then.
  case milliseconds
  /// Microseconds since then.
  case microseconds
  /// Nanoseconds since then.
  case nanoseconds

  /// The format that users call `name`: `iso8601`, `s`, `ms`, `us`, `ns`, or the last four in full; nil for any other
  /// name.
  public init?(named name: String) {
    switch name {
    case "iso8601": self = .iso8601
    case "s", "seconds": self = .seconds
    case "ms", "milliseconds": self = .milliseconds
    case "us", "microseconds": self = .microseconds
    case "ns", "nanoseconds": self = .nanoseconds
    default: return nil
    }
  }

  /// The short name that `init(named:)` takes: `iso8601`, `s`, `ms`, `us` or `ns`.
  public var name: String {
    switch self {
    case .iso8601: "iso8601"
    case .seconds: "s"
    case .milliseconds: "ms"
    case .microseconds: "us"
    case .nanoseconds: "ns"
    }
  }
}

extension TimestampFormat {
  /// The format that `bytes` looks written in, or nil.
  ///
  /// A whole number of 10, 13, 16 or 19 digits without a sign is taken as seconds, milliseconds, microseconds or
  /// nanoseconds: each covers 2001 to 2286. Four digits and a hyphen, or eight digits and `T`, `t` or a space, begin
  /// ISO 8601; the rest is not looked at, so that a time that is wrong in its details is still known for what it is.
  /// Spaces around the text are allowed.
  ///
  /// - Complexity: Linear in the length of the text.
  public static func recognise(_ bytes: Span<UInt8>) -> TimestampFormat? {
    let content = bytes.contentRange
    var digitCount = 0
    while digitCount < content.count, bytes[content.lowerBound + digitCount].decimalDigit != nil { digitCount += 1 }
    if digitCount == content.count {
      return switch digitCount {
      case 10: .seconds
      case 13: .milliseconds
      case 16: .microseconds
      case 19: .nanoseconds
      default: nil
      }
    }
    return switch (digitCount, bytes[content.lowerBound + digitCount]) {
    case (4, .minus), (8, .uppercaseT), (8, .lowercaseT), (8, .space): .iso8601
    default: nil
    }
  }
}
