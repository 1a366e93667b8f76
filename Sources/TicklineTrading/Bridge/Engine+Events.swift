internal import TicklineFeeds
internal import TicklineMarkets

extension Engine {
  /// Hands an event to the sinks and to the bots that listen to its instrument, after its time was checked, be it here or
  /// by the feed.
  @inline(__always)
  mutating func take(_ event: MarketEvent, timeIsChecked: Bool) throws {
    // The usual event by itself: a trade whose time went on.
    if case .trade(let trade) = event, timeIsChecked ? trade.instrument != .none : clocks.accepts(trade.origin) {
      try handle(trade, event)
    } else if timeIsChecked {
      try handle(event)
    } else {
      var checked = event
      clocks.check(&checked)
      try handle(checked)
    }
  }

  @inline(never)
  private mutating func handle(_ event: MarketEvent) throws {
    guard event.instrument != .none else { return try handleUnattributed(event) }
    if case .trade(let trade) = event { return try handle(trade, event) }
    let index = opened(event.instrument)
    guard slots[index].isWanted else { return }
    if !sinks.isEmpty { try tell(event) }
    if keepsAccount { fingerprint.add(event) }
    if case .corrupt = event { ticks += 1 } else { otherEventCount += 1 }
    switch event {
    case .trade: break
    case .corrupt(let corruption):
      slots[index].counts.ticks += 1
      slots[index].counts.corrupt += 1
      account.noteCorrupt(at: now, index: eventCount)
      var next = slots[index].lane
      while let lane = next {
        handle(corruption, lane)
        next = lanes[lane].next
      }
    case .quote(let quote):
      slots[index].quotePrice = quote.middle ?? slots[index].quotePrice
      pass(event, .quotes, index)
    case .bar(let bar):
      slots[index].barPrice = bar.close
      if slots[index].tradePrice == nil { slots[index].lastVolume = bar.volume }
      pass(event, .bars, index)
    case .status, .gap: pass(event, .others, index)
    }
  }

  @inline(__always)
  private mutating func handle(_ trade: Trade, _ event: MarketEvent) throws {
    let index = opened(trade.instrument)
    guard slots[index].isWanted else { return }
    if !sinks.isEmpty { try tell(event) }
    now = trade.time
    nowReceived = trade.origin.received
    ticks += 1
    slots[index].note(trade)
    settle(trade, event)
    var next = slots[index].lane
    while let lane = next {
      handle(event, trade.price, lane)
      next = lanes[lane].next
    }
  }

  /// The place of an instrument's slot, which is there from here on.
  @inline(__always)
  private mutating func opened(_ instrument: InstrumentID) -> Int {
    let index = Int(instrument.index)
    if index >= slots.count || !slots[index].isOpen { open(instrument) }
    return index
  }

  @inline(__always)
  private mutating func handle(_ event: MarketEvent, _ price: Price, _ lane: Int) {
    let bot = lanes[lane].bot
    guard observer == nil else { return handleObserved(event, price, lane) }
    guard running[bot].awaits(.trades) else { return }
    let outcome = running[bot].send(.market(event))
    if case .waits = outcome { return }
    _ = carryOut(outcome, of: bot)
  }

  private mutating func handleObserved(_ event: MarketEvent, _ price: Price, _ lane: Int) {
    let bot = lanes[lane].bot
    let botRuns = !running[bot].hasEnded
    var signals = takeEarlySignals(of: bot)
    // What a fill just opened or closed was not so before the event.
    let wasOpen = signals.first.map { $0.kind == .exit } ?? lanes[lane].ledger.isOpen
    let profit = signals.isEmpty ? lanes[lane].ledger.openProfit(at: price) : nil
    if running[bot].awaits(.trades) { signals += carryOut(running[bot].send(.market(event)), of: bot) }
    record(event, lane, botRuns, wasOpen, profit, signals)
  }

  private mutating func handle(_ corruption: Corruption, _ lane: Int) {
    let bot = lanes[lane].bot
    let botRuns = !running[bot].hasEnded
    let wasOpen = lanes[lane].ledger.isOpen
    var signals: [Signal] = []
    switch policy {
    case .reset where !running[bot].hasEnded:
      forgetTrades(of: bot, first: lane)
      signals = carryOut(running[bot].throw(CorruptTick(corruption)), of: bot)
    case .flatten where !running[bot].hasEnded:
      signals = flatten(bot)
      signals.add(carryOut(running[bot].throw(CorruptTick(corruption)), of: bot))
    case .halt where !running[bot].hasEnded:
      close(bot)
      signals = cancelOrders(of: bot)
      halt(lanes[lane].instrument)
    case .reset, .flatten, .hold, .halt: break
    }
    record(.corrupt(corruption), lane, botRuns, wasOpen, nil, signals)
  }

  /// Notes that an instrument is halted, once.
  private mutating func halt(_ instrument: InstrumentID) {
    guard !slots[Int(instrument.index)].isHalted else { return }
    slots[Int(instrument.index)].isHalted = true
    halted.append(session.instruments[instrument].symbol)
  }

  /// Forgets the open trades of all the bot's symbols: its one coroutine is about to leave the line that each of them
  /// stood on.
  private mutating func forgetTrades(of bot: Int, first: Int) {
    forgetTrade(first, of: bot)
    guard running[bot].state.instruments.count > 1 else { return }
    for instrument in running[bot].state.instruments {
      if let lane = lane(of: instrument, for: bot) { forgetTrade(lane, of: bot) }
    }
  }

  private mutating func forgetTrade(_ lane: Int, of bot: Int) {
    lanes[lane].ledger.reset()
    // An order that waits for its symbol's first price is not under way yet: it is as good after the reset as before.
    if broker.hasOpenOrders, slots[Int(lanes[lane].instrument.index)].price != nil,
      let last = running[bot].state.orders.lastOpen
    {
      lanes[lane].forgottenOrders = max(lanes[lane].forgottenOrders, last.number)
    }
    if keepsAccount { account.forget(lane: lane, at: now, event: eventCount) }
  }

  private mutating func pass(_ event: MarketEvent, _ kind: Awaited, _ index: Int) {
    if event.time.isKnown { now = event.time }
    nowReceived = event.origin.received
    settle(event, index)
    var next = slots[index].lane
    while let lane = next {
      let bot = lanes[lane].bot
      let botRuns = !running[bot].hasEnded
      let wasOpen = lanes[lane].ledger.isOpen
      var signals = takeEarlySignals(of: bot)
      if running[bot].awaits(kind) { signals += carryOut(running[bot].send(.market(event)), of: bot) }
      record(event, lane, botRuns, wasOpen, nil, signals)
      next = lanes[lane].next
    }
  }

  /// What fills that came with this event meant for a bot.
  private mutating func takeEarlySignals(of bot: Int) -> [Signal] {
    guard !earlySignals.isEmpty else { return [] }
    let signals = earlySignals.filter { $0.bot == bot }.map(\.signal)
    earlySignals.removeAll { $0.bot == bot }
    return signals
  }

  private mutating func handleUnattributed(_ event: MarketEvent) throws {
    unattributed += 1
    otherEventCount += 1
    if keepsAccount { fingerprint.add(event) }
    try tell(event)
    observer?.handled(
      TickRecord(event: event, symbol: nil, botRuns: false, wasOpen: false, openProfit: nil, signals: []))
  }

  private func tell(_ event: MarketEvent) throws {
    for sink in sinks {
      if case .corrupt(let corruption) = event {
        try sink.throw(CorruptTick(corruption))
      } else {
        try sink.send(event)
      }
    }
  }

  private func record(
    _ event: MarketEvent, _ lane: Int, _ botRuns: Bool, _ wasOpen: Bool, _ profit: Money?, _ signals: [Signal]
  ) {
    guard let observer else { return }
    let symbol = session.instruments[lanes[lane].instrument].symbol
    observer.handled(
      TickRecord(event: event, symbol: symbol, botRuns: botRuns, wasOpen: wasOpen, openProfit: profit, signals: signals)
    )
  }
}

extension Quote {
  /// The middle of bid and ask, rounded down to 1e-9; the one side that is there where the other is missing.
  var middle: Price? {
    guard let bid, let ask else { return bid ?? ask }
    return Price(nanos: Int64((Int128(bid.nanos) + Int128(ask.nanos)) >> 1))
  }
}
