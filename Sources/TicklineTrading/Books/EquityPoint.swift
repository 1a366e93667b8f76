public import TicklineMarkets

/// The account in one currency at one moment: a row of an equity file.
public struct EquityPoint: Hashable, Sendable {
  /// Why it was noted.
  public enum Occasion: String, Hashable, Sendable, CaseIterable {
    /// After a fill.
    case fill
    /// The last moment of a day.
    case day
    /// The end of the run.
    case end
  }

  /// The time of the last event.
  public let time: Timestamp
  /// Why it was noted.
  public let occasion: Occasion
  /// The sums.
  public let sums: CurrencyBook
  /// How far the equity is below its highest.
  public let drawdown: Money
}
