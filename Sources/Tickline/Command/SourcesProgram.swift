internal import Generators
internal import TicklineFeeds
internal import TicklineMarkets

/// Reads the sources of a plan, and says what is there.
struct SourcesProgram {
  private let plan: SourcesPlan
  private let output = StandardOutput()
  private let clock = ContinuousClock()

  init(_ plan: SourcesPlan) { self.plan = plan }

  /// - Throws: ``CommandFailure`` or ``FeedError``.
  func run() throws {
    Interrupt.watch()
    try RunFiles(inputs: plan.sources.flatMap(\.files), audit: nil).checkStandardOutput()
    let start = clock.now
    let remarks = Remarks(areShown: !plan.isQuiet)
    let progress = Progress(isAlone: true)
    let session = FeedSession(
      symbols: plan.symbols, reading: plan.reading, remark: remarks.add,
      isInterrupted: {
        progress.refresh()
        return Interrupt.isRequested
      })
    var survey = Survey(session: session)
    let blocks = plan.feed.blocks(in: session)
    let first = try blocks.next()  // An input that can't be read shows before anything is written.
    remarks.show()
    let result = Result {
      var block = first
      while let events = block {
        survey.add(events)
        progress.show(survey.count)
        if Interrupt.isRequested { break }
        block = try blocks.next()
      }
    }
    progress.clear()
    let seconds = start.duration(to: clock.now) / .seconds(1)
    let report = SourcesReport(plan: plan, survey: survey, seconds: seconds)
    output.write(plan.format == .json ? report.json : report.text)
    try output.finish()
    _ = try result.get()
    if !output.isClosed { try conclude(survey, session) }
  }

  private func conclude(_ survey: Survey, _ session: FeedSession) throws(CommandFailure) {
    if Interrupt.isRequested {
      throw CommandFailure(.interrupted, "Interrupted; what was read until then is described.")
    }
    let known = Set(plan.symbols ?? []).union(plan.reading.negativePriceSymbols)
    if survey.unattributed.corrupt > 0 && survey.count == survey.unattributed.corrupt
      && session.instruments.count <= known.count
    {
      throw CommandFailure(
        .unusableContent,
        "No row of \(plan.inputName) could be read; check its format, or name the columns with --columns.")
    }
    if !plan.isQuiet {
      for (symbol, one) in survey.bySymbol where one.latency.negativeCount > 0 {
        StandardError.say(
          "\(symbol): \(one.latency.negativeCount) of \(one.latency.count) events were received before the venue's time; "
            + "one of the two clocks is wrong.")
      }
    }
    let absent = survey.bySymbol.filter { $0.survey.isEmpty && plan.symbols?.contains($0.symbol) == true }.map(\.symbol)
    if !absent.isEmpty {
      StandardError.say("\(absent.named) \(absent.count == 1 ? "does" : "do") not occur in \(plan.inputName).")
    }
  }
}

extension SymbolSurvey {
  /// Whether nothing was counted.
  var isEmpty: Bool { trades == 0 && quotes == 0 && others == 0 && corrupt == 0 }
}
