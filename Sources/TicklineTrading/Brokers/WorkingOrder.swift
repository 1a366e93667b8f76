internal import TicklineMarkets

/// An order that is open at the simulated broker, or on its way there.
struct WorkingOrder {
  let approved: ApprovedOrder
  /// How much is not filled yet.
  var remaining: Quantity
  /// The venue's time from which it counts; `unknown` for from the next event on.
  let arrival: Timestamp
  /// The venue's time from which it no longer counts; nil for never.
  let expiry: Timestamp?
  /// The venue's time from which a wish to cancel it counts; nil for no such wish.
  var cancellation: Timestamp?
  /// Whether it has met an event: what it did not take then it waits for in the market.
  var isResting = false
  /// Whether a stop's price was reached.
  var isTriggered = false
  var bill = OrderBill()

  init(_ approved: ApprovedOrder, arrival: Timestamp, expiry: Timestamp?) {
    self.approved = approved
    remaining = approved.order.quantity
    self.arrival = arrival
    self.expiry = expiry
  }

  var order: Order { approved.order }

  /// Whether it has come to the market by a time. Where an event has no time, the order's place in the order of events is
  /// all that counts.
  func hasArrived(by time: Timestamp) -> Bool { !time.isKnown || !arrival.isKnown || time >= arrival }

  /// Whether its day or its owner's patience has ended by a time.
  func hasEnded(by time: Timestamp) -> Bool {
    if let expiry, time >= expiry { return true }
    guard let cancellation else { return false }
    return !time.isKnown || !cancellation.isKnown || time >= cancellation
  }
}
