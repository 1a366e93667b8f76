import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// A bot whose strategy a test writes in place.
struct ClosureBot: Bot {
  var symbols: BotSymbols = .each
  let strategy: (Market) throws -> Void

  init(_ symbols: BotSymbols = .each, _ strategy: @escaping (Market) throws -> Void) {
    self.symbols = symbols
    self.strategy = strategy
  }

  func run(_ market: Market) throws { try strategy(market) }
}

/// A bot for one symbol alone.
struct Only<Inner: Bot>: Bot {
  let symbols: BotSymbols
  let inner: Inner

  init(_ symbol: String, _ inner: Inner) {
    symbols = .together([symbol])
    self.inner = inner
  }

  func run(_ market: Market) throws { try inner.run(market) }
}

/// What a bot saw or a test heard of, in order.
final class Notes {
  private(set) var lines: [String] = []

  func note(_ line: String) { lines.append(line) }
}

/// Runs bots on a script.
@discardableResult
func run(
  _ lines: [Line], _ bots: any Bot..., symbols: [String]? = nil, policy: CorruptPolicy = .reset, ticks: Int? = nil,
  sinks: [any Sink] = [], observer: (any RunObserver)? = nil
) throws -> RunSummary {
  try Bridge(session: FeedSession(symbols: symbols), bots: bots, policy: policy, sinks: sinks, observer: observer)
    .run(ScriptedFeed(lines), ticks: ticks)
}

extension RunSummary.Counts {
  /// `ticks 3, corrupt 1, entries 1, exits 0, resets 1, open 0, profit 0.00`, so that a test compares all at once.
  var words: String {
    "ticks \(ticks), corrupt \(corrupt), entries \(entries), exits \(exits), resets \(resets), open \(open), profit \(profit)"
  }
}
