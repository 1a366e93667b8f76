public import TicklineMarkets

/// What became of one event in one bot: what a screen or a log shows.
public struct TickRecord {
  /// The event; a corrupt one where it could not be used.
  public let event: MarketEvent
  /// Its symbol; nil where it could not be read.
  public let symbol: String?
  /// Whether the bot was there to see it: it has not ended before.
  public let botRuns: Bool
  /// Whether a trade was open before.
  public let wasOpen: Bool
  /// What the trade that was open would have brought at this event's price.
  public let openProfit: Money?
  /// What the bot's orders meant, in their order.
  public let signals: [Signal]
}

/// Someone who watches a run. All methods are called on the run's own thread.
public protocol RunObserver: AnyObject {
  /// A bot is about to run to its first wait.
  func botStarted(symbols: [String])
  /// An event was handled.
  func handled(_ record: TickRecord)
  /// A bot said something.
  func logged(_ text: String, symbols: [String])
  /// A bot ended by itself, by returning or by an error; or it failed when it was told to leave.
  func botEnded(symbols: [String], failure: (any Error)?)
}
