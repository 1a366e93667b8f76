public import TicklineMarkets

/// What an account came to.
public struct AccountResult: Sendable {
  /// Cash, positions and profits at the end.
  public let book: Book
  /// What the bots' trades came to, by the places of the book's currencies.
  public let trades: [TradeSums]
  /// The bots' trades from flat to flat, in the order in which they were opened; none where
  /// ``AccountOptions/keepsTrips`` is false.
  public let trips: [RoundTrip]
  /// What the equity did, by the places of the book's currencies.
  public let tracks: [EquityTrack]
  /// For how many nanoseconds something was held, by the places of the book's currencies.
  public let heldNanoseconds: [Int64]
  /// What it looked like, where that was kept.
  public let pictures: RunPictures?
  /// The time of the first event; `unknown` where events have none.
  public let firstTime: Timestamp
  /// The time of the last event.
  public let lastTime: Timestamp
  /// How many orders were approved.
  public let orderCount: Int
  /// How many orders were approved, by the places of the book's currencies.
  public let orderCounts: [Int]
  /// How many orders were refused, by the places of the book's currencies.
  public let refusalCounts: [Int]
  /// How many orders were refused, by reason.
  public let refusals: [Refusal: Int]
  /// What the account holds of each instrument more, or less, than the bots count on: forgotten at a corrupt tick.
  public let forgotten: [Position]
  /// Why and when trading was stopped; nil where it was not.
  public let stop: Stop?
  /// A number that depends on every wanted event that was read and on their order.
  public let fingerprint: UInt64
  /// How many wanted events were read, of every kind.
  public let eventCount: Int

  /// Some of an instrument.
  public struct Position: Hashable, Sendable {
    /// Of what.
    public let instrument: InstrumentID
    /// How much; negative for sold short.
    public let quantity: Quantity
  }

  /// The end of trading before the end of the run.
  public struct Stop: Hashable, Sendable {
    /// Why.
    public let reason: StopReason
    /// The time of the event that led to it.
    public let time: Timestamp
  }
}
