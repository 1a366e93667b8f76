/// What a corrupt tick does to the bots that listen to its symbol.
///
/// A bot of several symbols (``BotSymbols/together(_:)``) is one coroutine: what happens to it happens to it in all of its
/// symbols.
public enum CorruptPolicy: String, CaseIterable, Sendable {
  /// It is thrown in where the bot waits, and the bot's open trades are forgotten, each a reset of its own symbol: the line
  /// that the bot leaves was the state of them all. The tutorial's way. An account still holds what was bought. What a bot
  /// later gives orders for against that is a trade of its own, as to one that knows of nothing, unless the bot has asked
  /// for its ``Market/position``: then it closes what was forgotten, and is in no trade.
  case reset
  /// Nothing reaches the bot.
  case hold
  /// The bot's open orders are cancelled and its open trades closed at the last good price; then it is thrown in.
  case flatten
  /// The bot is closed, and with it trading in each of its symbols; its open orders are cancelled, the other bots go on. The
  /// symbol of the corrupt tick is the one that counts as halted. Trades that are open stay so.
  case halt
}
