public import Generators
public import TicklineFeeds
internal import TicklineMarkets

/// Carries the events of a feed to the bots: good ones by `send`, corrupt ones by `throw`, the end by `close`.
///
/// One loop, on the caller's thread: the same events give the same decisions. Each symbol that is wanted has its bots,
/// all alive at once; an event finds them by its instrument's number. An order goes by way of risk to the broker; where
/// nothing else is said, it is filled at once, at the price of the tick that caused it.
///
/// ```swift
/// let session = FeedSession(symbols: ["AAPL"])
/// let bridge = Bridge(session: session, bots: [ThresholdBot(entry: 150, exit: 200)])
/// let summary = try bridge.run(CSVFeed(path: "ticks.csv"))
/// print(summary.total.profit)
/// ```
///
/// - Complexity: an event costs a look-up by number and one resume of each bot that waits for it. Memory: a stack for each
///   bot, which is started at its symbol's first event where no symbols are named: 5.5 KB a symbol in all, so that
///   100,000 symbols take 560 MB.
public final class Bridge {
  /// Why a run can't begin: one sentence.
  public struct Failure: Error, CustomStringConvertible {
    /// The sentence.
    public let description: String

    init(_ description: String) { self.description = description }
  }

  private let session: FeedSession
  private let bots: [any Bot]
  private let policy: CorruptPolicy
  private let sinks: [any Sink]
  private let observer: (any RunObserver)?
  private let trading: TradingOptions

  /// What the last run came to; after one that failed, what was done before.
  public private(set) var summary = RunSummary()

  /// A bridge for one run.
  ///
  /// - Parameters:
  ///   - session: what the feed and the bridge share; which symbols are wanted.
  ///   - bots: each trades each wanted symbol, or the symbols that it names.
  ///   - policy: what a corrupt tick does.
  ///   - sinks: get every wanted event, too, before the bots.
  ///   - observer: is told what became of each event. Without one, nothing is recorded.
  ///   - trading: how orders are filled and counted; where nothing is said, at once and without an account.
  public init(
    session: FeedSession, bots: [any Bot], policy: CorruptPolicy = .reset, sinks: [any Sink] = [],
    observer: (any RunObserver)? = nil, trading: TradingOptions = TradingOptions()
  ) {
    self.session = session
    self.bots = bots
    self.policy = policy
    self.sinks = sinks
    self.observer = observer
    self.trading = trading
  }

  /// Runs the bots on a feed, until it ends or a number of ticks was handled. Then the bots are closed.
  ///
  /// - Parameters:
  ///   - feed: where the events come from. Nothing of it is asked for once enough ticks were handled.
  ///   - limit: how many ticks of wanted symbols, corrupt ones included; nil for all.
  /// - Returns: what the run came to.
  /// - Throws: what the feed or a sink throws, the first of it, after the bots and all sinks were closed; ``summary`` then
  ///   has what was done before. ``Failure`` where a bot listens to what is no symbol: nothing was asked of the feed.
  public func run(_ feed: some Feed, ticks limit: Int? = nil) throws -> RunSummary {
    try run(feed.blocks(in: session), ticks: limit)
  }

  /// Runs the bots on the blocks of a feed.
  ///
  /// - Parameters:
  ///   - blocks: what ``Feed/blocks(in:)`` gave in the bridge's session. It is closed at the end.
  ///   - limit: how many ticks of wanted symbols, corrupt ones included; nil for all.
  ///   - isEnough: asked before each block, with the ticks so far; true ends the run.
  /// - Returns: what the run came to.
  /// - Throws: as ``run(_:ticks:)``.
  public func run(
    _ blocks: Generator<EventBlock, any Error>, ticks limit: Int? = nil, until isEnough: (Int) -> Bool = { _ in false }
  ) throws -> RunSummary {
    let broker = SimulatedBroker(trading.broker, instruments: session.instruments)
    return try run(blocks, through: broker, ticks: limit, until: isEnough)
  }

  /// Runs the bots on the blocks of a feed, with a broker of one's own. Otherwise as ``run(_:ticks:until:)``.
  public func run(
    _ blocks: Generator<EventBlock, any Error>, through broker: some Broker, ticks limit: Int? = nil,
    until isEnough: (Int) -> Bool = { _ in false }
  ) throws -> RunSummary {
    var engine = Engine(
      session: session, bots: bots, policy: policy, sinks: sinks, observer: observer, trading: trading, broker: broker)
    let result = Result {
      try engine.startBots()
      if try engine.pump(blocks, limit: limit ?? .max, isEnough) { engine.remarkOnVainWaits() }
    }
    engine.closeBots()
    if engine.keepsAccount { engine.account.end() }
    summary = engine.summary
    let closings = sinks.map { sink in Result { try sink.close() } }
    for outcome in [result] + closings { try outcome.get() }
    return summary
  }
}

extension Engine {
  /// Handles the events of blocks until there are no more, or enough ticks were handled; whether there are no more.
  fileprivate mutating func pump(
    _ blocks: Generator<EventBlock, any Error>, limit: Int, _ isEnough: (Int) -> Bool
  ) throws -> Bool {
    while ticks < limit, !session.isInterrupted(), !isEnough(ticks) {
      guard let block = try blocks.next() else { return true }
      for index in 0..<block.count {
        try take(block[index], timeIsChecked: block.timesAreChecked)
        if ticks >= limit { break }
      }
    }
    try blocks.close()
    return false
  }
}
