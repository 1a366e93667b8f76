internal import TicklineMarkets

/// What a bot may still ask about the orders that it has handed out: which are open, and the fills that it has not looked
/// at.
///
/// Most bots never look at a fill, so only the last of them are kept: memory does not grow with the run.
final class OrderMemory {
  /// Of the fills that nobody looked at, at least so many are kept, and at most twice as many where orders come one by
  /// one: more would cost a bot as much memory as its stack does.
  private static let keptCount = 16

  /// An order that waits, and how much of it: negative to be sold.
  private struct OpenOrder {
    let id: OrderID
    let instrument: InstrumentID
    var remaining: Quantity
  }

  // Unchecked, since checks would make an order a tenth slower: every access is within one of the methods here, none of
  // which calls anything that could begin another.

  /// The orders that wait to be filled: few, so that no table is worth its cost.
  @exclusivity(unchecked) private var open: [OpenOrder] = []
  /// The fills that the bot has not seen, oldest first.
  @exclusivity(unchecked) private var unseen: [Fill] = []

  /// An order waits to be filled.
  func opened(_ order: Order) {
    let remaining = order.side == .buy ? order.quantity : -order.quantity
    unsafe open.append(OpenOrder(id: order.id, instrument: order.instrument, remaining: remaining))
  }

  /// An order no longer waits.
  func closed(_ order: OrderID) {
    if let index = unsafe open.firstIndex(where: { $0.id == order }) { unsafe open.remove(at: index) }
  }

  /// The last order that waits to be filled; nil where none does.
  var lastOpen: OrderID? { unsafe open.last?.id }

  /// The orders that wait to be filled.
  var allOpen: [OrderID] { unsafe open.map(\.id) }

  /// Whether an order waits to be filled.
  func isOpen(_ order: OrderID) -> Bool { unsafe open.contains { $0.id == order } }

  /// What the orders that wait would add to a position, but for some.
  func incoming(of instrument: InstrumentID, without excluded: [OrderID]) -> Quantity {
    unsafe open.reduce(Quantity.zero) { sum, order in
      order.instrument == instrument && !excluded.contains(order.id) ? sum + order.remaining : sum
    }
  }

  /// An order was filled, wholly or in part.
  func filled(_ fill: Fill) {
    if unsafe !open.isEmpty { reduce(fill) }
    unsafe unseen.append(fill)
  }

  private func reduce(_ fill: Fill) {
    guard let index = unsafe open.firstIndex(where: { $0.id == fill.order }) else { return }
    unsafe open[index].remaining -= fill.change
    if fill.remaining == .zero { unsafe open.remove(at: index) }
  }

  /// Whether the bot has not looked at a fill.
  func isUnseen(_ fill: Fill) -> Bool { unsafe unseen.contains(fill) }

  /// The bot looks at a fill.
  func see(_ fill: Fill) {
    if let index = unsafe unseen.firstIndex(of: fill) { unsafe unseen.remove(at: index) }
  }

  /// The first fill of an order that the bot has not seen, which it now has.
  func takeFill(of order: OrderID) -> Fill? {
    guard let index = unsafe unseen.firstIndex(where: { $0.order == order }) else { return nil }
    return unsafe unseen.remove(at: index)
  }

  /// Forgets the oldest fills: before further orders are carried out, so that all that are about to come are kept. Many at
  /// a time, so that the rest need not move with each.
  func forgetOldFills() {
    if unsafe unseen.count >= 2 * Self.keptCount { unsafe unseen.removeFirst(unseen.count - Self.keptCount + 1) }
  }
}
