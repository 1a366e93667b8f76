internal import TicklineMarkets

/// Lengths of time as a command line writes them: a decimal number and a unit, `5ms`, `1.5s`, `1m`.
enum DurationText {
  private static let units: [(name: String, nanoseconds: Int64)] = [
    ("ns", 1), ("us", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000),
    ("h", 3_600_000_000_000), ("d", 86_400_000_000_000),
  ]

  /// The length in nanoseconds, a part of one dropped; nil where the text is none, or negative.
  static func nanoseconds(_ text: String) -> Int64? {
    let number = text.prefix { !$0.isLetter }
    guard let unit = units.first(where: { $0.name == text.dropFirst(number.count) }),
      let count = Quantity(String(number)),
      count >= .zero
    else { return nil }
    return Int64(exactly: Int128(count.nanos) * Int128(unit.nanoseconds) / Int128(Quantity.scale))
  }

  /// A length in its largest whole unit.
  static func text(_ nanoseconds: Int64) -> String {
    let unit = units.last { nanoseconds % $0.nanoseconds == 0 && nanoseconds >= $0.nanoseconds } ?? units[0]
    return "\(nanoseconds / unit.nanoseconds)\(unit.name)"
  }
}
