/// A moment: nanoseconds since 1970-01-01T00:00:00Z, without leap seconds.
///
///     let time = Timestamp(nanoseconds: 1_700_000_000_000_038_761)
///     "\(time)"                  // "2023-11-14T22:13:20.000038761Z"
///     time + .milliseconds(5)
///
/// The range is that of `Int64`: 1677-09-21T00:12:43.145224193Z to 2262-04-11T23:47:16.854775807Z.
@frozen
public struct Timestamp: Comparable, Hashable, Sendable, BitwiseCopyable {
  /// Nanoseconds since 1970-01-01T00:00:00Z; `Int64.min` where the time is not known.
  public var nanoseconds: Int64

  /// The moment `nanoseconds` after 1970-01-01T00:00:00Z.
  @inlinable
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// The time of what has none. It is less than any known time.
  @inlinable
  public static var unknown: Timestamp { Timestamp(nanoseconds: .min) }

  /// Whether this is a moment at all.
  @inlinable
  public var isKnown: Bool { nanoseconds != .min }

  /// Whether `left` is the earlier moment.
  @inlinable
  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.nanoseconds < right.nanoseconds }
}
