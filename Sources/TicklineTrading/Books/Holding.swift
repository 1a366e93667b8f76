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
  ///
  /// - Returns: what was realised.
  mutating func count(_ fill: Fill) -> Money {
    let change = fill.change
    let amount = fill.price * change * multiplier
    fees += fill.fee
    slippage += fill.slippage
    traded += amount.magnitude
    fillCount += 1
    guard position != .zero, (change < .zero) != (position < .zero) else {
      position += change
      cost += amount
      return .zero
    }
    let opened = change.magnitude <= position.magnitude ? .zero : position + change
    if opened == .zero { return close(change, for: amount) }
    let rest = fill.price * opened * multiplier
    let brought = close(change - opened, for: amount - rest)
    position = opened
    cost = rest
    return brought
  }

  /// - Parameter amount: what the change costs: a sale has a negative one.
  private mutating func close(_ change: Quantity, for amount: Money) -> Money {
    let share =
      change == -position
      ? cost : cost.scaled(by: change.magnitude.nanos, over: Int128(position.magnitude.nanos), .down)
    let brought = -amount - share
    realised += brought
    cost -= share
    position += change
    return brought
  }
}
