public import ArgumentParser
public import TicklineTrading

/// How orders are filled.
struct BrokerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "When an order is filled: next (the first event after its latency) or same (the event that caused it).",
      valueName: "rule"))
  var fill: FillRule = .next

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How long an order is under way: 5ms, or 2ms..8ms for a time drawn anew each time.", valueName: "time"))
  var latency: String?

  @Option(
    help: ArgumentHelp(
      "How much worse than the market an order is filled: fixed:0.01, bps:2 or volume:0.1.", valueName: "model"))
  var slippage: String?

  @Option(
    help: ArgumentHelp(
      "What is charged, added up: share:0.005, trade:1, bps:2, maker:-1,taker:5, and min:1 for an order.",
      valueName: "list"))
  var fees: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The share of an event's volume that orders take at most, or all for any quantity. (default: 1; all with --fill same)",
      valueName: "share"))
  var participation: String?
}

/// What is allowed.
struct RiskOptions: ParsableArguments {
  @Option(
    parsing: .unconditional, help: ArgumentHelp("The largest position in a symbol.", valueName: "quantity"))
  var maxPosition: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The largest value of a position.", valueName: "amount"))
  var maxNotional: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Orders a second at most.", valueName: "count"))
  var maxOrders: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How far a limit or stop may be from the last price: 5%.", valueName: "percent"))
  var priceCollar: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Stops at so large a loss in a day.", valueName: "amount"))
  var maxDailyLoss: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Stops so far below the highest equity: 10%.", valueName: "percent"))
  var maxDrawdown: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Stops where a symbol that is held, or has orders open, was silent for so long within a day: 30s.",
      valueName: "time")
  )
  var staleAfter: String?

  @Option(help: ArgumentHelp("What a stop does to positions: flatten or keep.", valueName: "action"))
  var onStop: StopAction = .flatten
}

extension FillRule: ExpressibleByArgument {}
extension StopAction: ExpressibleByArgument {}
