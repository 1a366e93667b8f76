internal import TicklineFeeds
internal import TicklineMarkets

extension Engine {
  /// Does what a bot asked for, and what it then asks for, until it waits for something else.
  ///
  /// - Parameter answers: what the bot is to be told first.
  /// - Returns: what its orders meant.
  mutating func carryOut(_ outcome: RunningBot.Outcome, answers: [BotEvent] = [], of bot: Int) -> [Signal] {
    var signals: [Signal] = []
    var answers = answers
    var outcome = outcome
    running[bot].state.orders.forgetOldFills()
    while true {
      switch outcome {
      case .ended:
        for request in running[bot].state.takeLastRequests() { answer(request, of: bot, &signals, &answers) }
        observer?.botEnded(symbols: running[bot].symbols, failure: running[bot].failure)
        return signals
      case .asked(let requests):
        for request in requests { answer(request, of: bot, &signals, &answers) }
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

  private mutating func answer(
    _ request: Orders.Request, of bot: Int, _ signals: inout [Signal], _ answers: inout [BotEvent]
  ) {
    switch request {
    case .order(let order):
      let moment = moment(of: order.instrument)
      switch risk.decide(on: order, of: bot, session.instruments.terms(of: order.instrument), at: moment) {
      case .refused(let refusal):
        if keepsAccount { account.countRefusal(of: order.instrument) }
        tradingObserver?.refused(order, bot: bot, because: refusal, at: now)
        answers.append(.rejected(order.id, .refused(refusal)))
        return
      case .approved(let approved):
        orderCount += 1
        if keepsAccount { account.countOrder(of: order.instrument) }
        tradingObserver?.ordered(order, bot: bot, at: now)
        broker.submit(approved, at: moment, reports: &reports)
        if !isFinished(order) { running[bot].state.orders.opened(order) }
      }
    case .cancel(let id):
      let instruments = running[bot].state.instruments
      broker.cancel(OrderKey(bot: bot, id: id), at: moment(of: instruments[0]), reports: &reports)
    }
    // A submission reports of the bot's own orders alone, so it is the bot that is answered.
    for index in reports.indices { answers.append(apply(reports[index], &signals)) }
    reports.empty()
  }

  /// Whether the broker has just reported the last of an order.
  private func isFinished(_ order: Order) -> Bool {
    switch reports.last {
    case .filled(let fill, _)?: fill.remaining == .zero
    case .cancelled?: true
    case .cancelRejected?, nil: false
    }
  }

  /// What is known when an order for an instrument is given.
  func moment(of instrument: InstrumentID) -> Moment {
    let index = Int(instrument.index)
    guard index < slots.count else { return Moment(time: now, received: nowReceived, lastPrice: nil) }
    return Moment(
      time: now, received: nowReceived, lastPrice: slots[index].price, lastVolume: slots[index].lastVolume)
  }

  /// Counts what the broker reported.
  ///
  /// - Parameter isTrade: whether a fill is part of the bot's trades, as opposed to the end of what it forgot.
  /// - Returns: what the bot may be told.
  mutating func apply(_ report: BrokerReport, isTrade: Bool = true, _ signals: inout [Signal]) -> BotEvent {
    let bot = report.key.bot
    switch report {
    case .filled(let fill, _):
      count(fill, of: bot, isTrade: isTrade, &signals)
      return .fill(fill)
    case .cancelled(let order, let remaining):
      running[bot].state.orders.closed(order.key.id)
      risk.closed(remaining, order.order.side, order.order.instrument)
      tradingObserver?.cancelled(order.order, remaining: remaining, bot: bot, at: now)
      return .cancelled(order.key.id)
    case .cancelRejected(let key): return .rejected(key.id, .notOpen)
    }
  }

  private mutating func count(_ fill: Fill, of bot: Int, isTrade: Bool, _ signals: inout [Signal]) {
    let held = running[bot].state.position(in: fill.instrument)
    running[bot].state.count(fill)
    var counted: (lane: Int, fill: Fill)?
    if isTrade, let lane = lane(of: fill.instrument, for: bot), !isForgotten(fill.order, lane),
      let part = unsafe running[bot].state.knowsPosition ? lanes[lane].ledger.part(of: fill, whereHeld: held) : fill
    {
      let meant = lanes[lane].ledger.take(part)
      if tradingObserver != nil || observer != nil { tell(meant, of: part, bot, &signals) }
      counted = (lane, part)
    }
    tradingObserver?.filled(fill, bot: bot)
    risk.filled(fill)
    if keepsAccount { account.count(fill, trade: counted, bot: bot, event: eventCount) }
  }

  /// Tells those who watch what a fill meant. Without them nothing is made of it.
  private func tell(_ meaning: SignalLedger.Meaning, of fill: Fill, _ bot: Int, _ signals: inout [Signal]) {
    for signal in meaning.signals {
      tradingObserver?.signalled(signal, bot: bot, at: fill.time)
      if observer != nil { signals.append(signal) }
    }
  }

  /// Whether an order was given before the bot forgot what it wanted.
  private func isForgotten(_ order: OrderID, _ lane: Int) -> Bool {
    order.number > 0 && order.number <= lanes[lane].forgottenOrders
  }

  /// A bot's lane in an instrument; nil where it listens to others alone.
  func lane(of instrument: InstrumentID, for bot: Int) -> Int? {
    var next = slots[Int(instrument.index)].lane
    while let lane = next, lanes[lane].bot != bot { next = lanes[lane].next }
    return next
  }
}
