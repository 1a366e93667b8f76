public import TicklineMarkets

/// What a bot can wait for.
public enum BotEvent: Hashable, Sendable {
  /// Something happened in the market.
  case market(MarketEvent)
  /// An order of the bot's was filled, wholly or in part.
  case fill(Fill)
  /// An order of the bot's is no longer open, as it asked.
  case cancelled(OrderID)
  /// Something the bot asked for was not done.
  case rejected(OrderID, Rejection)
}
