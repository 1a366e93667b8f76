import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// Writes down what became of orders, a line each.
final class OrderRecorder: TradingObserver {
  private(set) var lines: [String] = []

  func ordered(_ order: Order, bot: Int, at time: Timestamp) {
    lines.append("order \(order.id.number) \(order.side) \(order.quantity) \(order.kind.words)")
  }

  func refused(_ order: Order, bot: Int, because refusal: Refusal, at time: Timestamp) {
    lines.append("refused \(order.id.number) \(refusal.rawValue)")
  }

  func filled(_ fill: Fill, bot: Int) {
    let rest = fill.remaining == .zero ? "" : ", \(fill.remaining) left"
    let fee = fill.fee == .zero ? "" : ", fee \(fill.fee)"
    let slippage = fill.slippage == .zero ? "" : ", slippage \(fill.slippage)"
    let maker = fill.isMaker ? " maker" : ""
    lines.append(
      "fill \(fill.order.number) \(fill.side) \(fill.quantity) @ \(fill.price)\(maker)\(rest)\(fee)\(slippage)")
  }

  func cancelled(_ order: Order, remaining: Quantity, bot: Int, at time: Timestamp) {
    lines.append("cancelled \(order.id.number), \(remaining) left")
  }

  func signalled(_ signal: Signal, bot: Int, at time: Timestamp) {}

  func stopped(because reason: StopReason, at time: Timestamp) { lines.append("stopped: \(reason)") }

  /// The fills alone.
  var fills: [String] { lines.filter { $0.hasPrefix("fill") } }
}

extension Order.Kind {
  var words: String {
    switch self {
    case .market: "market"
    case .limit(let price): "limit \(price)"
    case .stop(let price): "stop \(price)"
    }
  }
}

/// Runs bots on a script with a broker and an account of 100,000 dollars.
@discardableResult
func trade(
  _ lines: [Line], _ bots: any Bot..., symbols: [String]? = nil, policy: CorruptPolicy = .flatten,
  broker: SimulatedBroker.Settings = SimulatedBroker.Settings(), limits: RiskLimits = RiskLimits(),
  orders: OrderRecorder? = nil, observer: (any RunObserver)? = nil, cash: Money = 100_000,
  keepsTrips: Bool = true, prepare: (FeedSession) -> Void = { _ in }
) throws -> AccountResult {
  var options = TradingOptions()
  options.broker = broker
  options.limits = limits
  var account = AccountOptions(startingCash: [.usd: cash])
  account.keepsTrips = keepsTrips
  options.account = account
  options.observer = orders
  let session = FeedSession(symbols: symbols)
  prepare(session)
  let bridge = Bridge(session: session, bots: bots, policy: policy, observer: observer, trading: options)
  let summary = try bridge.run(ScriptedFeed(lines))
  if let failure = summary.failed.first { throw Breakdown(description: failure.reason) }
  guard let account = summary.account else { throw Breakdown(description: "There is no account.") }
  return account
}

/// The fills of a strategy on a script.
func fills(
  of lines: [Line], broker: SimulatedBroker.Settings = SimulatedBroker.Settings(),
  _ strategy: @escaping (Market) throws -> Void
) throws -> [String] {
  let orders = OrderRecorder()
  try trade(lines, ClosureBot(.each, strategy), broker: broker, orders: orders)
  return orders.fills
}

extension SimulatedBroker.Settings {
  /// The usual settings, changed.
  static func with(_ change: (inout SimulatedBroker.Settings) -> Void) -> SimulatedBroker.Settings {
    var settings = SimulatedBroker.Settings()
    change(&settings)
    return settings
  }
}
