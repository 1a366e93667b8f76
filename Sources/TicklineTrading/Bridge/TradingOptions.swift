public import TicklineMarkets

/// How orders are filled and counted. Without any, a run fills every order at once, at the price of the tick that caused
/// it, and keeps no account: the tutorial's way.
public struct TradingOptions {
  /// How the simulated broker fills.
  public var broker = SimulatedBroker.Settings.tutorial
  /// What is allowed.
  public var limits = RiskLimits()
  /// What the account begins with; nil for no account.
  public var account: AccountOptions?
  /// Is told what became of each order.
  public var observer: (any TradingObserver)?

  /// The tutorial's way.
  public init() {}
}

/// Someone who watches what becomes of orders. All methods are called on the run's own thread.
public protocol TradingObserver: AnyObject {
  /// An order was approved and went to the broker.
  func ordered(_ order: Order, bot: Int, at time: Timestamp)
  /// Risk refused an order.
  func refused(_ order: Order, bot: Int, because refusal: Refusal, at time: Timestamp)
  /// An order was filled, wholly or in part.
  func filled(_ fill: Fill, bot: Int)
  /// An order was cancelled; so much of it was not filled.
  func cancelled(_ order: Order, remaining: Quantity, bot: Int, at time: Timestamp)
  /// A fill opened or closed a bot's trade.
  func signalled(_ signal: Signal, bot: Int, at time: Timestamp)
  /// Trading was stopped for the rest of the run.
  func stopped(because reason: StopReason, at time: Timestamp)
}
