internal import TicklineFeeds
internal import TicklineMarkets

extension Engine {
  /// What the run came to so far.
  var summary: RunSummary {
    var summary = RunSummary()
    for (index, slot) in slots.enumerated() where slot.isWanted {
      let symbol = session.instruments[InstrumentID(index: Int32(index))].symbol
      summary.symbols.append(symbol)
      summary.bySymbol[symbol] = counts(of: slot)
    }
    summary.unattributed = unattributed
    summary.halted = halted
    for bot in running {
      guard let failure = bot.failure else { continue }
      summary.failed.append((bot.symbols, "\(failure)"))
    }
    return summary
  }

  private func counts(of slot: Slot) -> RunSummary.Counts {
    var counts = slot.counts
    var next = slot.lane
    while let lane = next {
      counts.count(lanes[lane].ledger)
      next = lanes[lane].next
    }
    return counts
  }
}
