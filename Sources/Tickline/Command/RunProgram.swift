internal import Generators
internal import TicklineFeeds
internal import TicklineTrading

/// Does what a plan says: assembles feed, bridge and outputs, runs them, and says how it ended.
struct RunProgram {
  private let plan: RunPlan
  private let bot: any Bot
  private let output = StandardOutput()
  private let clock = ContinuousClock()

  init(_ plan: RunPlan, bot: any Bot) {
    self.plan = plan
    self.bot = bot
  }

  /// - Throws: ``CommandFailure``, ``FeedError`` or ``AuditLog/Failure``.
  func run() throws {
    Interrupt.watch()
    let files = RunFiles(inputs: plan.files, audit: plan.audit)
    try files.checkStandardOutput()
    let start = clock.now
    let remarks = Remarks(areShown: !plan.isQuiet)
    let progress = Progress(isAlone: plan.isQuiet || !output.isTerminal)
    let session = FeedSession(
      symbols: plan.symbols, reading: plan.reading, remark: remarks.add,
      isInterrupted: {
        progress.refresh()  // Feeds ask at every read: also where no tick is wanted for long, the line is alive.
        return Interrupt.isRequested
      }, instrument: plan.instruments.instrument)
    let blocks = try openedBlocks(of: plan.feed, in: session)
    try files.checkAudit()  // Only now: an input that can't be read is the first thing to say.
    let audit = try plan.audit.map { path in try AuditLog(path: path, session: session) }
    remarks.show()
    let screen = screen(session)
    let bridge = Bridge(
      session: session, bots: [bot], policy: plan.policy, sinks: audit.map { [$0] } ?? [], observer: screen)
    let result = Result {
      try bridge.run(blocks, ticks: plan.ticks) { ticks in
        progress.show(ticks)
        if output.isTerminal || screen != nil { output.flush() }
        return Interrupt.isRequested || output.isClosed
      }
    }
    progress.clear()
    var report = RunReport(plan: plan, summary: bridge.summary, seconds: start.duration(to: clock.now) / .seconds(1))
    if let refusals = report.refusals { report.added.append("\"refusals\":{\(refusals)}") }
    output.write(plan.format == .json ? report.json : report.text)
    try output.finish()
    _ = try result.get()
    if output.isClosed { return }  // A reader that went away is told nothing.
    try RunEnding(plan: plan, summary: bridge.summary, session: session).conclude()
  }

  /// The feed's blocks, the first of which is there already: an input that can't be read shows before anything is written.
  private func openedBlocks(of feed: any Feed, in session: FeedSession) throws -> Generator<EventBlock, any Error> {
    let blocks = feed.blocks(in: session)
    // A pipe is not waited for where nothing of it is wanted.
    if plan.ticks == 0, plan.sources.contains(where: { $0.path == "-" }) { return blocks }
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
}
