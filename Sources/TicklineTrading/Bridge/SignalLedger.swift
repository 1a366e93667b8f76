public import TicklineMarkets

/// What a bot's orders in one instrument add up to: trades, from flat to flat, and what they brought.
///
/// This is the account of what the bot *wants*. A trade that is forgotten counts in ``resets`` and not in ``profit``,
/// though an account would still hold it.
public struct SignalLedger: Hashable, Sendable {
  /// Trades opened.
  public private(set) var entries = 0
  /// Trades closed.
  public private(set) var exits = 0
  /// Trades forgotten while they were open.
  public private(set) var resets = 0
  /// What all reductions of trades brought, exactly.
  public private(set) var profit = Money.zero

  /// How much is held in the open trade; negative where it was sold first.
  public private(set) var quantity = Quantity.zero
  /// What the open trade's part that is still held cost; negative where it was sold first.
  private var cost = Money.zero
  /// What the open trade brought already, by parts of it that were closed.
  private var tradeProfit = Money.zero

  /// An empty ledger.
  public init() {}

  /// Whether a trade is open.
  public var isOpen: Bool { quantity != .zero }

  /// What the open trade would bring at a price; nil where none is open.
  public func openProfit(at price: Price) -> Money? {
    isOpen ? price * quantity - cost + tradeProfit : nil
  }

  /// Forgets an open trade.
  public mutating func reset() {
    guard isOpen else { return }
    resets += 1
    (quantity, cost, tradeProfit) = (.zero, .zero, .zero)
  }

  /// What a fill meant: the end of a trade, the beginning of one, or first the one and then the other.
  struct Meaning {
    var exit: Signal?
    var entry: Signal?

    /// Both, in their order.
    var signals: [Signal] { [exit, entry].compactMap { $0 } }
  }

  /// Counts a fill; what it means. More than is held closes the trade and opens one the other way.
  public mutating func count(_ fill: Fill) -> [Signal] { take(fill).signals }

  /// The same without an array.
  mutating func take(_ fill: Fill) -> Meaning {
    let change = fill.change
    let isSameWay = (change < .zero) == (quantity < .zero)
    if !isOpen || isSameWay { return Meaning(entry: open(change, fill)) }
    let closed = change.magnitude <= quantity.magnitude ? change : -quantity
    let exit = close(closed, fill)
    let rest = change - closed
    return Meaning(exit: exit, entry: rest == .zero ? nil : open(rest, fill))
  }

  /// The part of a fill that belongs to a trade, open or new, of a bot that knows what it holds; nil where none does. What
  /// is against a position that was forgotten closes that, once the open trade is closed.
  ///
  /// - Parameter held: what is held before it, in the trade and forgotten.
  func part(of fill: Fill, whereHeld held: Quantity) -> Fill? {
    let forgotten = held - quantity
    let change = fill.change
    guard forgotten != .zero, (forgotten < .zero) != (change < .zero) else { return fill }
    let closing = isOpen && (quantity < .zero) != (change < .zero) ? min(quantity.magnitude, fill.quantity) : .zero
    let part = fill.quantity - min(fill.quantity - closing, forgotten.magnitude)
    return part == .zero ? nil : fill.part(part)
  }

  private mutating func open(_ change: Quantity, _ fill: Fill) -> Signal? {
    let isNew = !isOpen
    quantity += change
    cost += fill.price * change
    guard isNew else { return nil }
    entries += 1
    return Signal(kind: .entry, instrument: fill.instrument, price: fill.price, profit: nil)
  }

  /// Takes a part of what is held out, at its share of the cost; what a division leaves over stays with the rest.
  private mutating func close(_ change: Quantity, _ fill: Fill) -> Signal? {
    let share = change == -quantity ? -cost : -costShare(of: change.magnitude)
    let brought = share - fill.price * change
    quantity += change
    cost += share
    profit += brought
    tradeProfit += brought
    guard !isOpen else { return nil }
    defer { tradeProfit = .zero }
    exits += 1
    return Signal(kind: .exit, instrument: fill.instrument, price: fill.price, profit: tradeProfit)
  }

  /// The cost of a part of what is held, rounded towards zero.
  private func costShare(of part: Quantity) -> Money {
    // cost * part / quantity, without the product leaving 128 bits: the quotient first, then the remainder's share.
    let whole = Int128(quantity.magnitude.nanos)
    let part = Int128(part.nanos)
    let (quotient, remainder) = cost.attos.quotientAndRemainder(dividingBy: whole)
    return Money(attos: quotient * part + remainder * part / whole)
  }
}
