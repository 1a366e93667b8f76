/// A strategy: a straight-line function that waits for its next tick. The line it waits on is its state.
///
/// ```swift
/// struct DipBuyer: Bot {
///   var below: Price, above: Price
///   func run(_ market: Market) throws {
///     while true {
///       do {
///         while try market.nextTrade().price > below {}
///         try market.buy(1)
///         while try market.nextTrade().price < above {}
///         try market.sell(1)
///       } catch is CorruptTick { continue }
///     }
///   }
/// }
/// ```
///
/// The function runs as a coroutine on a stack of its own, so helper functions may wait, too, at any depth. When the run
/// ends, the bot is closed: ``BotExit`` is thrown where it waits. A bot that catches it should return.
public protocol Bot {
  /// Which symbols one such bot listens to. Each symbol by itself, where nothing else is said.
  var symbols: BotSymbols { get }

  /// Trades until the market closes, which ends it with ``BotExit``.
  ///
  /// A bot may return before that. What it asked for since its last wait is still done, but not where it was closed.
  ///
  /// - Throws: what it does not catch. A bot that throws anything but ``BotExit`` has failed: it has ended, the others go
  ///   on, and the run says so.
  func run(_ market: Market) throws
}

extension Bot {
  /// One bot for each symbol.
  public var symbols: BotSymbols { .each }
}

/// Which symbols a bot listens to.
public enum BotSymbols: Hashable, Sendable {
  /// A bot of its own for every symbol that is wanted.
  case each
  /// One bot for these symbols together, in this order.
  case together([String])
}
