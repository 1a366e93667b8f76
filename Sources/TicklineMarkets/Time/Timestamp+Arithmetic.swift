extension Timestamp {
  /// The moment `duration` later. A part of a nanosecond is dropped, towards zero.
  ///
  /// - Precondition: `time` is known and the result lies between 1677 and 2262.
  public static func + (time: Timestamp, duration: Duration) -> Timestamp {
    time.advanced(byNanoseconds: duration.attoseconds / 1_000_000_000)
  }

  /// The moment `duration` earlier. A part of a nanosecond is dropped, towards zero.
  ///
  /// - Precondition: `time` is known and the result lies between 1677 and 2262.
  public static func - (time: Timestamp, duration: Duration) -> Timestamp {
    time.advanced(byNanoseconds: -(duration.attoseconds / 1_000_000_000))
  }

  /// Moves the time on by `duration`.
  ///
  /// - Precondition: As for `+`.
  public static func += (time: inout Timestamp, duration: Duration) { time = time + duration }

  /// Moves the time back by `duration`.
  ///
  /// - Precondition: As for `-`.
  public static func -= (time: inout Timestamp, duration: Duration) { time = time - duration }

  /// How long it is from `start` to `end`, exactly; negative where `end` is the earlier.
  ///
  /// - Precondition: Both are known.
  public static func - (end: Timestamp, start: Timestamp) -> Duration {
    guard end.isKnown, start.isKnown else { misuse("The distance to an unknown time was asked for.") }
    return Duration(attoseconds: (Int128(end.nanoseconds) - Int128(start.nanoseconds)) * 1_000_000_000)
  }

  private func advanced(byNanoseconds distance: Int128) -> Timestamp {
    guard isKnown else { misuse("A duration was added to an unknown time.") }
    guard let sum = Int64(exactly: Int128(nanoseconds) + distance), sum != .min else {
      misuse("A time is beyond the years 1677 to 2262.")
    }
    return Timestamp(nanoseconds: sum)
  }
}
