internal import TicklineFeeds
internal import TicklineMarkets

/// The values of options, read from what a person wrote. Each failure is a sentence with the option's name.
enum OptionText {
  /// A moment: ISO 8601, UTC where it names no zone, or a whole number of 10, 13, 16 or 19 digits.
  static func moment(_ text: String, option: String) throws(CommandFailure) -> Timestamp {
    let bytes = Array(text.utf8)
    do throws(TimestampFault) { return try Timestamp.parse(bytes.span, format: nil) } catch {
      let fault =
        switch error {
        case .malformed: "no time; write 2013-10-10, 2013-10-10T14:30:00Z, or a stamp of 10, 13, 16 or 19 digits"
        case .tooFine: "finer than a nanosecond; write at most nine digits behind the seconds"
        case .outOfRange: "out of range; times lie between 1677 and 2262"
        }
      throw CommandFailure(.wrongUsage, "\(option) '\(text)' is \(fault).")
    }
  }

  /// A length of time: `5s`, `250ms`, `1.5m`; seconds where no unit is named.
  static func duration(_ text: String, option: String) throws(CommandFailure) -> Duration {
    let units: [(name: String, nanoseconds: Int64)] = [
      ("ms", 1_000_000), ("us", 1_000), ("ns", 1), ("s", 1_000_000_000), ("m", 60_000_000_000),
      ("h", 3_600_000_000_000),
    ]
    let unit = units.first { text.hasSuffix($0.name) }
    let number = Array(text.dropLast(unit?.name.count ?? 0).utf8)
    guard let count = try? Quantity(parsing: number.span), count >= .zero, count <= 1_000_000_000 else {
      throw CommandFailure(.wrongUsage, "\(option) '\(text)' is no length of time; write 5s, 250ms or 2m.")
    }
    let nanoseconds = Int128(count.nanos) * Int128(unit?.nanoseconds ?? 1_000_000_000) / Int128(Quantity.scale)
    return .nanoseconds(Int64(clamping: nanoseconds))
  }

  /// A percentage, with its sign or without: `2%`.
  static func percentage(_ text: String, option: String, upTo most: Percentage) throws(CommandFailure) -> Percentage {
    let number = Array((text.hasSuffix("%") ? String(text.dropLast()) : text).utf8)
    guard let share = try? Percentage(parsing: number.span), share >= .zero, share <= most else {
      throw CommandFailure(.wrongUsage, "\(option) '\(text)' is no percentage from 0 to \(most); write 2%.")
    }
    return share
  }

  /// How many times as fast as it happened: `1x`, `10x`; nil for as fast as can be, `max`.
  static func speed(_ text: String, option: String) throws(CommandFailure) -> Double? {
    if text == "max" { return nil }
    guard let speed = Double(text.hasSuffix("x") ? String(text.dropLast()) : text), speed > 0, speed.isFinite else {
      throw CommandFailure(.wrongUsage, "\(option) '\(text)' is no speed; write 1x, 10x, 0.5x or max.")
    }
    return speed
  }

  /// Conditions of sale as one number with a bit each: from numbers of bits and masks.
  static func conditions(_ lists: [String], option: String) throws(CommandFailure) -> UInt32 {
    var conditions: UInt32 = 0
    for text in lists.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
      let digits = text.lowercased()
      if digits.hasPrefix("0x"), let mask = UInt32(digits.dropFirst(2), radix: 16), mask != 0 {
        conditions |= mask
      } else if let bit = Int(digits), (0...31).contains(bit) {
        conditions |= 1 << UInt32(bit)
      } else {
        throw CommandFailure(
          .wrongUsage,
          "\(option) names '\(text)', which is no condition; write the number of a bit, 0 to 31, or a mask such as 0x2000."
        )
      }
    }
    return conditions
  }
}
