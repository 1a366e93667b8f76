internal import TicklineFeeds
internal import TicklineMarkets

extension Engine {
  /// Marks the account at a trade, lets the broker fill what it fills, and looks whether trading must stop: before any bot
  /// sees the trade.
  @inline(__always)
  mutating func settle(_ trade: Trade, _ event: MarketEvent) {
    if keepsAccount {
      fingerprint.add(trade)
      account.advance(to: trade.time)
      account.see(trade.instrument, at: trade.price, trade.time, index: eventCount)
    }
    if canStop || broker.hasOpenOrders { settleOrders(event, trade.time) }
  }

  /// The same for a quote or a bar. Their prices mark only what has no trades. A quote may lack the venue's time: it happens
  /// at the last one known.
  mutating func settle(_ event: MarketEvent, _ index: Int) {
    if keepsAccount {
      account.advance(to: now)
      if slots[index].tradePrice == nil, let price = slots[index].mark {
        account.see(event.instrument, at: price, now, index: eventCount)
      }
    }
    settleOrders(event, now)
  }

  /// Lets the broker fill what an event fills, between the two looks whether trading must stop.
  @inline(never)
  private mutating func settleOrders(_ event: MarketEvent, _ time: Timestamp) {
    if canStop { watchSilence(of: event.instrument, time) }
    broker.see(event, reports: &reports)
    if !reports.isEmpty { tellBots() }
    if canStop { watchLoss() }
  }

  /// Counts what the broker reported of an event, and tells the bots whose orders it is about.
  private mutating func tellBots() {
    // Taken out while it is worked on: a bot that is told may give further orders, which are reported, too.
    swap(&reports, &settling)
    for index in settling.indices {
      let bot = settling[index].key.bot
      var signals: [Signal] = []
      let answer = apply(settling[index], &signals)
      if running[bot].awaits(.fills) {
        signals.add(carryOut(.waits, answers: [answer], of: bot))
      } else {
        running[bot].state.orders.forgetOldFills()
      }
      if observer != nil { earlySignals += signals.map { (bot, $0) } }
    }
    settling.empty()
  }

  /// Cancels all orders of a bot.
  mutating func cancelOrders(of bot: Int) -> [Signal] {
    guard broker.hasOpenOrders else { return [] }
    broker.cancelAll(of: bot, reports: &reports)
    return applyReports(isTrade: true)
  }

  /// Cancels all orders of a bot and closes what it holds, at the last prices. The bot is not told: it is about to be
  /// interrupted.
  mutating func flatten(_ bot: Int) -> [Signal] {
    var signals = cancelOrders(of: bot)
    for instrument in running[bot].state.instruments {
      guard let lane = lane(of: instrument, for: bot) else { continue }
      let wanted = lanes[lane].ledger.quantity
      let forgotten = running[bot].state.position(in: instrument) - wanted
      signals.add(close(wanted, of: instrument, bot, isTrade: true))
      signals.add(close(forgotten, of: instrument, bot, isTrade: false))
    }
    return signals
  }

  private mutating func close(_ quantity: Quantity, of instrument: InstrumentID, _ bot: Int, isTrade: Bool) -> [Signal]
  {
    guard quantity != .zero, let price = slots[Int(instrument.index)].mark else { return [] }
    // A number below zero is none of the bot's own.
    orderCount += 1
    if keepsAccount { account.countOrder(of: instrument) }
    let order = Order(
      id: OrderID(number: -Int64(orderCount)), instrument: instrument, side: quantity > .zero ? .sell : .buy,
      quantity: quantity.magnitude)
    tradingObserver?.ordered(order, bot: bot, at: now)
    let approved = risk.approveClosing(order, of: bot)
    broker.close(approved, near: price, at: moment(of: instrument), reports: &reports)
    return applyReports(isTrade: isTrade)
  }

  private mutating func applyReports(isTrade: Bool) -> [Signal] {
    guard !reports.isEmpty else { return [] }
    var signals: [Signal] = []
    for index in reports.indices { _ = apply(reports[index], isTrade: isTrade, &signals) }
    reports.empty()
    return signals
  }
}

extension [BrokerReport] {
  /// Removes the few reports one by one: `removeAll(keepingCapacity:)` costs as much as what made them.
  mutating func empty() {
    while !isEmpty { removeLast() }
  }
}

extension [Signal] {
  /// Appends what else was meant. Nothing, which is usual, costs nothing.
  mutating func add(_ more: [Signal]) {
    if !more.isEmpty { append(contentsOf: more) }
  }
}

// MARK: - Stops

extension Engine {
  /// Stops trading where a symbol was silent for too long: before the event that ends the silence fills anything.
  private mutating func watchSilence(of instrument: InstrumentID, _ time: Timestamp) {
    guard stop == nil, keepsAccount else { return }
    if let reason = silence(at: time) { stopTrading(reason) }
    slots[Int(instrument.index)].lastTime = time
  }

  /// Stops trading where too much was lost.
  private mutating func watchLoss() {
    guard stop == nil, keepsAccount else { return }
    if let reason = account.stopReason(risk.limits) { stopTrading(reason) }
  }

  /// The first symbol of which something is held, or in which orders are open, that was silent for too long within the day.
  private func silence(at time: Timestamp) -> StopReason? {
    guard let most = risk.limits.silenceNanoseconds, time.isKnown else { return nil }
    for index in slots.indices where slots[index].lastTime.isKnown {
      guard slots[index].lastTime >= account.dayStarts?.start(of: index) ?? .unknown else { continue }
      guard time.nanoseconds - slots[index].lastTime.nanoseconds > most else { continue }
      guard risk.isExposed(in: index) else { continue }
      return .staleFeed(symbol: session.instruments[InstrumentID(index: Int32(index))].symbol)
    }
    return nil
  }

  /// Closes the bots, cancels open orders, and closes what is held where that is asked for.
  private mutating func stopTrading(_ reason: StopReason) {
    stop = AccountResult.Stop(reason: reason, time: now)
    tradingObserver?.stopped(because: reason, at: now)
    for bot in running.indices {
      close(bot)
      let signals = risk.limits.onStop == .flatten ? flatten(bot) : cancelOrders(of: bot)
      if observer != nil { earlySignals += signals.map { (bot, $0) } }
    }
    risk.isStopped = true
  }
}
