internal import ArgumentParser
internal import TicklineMarkets
internal import TicklineTrading

/// What `tickline backtest` is to do: the options, checked and with their defaults.
struct BacktestPlan {
  /// What is read, and how results are written.
  let run: RunPlan
  let botName: String
  let bot: any Bot
  let policy: CorruptPolicy
  let daysPerYear: Int
  let startingCash: [Currency: Money]
  let report: String?
  let trades: String?
  let equity: String?
  let broker: SimulatedBroker.Settings
  let limits: RiskLimits
  /// What was asked for, as a report shows it.
  let parameters: [(name: String, value: String)]

  /// - Throws: ``CommandFailure``, or what the bot's options say.
  init(
    _ options: BacktestOptions, input: InputOptions, slice: SliceOptions, broker brokerOptions: BrokerOptions,
    risk: RiskOptions, instruments: InstrumentPlan, bot botOptions: some CommandBot
  ) throws {
    run = try BacktestPlan.runPlan(options, input, slice, instruments)
    botName = type(of: botOptions).botName
    let size: Quantity = try TradingText.number(options.size, option: "--size")
    bot = try botOptions.bot(size: size)
    policy = options.onCorrupt
    daysPerYear = options.calendar
    guard daysPerYear == 252 || daysPerYear == 365 else {
      throw CommandFailure(.wrongUsage, "--calendar \(daysPerYear) is no year; give 252 or 365 days.")
    }
    startingCash = try TradingText.cash(options.cashText)
    (report, trades, equity) = (options.report, options.trades, options.equity)
    broker = try BacktestPlan.settings(brokerOptions, seed: run.seed ?? input.seed ?? 0)
    limits = try BacktestPlan.limits(risk)
    parameters = BacktestPlan.parameters(options, brokerOptions, risk, instruments, botName, bot)
  }

  /// The plan of a run with the same input.
  private static func runPlan(
    _ options: BacktestOptions, _ input: InputOptions, _ slice: SliceOptions, _ instruments: InstrumentPlan
  ) throws -> RunPlan {
    let isSimulated = input.source.isEmpty || input.source == ["sim"]
    var run = try RunOptions.parse([])
    var input = input
    if isSimulated { input.ticks = input.ticks ?? 100_000 } else { input.seed = nil }
    run.onCorrupt = options.onCorrupt
    run.format = options.format
    run.quiet = options.quiet
    return try RunPlan(run, input: input, slice: slice, instruments: instruments)
  }

  private static func settings(_ options: BrokerOptions, seed: UInt64) throws(CommandFailure)
    -> SimulatedBroker.Settings
  {
    var settings = options.fill == .same ? SimulatedBroker.Settings.tutorial : SimulatedBroker.Settings()
    if let text = options.participation {
      guard options.fill == .next else {
        throw CommandFailure(.wrongUsage, "--participation is for --fill next; --fill same fills any quantity at once.")
      }
      settings.participation = text == "all" ? nil : try TradingText.number(text, option: "--participation")
      guard settings.participation ?? 1 <= 1 else {
        throw CommandFailure(
          .wrongUsage, "--participation \(text) is more than there is; give a share up to 1, or all.")
      }
    }
    if let text = options.latency {
      guard options.fill == .next else {
        throw CommandFailure(.wrongUsage, "--latency is for --fill next; with --fill same an order takes no time.")
      }
      settings.latency = try TradingText.latency(text, seed: seed)
    }
    settings.slippage = try options.slippage.map { text throws(CommandFailure) in try TradingText.slippage(text) }
    if let text = options.fees { try TradingText.fees(text, into: &settings) }
    return settings
  }

  private static func limits(_ options: RiskOptions) throws(CommandFailure) -> RiskLimits {
    var limits = RiskLimits()
    limits.position = try options.maxPosition.map { text throws(CommandFailure) in
      try TradingText.number(text, option: "--max-position")
    }
    limits.notional = try options.maxNotional.map { text throws(CommandFailure) in
      try TradingText.number(text, option: "--max-notional") as Price * 1
    }
    if let most = options.maxOrders {
      guard most > 0 else {
        throw CommandFailure(.wrongUsage, "--max-orders \(most) lets none through; give 1 or more.")
      }
      limits.ordersPerSecond = most
    }
    limits.collarBasisPoints = try options.priceCollar.map { text throws(CommandFailure) in
      try TradingText.basisPoints(text, option: "--price-collar")
    }
    limits.dailyLoss = try options.maxDailyLoss.map { text throws(CommandFailure) in
      try TradingText.number(text, option: "--max-daily-loss") as Price * 1
    }
    limits.drawdownBasisPoints = try options.maxDrawdown.map { text throws(CommandFailure) in
      try TradingText.basisPoints(text, option: "--max-drawdown")
    }
    if let text = options.staleAfter {
      guard let time = DurationText.nanoseconds(text), time > 0 else {
        throw CommandFailure(.wrongUsage, "--stale-after '\(text)' is no time; write one such as 30s.")
      }
      limits.silenceNanoseconds = time
    }
    limits.onStop = options.onStop
    return limits
  }

  /// The options, and what the bot has of its own.
  private static func parameters(
    _ options: BacktestOptions, _ broker: BrokerOptions, _ risk: RiskOptions, _ instruments: InstrumentPlan,
    _ name: String, _ bot: any Bot
  ) -> [(name: String, value: String)] {
    let own = Mirror(reflecting: bot).children.compactMap { child -> (String, String?)? in
      child.label.map { ($0, (child.value as? BarRule)?.defaultValueDescription ?? "\(child.value)") }
    }
    let given: [(String, String?)] =
      [
        ("cash", options.cashText), ("on corrupt", options.onCorrupt.rawValue), ("fill", broker.fill.rawValue),
        ("latency", broker.latency), ("slippage", broker.slippage), ("fees", broker.fees),
        ("participation", broker.participation), ("max position", risk.maxPosition), ("max notional", risk.maxNotional),
        ("max orders", risk.maxOrders.map { "\($0) a second" }), ("price collar", risk.priceCollar),
        ("max daily loss", risk.maxDailyLoss), ("max drawdown", risk.maxDrawdown), ("stale after", risk.staleAfter),
        ("on stop", risk.onStop.rawValue), ("calendar", "\(options.calendar) days"),
      ] + instruments.parameters
    return ([("bot", name)] + own + given).compactMap { name, value in value.map { (name, $0) } }
  }
}
