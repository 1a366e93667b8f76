public import TicklineMarkets

/// Days by the clocks of time zones. Source of the zones: the system's time zone files; a zone
/// that the system does not know counts as UTC.
public struct SessionDays: Sendable {
  /// A day: from its first nanosecond to the first of the next one.
  public struct Day: Hashable, Sendable {
    /// The first moment.
    public let start: Timestamp
    /// The first moment that is no longer part of it.
    public let end: Timestamp
    /// The date: `2024-01-02`.
    public let date: String
  }

  private var zones: [String: ZoneRules] = [:]

  /// Days of any zone; each zone's rules are read when it is first asked for.
  public init() {}

  /// Whether the system knows a time zone: `America/New_York`.
  public static func knows(zone name: String) -> Bool { ZoneRules(named: name) != nil }

  /// The end of a moment's day in a zone; nil where the time is not known.
  mutating func end(ofDayOf time: Timestamp, zone name: String) -> Timestamp? {
    time.isKnown ? day(of: time, zone: name).end : nil
  }

  /// The day of a known moment in a zone.
  public mutating func day(of time: Timestamp, zone name: String) -> Day {
    let zone = zones[name] ?? ZoneRules(named: name) ?? .utc
    zones[name] = zone
    let second = time.nanoseconds.flooredQuotientAndRemainder(dividingBy: 1_000_000_000).quotient
    let day = (second + zone.offset(at: second)).flooredQuotientAndRemainder(dividingBy: 86_400).quotient
    let date = String(Timestamp(nanoseconds: clamped(day * 86_400)).description.prefix(10))
    return Day(start: Self.midnight(day, zone), end: Self.midnight(day + 1, zone), date: date)
  }

  /// The moment at which a day begins by a zone's clock: the first that shows its midnight or, where the clock skips that,
  /// a later time.
  private static func midnight(_ day: Int64, _ zone: ZoneRules) -> Timestamp {
    let local = day * 86_400
    let candidates = [-86_400, 86_400].map { local - zone.offset(at: local + $0) }.sorted()
    let first = candidates.first { $0 + zone.offset(at: $0) >= local } ?? candidates[1]
    return Timestamp(nanoseconds: clamped(first))
  }
}

/// Nanoseconds of a moment in seconds, within what a timestamp can say.
private func clamped(_ second: Int64) -> Int64 {
  let (nanoseconds, overflow) = second.multipliedReportingOverflow(by: 1_000_000_000)
  return overflow ? (second < 0 ? .min + 1 : .max) : nanoseconds
}
