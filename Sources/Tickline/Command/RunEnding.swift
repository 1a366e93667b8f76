internal import TicklineFeeds
internal import TicklineMarkets
internal import TicklineTrading

/// What remains to be said once a run has ended and its summary is written.
struct RunEnding {
  let plan: RunPlan
  let summary: RunSummary
  let session: FeedSession

  /// - Throws: ``CommandFailure`` where the run did not go as it should.
  func conclude() throws(CommandFailure) {
    if Interrupt.isRequested {
      throw CommandFailure(.interrupted, "Interrupted; the bots were closed, and the summary counts what was done.")
    }
    if let failed = summary.failed.first {
      throw CommandFailure(
        .botFailed, "The bot of \(failed.symbols.joined(separator: ", ")) failed: \(failed.reason)")
    }
    if summary.unattributed > 0 && !hasMetSymbols {
      throw CommandFailure(
        .unusableContent,
        "No row of \(plan.inputName) could be read; check its format, or name the columns with --columns.")
    }
    if isWhole && !absent.isEmpty { StandardError.say(absence) }
    let unmet = plan.instruments.symbols.filter { summary.bySymbol[$0] == nil }
    if isWhole && !unmet.isEmpty {
      StandardError.say(
        "\(unmet.named) \(unmet.count == 1 ? "is" : "are") not among the symbols that occurred: what was said of "
          + "\(unmet.count == 1 ? "its" : "their") orders had no use.")
    }
  }

  /// Whether the feed came to its end, as opposed to enough ticks.
  private var isWhole: Bool { plan.ticks.map { summary.total.ticks < $0 } ?? true }

  /// Whether a symbol occurred, wanted or not.
  private var hasMetSymbols: Bool {
    summary.total.ticks > 0
      || session.instruments.count > Set(plan.symbols ?? []).union(plan.reading.negativePriceSymbols).count
  }

  private var absent: [String] { (plan.symbols ?? []).filter { summary.bySymbol[$0]?.ticks == 0 } }

  private var absence: String {
    let absent = absent
    let hint = plan.isSimulated ? "; its symbols are \(SimulatedMarket.symbols.joined(separator: ", "))" : ""
    return "\(absent.named) \(absent.count == 1 ? "does" : "do") not occur in \(plan.inputName)\(hint)."
  }
}
