/// What a corrupt tick does to the bots that listen to its symbol.
public enum CorruptPolicy: String, CaseIterable, Sendable {
  /// It is thrown in where the bot waits, and an open trade is forgotten. The tutorial's way.
  case reset
  /// Nothing reaches the bot.
  case hold
  /// The bot is closed; the other symbols go on.
  case halt
}
