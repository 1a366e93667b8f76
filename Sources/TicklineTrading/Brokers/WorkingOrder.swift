internal import TicklineMarkets

/// An order that is open at the simulated broker, or on its way there.
struct WorkingOrder {
  let approved: ApprovedOrder
  /// How much is not filled yet.
  var remaining: Quantity
  /// When it comes to the market.
  let arrival: Arrival
  /// The venue's time from which it no longer counts; nil for never.
  let expiry: Timestamp?
  /// When a wish to cancel it comes to the market; nil for no such wish.
  var cancellation: Arrival?
  /// Whether it has met an event: what it did not take then it waits for in the market.
  var isResting = false
  /// Whether a stop's price was reached.
  var isTriggered = false
  var bill = OrderBill()

  init(_ approved: ApprovedOrder, arrival: Arrival, expiry: Timestamp?) {
    self.approved = approved
    remaining = approved.order.quantity
    self.arrival = arrival
    self.expiry = expiry
  }

  var order: Order { approved.order }

  /// Whether its day, or its owner's patience, has ended when an event comes.
  func hasEnded(by origin: Origin) -> Bool {
    if let expiry, origin.time >= expiry { return true }
    return cancellation?.isReached(by: origin) ?? false
  }
}
