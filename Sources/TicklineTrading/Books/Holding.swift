public import TicklineMarkets

/// What is held of one instrument, what it cost and what it brought, exactly. Amounts are in the instrument's currency,
/// its multiplier applied.
public struct Holding: Hashable, Sendable {
  /// What is held; negative where it was sold short.
  public private(set) var position = Quantity.zero
  /// What the position cost, as a total; negative for a short one, which brought money.
  public private(set) var cost = Money.zero
  /// What was gained by closing, fees not deducted.
  public private(set) var realised = Money.zero
  /// What was paid in fees.
  public private(set) var fees = Money.zero
  /// What slippage cost. It is a part of the prices, so of the profits.
  public private(set) var slippage = Money.zero
  /// What was bought and sold in all, at the prices of the fills.
  public private(set) var traded = Money.zero
  /// How many fills there were.
  public private(set) var fillCount = 0
  /// The last price; nil before the first. Set by the book.
  public internal(set) var mark: Price?
  /// The instrument's multiplier.
  public let multiplier: Int64

  init(multiplier: Int64) { self.multiplier = multiplier }

  /// What the position is worth at the last price; negative for a short one.
  public var value: Money { mark.map { $0 * position * multiplier } ?? .zero }

  /// What closing at the last price would bring, fees apart.
  public var unrealised: Money { mark == nil ? .zero : value - cost }

  /// What it brought in all: realised and unrealised, fees deducted.
  public var profit: Money { realised + unrealised - fees }

  /// Counts a fill: the part against the position closes it at its share of the cost, the rest opens.
  ///
  /// What the division of the cost leaves over stays with what is still held, so that no unit is lost: all that was paid is
  /// in the realised profit once the position is closed.
  mutating func count(_ fill: Fill) {
    let change = fill.change
    fees += fill.fee
    slippage += fill.slippage
    traded += (fill.price * fill.quantity * multiplier).magnitude
    fillCount += 1
    let closes = position != .zero && (change < .zero) != (position < .zero)
    let closed = closes ? (change.magnitude <= position.magnitude ? change : -position) : .zero
    if closed != .zero { close(closed, at: fill.price) }
    let opened = change - closed
    position += opened
    cost += fill.price * opened * multiplier
  }

  private mutating func close(_ change: Quantity, at price: Price) {
    let share =
      change == -position
      ? cost : cost.scaled(by: change.magnitude.nanos, over: Int128(position.magnitude.nanos), .down)
    // What was paid for the part, against what it brings: a sale has a negative change.
    realised += -(price * change * multiplier) - share
    cost -= share
    position += change
  }
}
