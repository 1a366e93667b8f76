public import TicklineMarkets

/// What is allowed; nil for no limit.
public struct RiskLimits: Hashable, Sendable {
  /// How much of one instrument may be held, long or short, all bots together and open orders counted as filled.
  public var position: Quantity?
  /// What a position may be worth at the last price, counted alike, in the instrument's currency.
  public var notional: Money?
  /// How many orders may be given within one second of the events' time.
  public var ordersPerSecond: Int?
  /// How far a limit or stop may be from the last price, in basis points of it.
  public var collarBasisPoints: Price?
  /// How much may be lost in one day, in any one currency: by all its instruments together, each since its own day began, by
  /// the clock of its own time zone.
  public var dailyLoss: Money?
  /// How far the equity in a currency may fall below its highest, in basis points of that.
  public var drawdownBasisPoints: Price?
  /// For how many nanoseconds within its day a symbol with a position or an open order may be silent.
  public var silenceNanoseconds: Int64?
  /// What happens to positions when one of the last three is reached.
  public var onStop = StopAction.flatten

  /// No limits.
  public init() {}

  /// Whether every order is approved.
  var approvesAll: Bool {
    position == nil && notional == nil && ordersPerSecond == nil && collarBasisPoints == nil
  }

  /// Whether something can stop trading.
  var canStop: Bool { dailyLoss != nil || drawdownBasisPoints != nil || silenceNanoseconds != nil }
}
