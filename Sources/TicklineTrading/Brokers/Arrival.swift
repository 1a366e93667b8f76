internal import TicklineMarkets

/// When an order, or the wish to cancel one, comes to the market: on the clock of its receiver, and on the venue's.
///
/// A bot knows of an event when it was received, and never before it happened, whatever the receiver's clock says. What it
/// wants then meets the first event that happened, and was received, at least its latency later. Where a source does not say
/// one of the two, the other decides; where it says neither, the order of events is all that counts.
struct Arrival {
  /// By the venue's clock; `unknown` where the source has no times.
  private let time: Timestamp
  /// By the receiver's clock; `unknown` where the source does not say when it received.
  private let received: Timestamp

  /// So many nanoseconds after a moment.
  init(_ delay: Int64, after moment: Moment) {
    time = Self.sum(max(moment.time, moment.received), delay)
    received = Self.sum(moment.received, delay)
  }

  /// Whether an event comes at or after it.
  func isReached(by origin: Origin) -> Bool {
    Self.isReached(time, by: origin.time) && Self.isReached(received, by: origin.received)
  }

  private static func isReached(_ arrival: Timestamp, by time: Timestamp) -> Bool {
    !arrival.isKnown || !time.isKnown || time >= arrival
  }

  private static func sum(_ time: Timestamp, _ delay: Int64) -> Timestamp {
    guard time.isKnown else { return .unknown }
    let (sum, overflow) = time.nanoseconds.addingReportingOverflow(delay)
    return Timestamp(nanoseconds: overflow ? .max : sum)
  }
}
