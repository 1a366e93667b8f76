internal import Generators
internal import TicklineFeeds
internal import TicklineReports
internal import TicklineTrading

/// Does what a plan says: assembles feed, bridge, broker, account and outputs, runs them, and says how it ended.
struct BacktestProgram {
  private let plan: BacktestPlan
  private let output = StandardOutput()
  private let clock = ContinuousClock()

  init(_ plan: BacktestPlan) { self.plan = plan }

  /// - Throws: ``CommandFailure``, or what the feed throws.
  func run() throws {
    Interrupt.watch()
    try RunFiles(inputs: plan.run.files, audit: nil).checkStandardOutput()
    let start = clock.now
    let remarks = Remarks(areShown: !plan.run.isQuiet)
    let progress = Progress(isAlone: plan.run.isQuiet || !output.isTerminal || plan.run.format == .text)
    let session = FeedSession(
      symbols: plan.run.symbols, reading: plan.run.reading, remark: remarks.add,
      isInterrupted: {
        progress.refresh()
        return Interrupt.isRequested
      }, instrument: plan.run.instruments.instrument)
    let blocks = try openedBlocks(in: session)
    let files = try BacktestFiles(plan)
    remarks.show()
    let bridge = Bridge(
      session: session, bots: [plan.bot], policy: plan.policy, trading: trading(session, files.equity))
    let result = Result {
      try bridge.run(blocks, ticks: plan.run.ticks) { ticks in
        progress.show(ticks)
        return Interrupt.isRequested || output.isClosed
      }
    }
    progress.clear()
    let seconds = start.duration(to: clock.now) / .seconds(1)
    let report = BacktestReport(plan: plan, summary: bridge.summary, session: session, seconds: seconds)
    output.write(plan.run.format == .json ? report.json : report.text)
    try output.finish()
    if let account = bridge.summary.account { try files.finish(account, session) { report.page } }
    _ = try result.get()
    if output.isClosed { return }
    try RunEnding(plan: plan.run, summary: bridge.summary, session: session).conclude()
  }

  private func trading(_ session: FeedSession, _ equity: OutputFile?) -> TradingOptions {
    var options = TradingOptions()
    options.broker = plan.broker
    options.limits = plan.limits
    var account = AccountOptions(startingCash: plan.startingCash)
    account.timeZone = plan.run.instruments.timeZone
    account.keepsPictures = plan.report != nil
    account.keepsTrips = plan.report != nil || plan.trades != nil
    if let equity { account.observer = { equity.write(EquityTable.line($0)) } }
    options.account = account
    if plan.run.format == .json && !plan.run.isQuiet {
      options.observer = TradingScreen(session: session, output: output)
    }
    return options
  }

  /// The feed's blocks, the first of which is there already: an input that can't be read shows before anything is written.
  private func openedBlocks(in session: FeedSession) throws -> Generator<EventBlock, any Error> {
    let blocks = plan.run.feed.blocks(in: session)
    let first = try blocks.next()
    return Generator { yield in
      guard let first else { return }
      try yield(first)
      try yield(from: blocks)
    }
  }
}
