internal import TicklineMarkets

/// Which good events are to be refused all the same, beyond the clock rule, which holds always.
///
/// ```swift
/// let checks = EventChecks(collar: PriceCollar(1), staleAfter: .seconds(5))
/// let feed = CheckedFeed(CSVFeed(path: "ticks.csv"), checks)
/// ```
///
/// What is refused becomes a corrupt event with its reason, its place and what was read. It counts for no other check:
/// neither does its price enter a median nor does its time move a clock. An event that is wrong for two reasons has the
/// first of this order: condition, duplicate, clock, stale, collar.
public struct EventChecks: Hashable, Sendable {
  /// How many trade numbers a symbol are remembered where nothing else is said.
  public static let usualDuplicateWindow = 4_096
  /// The most that can be.
  public static let largestDuplicateWindow = 1 << 24

  /// How far the price of a trade may be from those before; nil for anywhere.
  public var collar: PriceCollar?

  /// Among how many last good trades of the symbol a number may not be there twice; nil for none. A trade without a number
  /// is not checked.
  public var duplicateWindow: Int?

  /// How far an event may be behind the newest good time of its source, whatever its symbol; nil for any. Where three good
  /// events in a row agree that they are further behind, the newest time was the wrong one, and time resumes with the third.
  public var staleAfter: Duration?

  /// The conditions of sale under which a trade is refused, one bit each in the source's numbering.
  public var skippedConditions: UInt32

  /// Checks; what is not given is not checked.
  public init(
    collar: PriceCollar? = nil, duplicateWindow: Int? = nil, staleAfter: Duration? = nil, skippedConditions: UInt32 = 0
  ) {
    precondition(
      duplicateWindow.map { (1...Self.largestDuplicateWindow).contains($0) } ?? true,
      "1 to 16777216 trade numbers can be remembered.")
    precondition(staleAfter.map { $0 >= .zero } ?? true, "A time is stale after 0 seconds or more.")
    self.collar = collar
    self.duplicateWindow = duplicateWindow
    self.staleAfter = staleAfter
    self.skippedConditions = skippedConditions
  }

  /// Whether nothing is checked.
  public var isEmpty: Bool { self == EventChecks() }
}
