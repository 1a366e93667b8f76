public import TicklineMarkets

/// What the bots' trades in one currency came to, from flat to flat.
public struct TradeSums: Hashable, Sendable {
  /// Trades that were closed.
  public private(set) var closedCount = 0
  /// Trades that are open at the end.
  public private(set) var openCount = 0
  /// Trades that the bots forgot.
  public private(set) var forgottenCount = 0
  /// Closed trades that brought more than nothing, fees deducted.
  public private(set) var winCount = 0
  /// What those brought.
  public private(set) var won = Money.zero
  /// What the other closed ones cost, as a positive amount.
  public private(set) var lost = Money.zero

  init() {}

  /// Counts a trade in its last state.
  mutating func count(_ trip: RoundTrip) {
    switch trip.state {
    case .open: openCount += 1
    case .forgotten: forgottenCount += 1
    case .closed:
      closedCount += 1
      let profit = trip.grossProfit - trip.fees
      if profit > .zero {
        winCount += 1
        won += profit
      } else {
        lost -= profit
      }
    }
  }
}
