internal import Generators
internal import TicklineFeeds
internal import TicklineTrading

/// Does what a plan says: assembles feed, bridge and outputs, runs them, and says how it ended.
struct RunProgram {
  private let plan: RunPlan
  private let output = StandardOutput()
  private let clock = ContinuousClock()

  init(_ plan: RunPlan) { self.plan = plan }

  /// - Throws: ``CommandFailure``, ``FeedError`` or ``AuditLog/Failure``.
  func run() throws {
    Interrupt.watch()
    let start = clock.now
    let session = FeedSession(
      symbols: plan.symbols, reading: plan.reading,
      remark: { [isQuiet = plan.isQuiet] in if !isQuiet { StandardError.write("\($0)\n") } },
      isInterrupted: { Interrupt.isRequested })
    let blocks = try openedBlocks(of: plan.feed, in: session)
    let audit = try plan.audit.map { path in try AuditLog(path: path, session: session) }
    let progress = Progress(isWanted: !plan.isQuiet)
    let screen = screen(session)
    let bridge = Bridge(
      session: session, bots: [plan.bot], policy: plan.policy, sinks: audit.map { [$0] } ?? [], observer: screen)
    let result = Result {
      try bridge.run(blocks, ticks: plan.ticks) { ticks in
        progress.show(ticks)
        if output.isTerminal || screen != nil { output.flush() }
        return Interrupt.isRequested || output.isClosed
      }
    }
    progress.clear()
    let report = RunReport(plan: plan, summary: bridge.summary, seconds: start.duration(to: clock.now) / .seconds(1))
    output.write(plan.format == .json ? report.json : report.text)
    try output.finish()
    _ = try result.get()
    try fail(bridge.summary)
  }

  /// The feed's blocks, the first of which is there already: an input that can't be read shows before anything is written.
  private func openedBlocks(of feed: any Feed, in session: FeedSession) throws -> Generator<EventBlock, any Error> {
    let blocks = feed.blocks(in: session)
    guard plan.ticks != 0 else { return blocks }
    let first = try blocks.next()
    return Generator { yield in
      guard let first else { return }
      try yield(first)
      try yield(from: blocks)
    }
  }

  private func screen(_ session: FeedSession) -> (any RunObserver)? {
    if plan.isQuiet { return nil }
    return switch plan.format {
    case .text: TextScreen(policy: plan.policy, session: session, output: output)
    case .json: JSONScreen(session: session, output: output)
    }
  }

  private func fail(_ summary: RunSummary) throws {
    if Interrupt.isRequested {
      throw CommandFailure(.interrupted, "interrupted; the bots were closed, the summary counts what was done.")
    }
    if let failed = summary.failed.first {
      throw CommandFailure(
        .botFailed, "the bot of \(failed.symbols.joined(separator: ", ")) failed: \(failed.reason)")
    }
    for symbol in plan.symbols ?? [] where !plan.isQuiet && summary.bySymbol[symbol]?.ticks == 0 && plan.ticks != 0 {
      StandardError.write("\(symbol) does not occur in \(plan.feed.name).\n")
    }
  }
}
