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
    summary.refusals = risk.refusals
    for bot in running {
      guard let failure = bot.failure else { continue }
      summary.failed.append((bot.symbols, "\(failure)"))
    }
    summary.account = keepsAccount ? accountResult : nil
    return summary
  }

  private var accountResult: AccountResult {
    AccountResult(
      book: account.book, trades: account.trips.sums, trips: account.trips.trips, tracks: account.tracks,
      heldNanoseconds: account.exposures.map(\.nanoseconds), pictures: account.pictures,
      firstTime: account.firstTime, lastTime: account.lastTime, orderCount: orderCount,
      orderCounts: account.orderCounts, refusalCounts: account.refusalCounts, refusals: risk.refusals,
      forgotten: forgotten, stop: stop, fingerprint: fingerprint.value, eventCount: eventCount)
  }

  /// What is held that no bot's trade accounts for, by instrument.
  private var forgotten: [AccountResult.Position] {
    slots.indices.compactMap { index in
      let instrument = InstrumentID(index: Int32(index))
      var quantity = Quantity.zero
      var next = slots[index].lane
      while let lane = next {
        quantity += running[lanes[lane].bot].state.position(in: instrument) - lanes[lane].ledger.quantity
        next = lanes[lane].next
      }
      return quantity == .zero ? nil : AccountResult.Position(instrument: instrument, quantity: quantity)
    }
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
