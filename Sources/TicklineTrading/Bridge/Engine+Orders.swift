internal import TicklineMarkets

extension Engine {
  /// Does what a bot asked for, and what it then asks for, until it waits for something else.
  ///
  /// - Returns: what its orders meant.
  mutating func carryOut(_ outcome: RunningBot.Outcome, of bot: Int) -> [Signal] {
    var signals: [Signal] = []
    var answers: [BotEvent] = []
    var outcome = outcome
    running[bot].state.orders.forgetOldFills()
    while true {
      switch outcome {
      case .ended:
        for request in running[bot].state.takeLastRequests() { _ = answer(request, of: bot, &signals) }
        observer?.botEnded(symbols: running[bot].symbols, failure: running[bot].failure)
        return signals
      case .asked(let requests):
        for request in requests { answers += answer(request, of: bot, &signals) }
      case .waits: break
      }
      guard !answers.isEmpty else { return signals }
      let answer = answers.removeFirst()
      outcome = running[bot].awaits(.fills) && isNews(answer, to: bot) ? running[bot].send(answer) : .waits
    }
  }

  /// Whether a bot does not know an answer already: it may have asked for a fill before its turn came.
  private func isNews(_ answer: BotEvent, to bot: Int) -> Bool {
    guard case .fill(let fill) = answer else { return true }
    return running[bot].state.orders.isUnseen(fill)
  }

  /// Fills the orders that waited for an instrument's first price, and tells the bot.
  ///
  /// - Returns: what the orders meant.
  @inline(never)
  mutating func fillWaiting(_ lane: Int) -> [Signal] {
    let bot = lanes[lane].bot
    let orders = running[bot].unfilled.filter { $0.instrument == lanes[lane].instrument }
    running[bot].unfilled.removeAll { $0.instrument == lanes[lane].instrument }
    return carryOut(.asked(orders.map { .order($0) }), of: bot)
  }

  private mutating func answer(
    _ request: Orders.Request, of bot: Int, _ signals: inout [Signal]
  ) -> [BotEvent] {
    switch request {
    case .order(let order):
      guard let lane = lane(of: order.instrument, for: bot), let price = lanes[lane].lastPrice else {
        running[bot].unfilled.append(order)
        running[bot].state.orders.opened(order.id)
        return []
      }
      let fill = Fill(
        order: order.id, instrument: order.instrument, side: order.side, quantity: order.quantity, price: price,
        time: now)
      running[bot].state.count(fill)
      signals += lanes[lane].ledger.count(fill)
      return [.fill(fill)]
    case .cancel(let id):
      guard let index = running[bot].unfilled.firstIndex(where: { $0.id == id }) else {
        return [.rejected(id, .notOpen)]
      }
      running[bot].unfilled.remove(at: index)
      running[bot].state.orders.closed(id)
      return [.cancelled(id)]
    }
  }

  /// A bot's lane in an instrument; nil where it listens to others alone.
  func lane(of instrument: InstrumentID, for bot: Int) -> Int? {
    var next = slots[Int(instrument.index)].lane
    while let lane = next, lanes[lane].bot != bot { next = lanes[lane].next }
    return next
  }
}
