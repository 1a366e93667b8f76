/// Why risk refused an order.
public enum Refusal: String, Hashable, Sendable, CaseIterable {
  /// With all that is open, the position could grow beyond the largest that is allowed.
  case position
  /// With all that is open, the position's value could grow beyond the largest that is allowed.
  case notional
  /// More orders in a second than are allowed.
  case orderRate
  /// Its limit or stop is too far from the last price, or there is no last price to compare it with.
  case priceCollar
  /// Its sum with all that is open, or what that is worth, is beyond what can be counted.
  case size
  /// Its quantity is no multiple of the instrument's lot.
  case lot
  /// Its limit or stop is no multiple of the instrument's price step.
  case priceStep
  /// Trading was stopped.
  case stopped
}

/// Why trading was stopped for the rest of the run.
public enum StopReason: Hashable, Sendable, CustomStringConvertible {
  /// More was lost in a day than is allowed.
  case dailyLoss
  /// The account fell further below its highest than is allowed.
  case drawdown
  /// A symbol of which something is held, or in which orders are open, had no event for longer than is allowed.
  case staleFeed(symbol: String)

  /// The word for programs: `dailyLoss`.
  public var name: String {
    switch self {
    case .dailyLoss: "dailyLoss"
    case .drawdown: "drawdown"
    case .staleFeed: "staleFeed"
    }
  }

  /// The reason in words: `the day's loss reached its limit`.
  public var description: String {
    switch self {
    case .dailyLoss: "the day's loss reached its limit"
    case .drawdown: "the drawdown reached its limit"
    case .staleFeed(let symbol): "\(symbol) had no event for too long"
    }
  }
}

/// What happens to positions when trading is stopped.
public enum StopAction: String, Hashable, Sendable, CaseIterable {
  /// They are closed at the last price.
  case flatten
  /// They are kept.
  case keep
}
