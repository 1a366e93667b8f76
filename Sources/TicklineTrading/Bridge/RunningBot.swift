internal import Generators
internal import TicklineFeeds
internal import TicklineMarkets

/// A bot's coroutine and what the bridge knows of it.
struct RunningBot {
  /// What came of resuming the bot.
  enum Outcome {
    /// It waits again, having asked for nothing.
    case waits
    /// It waits again, having asked for this.
    case asked([Orders.Request])
    /// It has ended.
    case ended
  }

  typealias Body = TypedCoroutine<BotEvent, Orders, Void, Interruption>

  let state: BotState
  /// The type of the bot.
  let name: String
  /// Whether it says itself which symbols it listens to.
  let namesSymbols: Bool
  private let body: Body
  private var awaited: Awaited = []
  private(set) var hasEnded = false
  /// Why the bot ended, where it was not its own wish or the end of the run.
  private(set) var failure: (any Error)?

  init(_ bot: any Bot, state: BotState) {
    self.state = state
    name = "\(type(of: bot))"
    namesSymbols = bot.symbols != .each
    body = Body { yield in
      let market = Market(yield: yield, state: state)
      do { try bot.run(market) } catch is BotExit { throw GeneratorExit() }
      state.lastRequests = market.takeRequests()
    }
  }

  /// The symbols it listens to.
  var symbols: [String] { state.instruments.map { state.session.instruments[$0].symbol } }

  /// Whether it waits for events of a kind.
  @inline(__always)
  func awaits(_ kind: Awaited) -> Bool { !awaited.isDisjoint(with: kind) }

  /// The one kind of event that it waits for, where there was none of it.
  func vainWait(hasTrades: Bool, hasQuotes: Bool) -> String? {
    switch awaited.intersection([.trades, .quotes, .bars, .others]) {
    case .trades: hasTrades ? nil : "trades"
    case .quotes: hasQuotes ? nil : "quotes"
    default: nil
    }
  }

  /// Runs it to its first wait.
  mutating func start() -> Outcome {
    do { return waiting(try body.start()) } catch { return ended(error) }
  }

  /// Sends it an event that it waits for.
  @inline(__always)
  mutating func send(_ event: BotEvent) -> Outcome {
    do { return waiting(try body.send(event)) } catch { return ended(error) }
  }

  /// Throws an interruption in where it waits.
  mutating func `throw`(_ interruption: Interruption) -> Outcome {
    do { return waiting(try body.throw(interruption)) } catch { return ended(error) }
  }

  /// Makes it leave.
  mutating func close() {
    _ = ended(nil)
    do { try body.close() } catch { failure = error }
  }

  @inline(__always)
  private mutating func waiting(_ step: Step<Orders, Void>) -> Outcome {
    guard case .yielded(let orders) = step else { return ended(nil) }
    awaited = orders.awaited
    return orders.requests.map(Outcome.asked) ?? .waits
  }

  private mutating func ended(_ error: (any Error)?) -> Outcome {
    hasEnded = true
    awaited = []
    failure = error
    return .ended
  }
}
