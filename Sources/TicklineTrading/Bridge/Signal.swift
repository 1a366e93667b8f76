public import TicklineMarkets

/// What an order means for a trade: its beginning or its end.
public struct Signal: Hashable, Sendable {
  /// The two kinds.
  public enum Kind: String, Hashable, Sendable {
    /// A trade was opened: nothing was held before.
    case entry
    /// A trade was closed: nothing is held any more.
    case exit
  }

  /// Its kind.
  public let kind: Kind
  /// Of what: with a bot of several symbols, not always that of the event that caused it.
  public let instrument: InstrumentID
  /// At which price.
  public let price: Price
  /// What the trade brought; nil for an entry.
  public let profit: Money?
}
