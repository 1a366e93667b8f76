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
    switch event {
    case .trade: break
    case .corrupt(let corruption):
      ticks += 1
      slots[index].counts.ticks += 1
      slots[index].counts.corrupt += 1
      var next = slots[index].lane
      while let lane = next {
        handle(corruption, lane)
        next = lanes[lane].next
      }
    case .quote: pass(event, .quotes, slots[index].lane)
    case .bar: pass(event, .bars, slots[index].lane)
    case .status, .gap: pass(event, .others, slots[index].lane)
    }
  }

  @inline(__always)
  private mutating func handle(_ trade: Trade, _ event: MarketEvent) throws {
    let index = opened(trade.instrument)
    guard slots[index].isWanted else { return }
    if !sinks.isEmpty { try tell(event) }
    now = trade.time
    ticks += 1
    slots[index].counts.ticks += 1
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
    lanes[lane].lastPrice = price
    guard observer == nil else { return handleObserved(event, price, lane) }
    if !running[bot].unfilled.isEmpty { _ = fillWaiting(lane) }
    guard running[bot].awaits(.trades) else { return }
    let outcome = running[bot].send(.market(event))
    if case .waits = outcome { return }
    _ = carryOut(outcome, of: bot)
  }

  private mutating func handleObserved(_ event: MarketEvent, _ price: Price, _ lane: Int) {
    let bot = lanes[lane].bot
    let botRuns = !running[bot].hasEnded
    let wasOpen = lanes[lane].ledger.isOpen
    let profit = lanes[lane].ledger.openProfit(at: price)
    var signals = fillWaiting(lane)
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
      lanes[lane].ledger.reset()
      if running[bot].state.instruments.count > 1 { forgetTrades(of: bot) }
      signals = carryOut(running[bot].throw(CorruptTick(corruption)), of: bot)
    case .halt where !running[bot].hasEnded:
      close(bot)
      halt(lanes[lane].instrument)
    case .reset, .hold, .halt: break
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
  private mutating func forgetTrades(of bot: Int) {
    for instrument in running[bot].state.instruments {
      if let lane = lane(of: instrument, for: bot) { lanes[lane].ledger.reset() }
    }
  }

  private mutating func pass(_ event: MarketEvent, _ kind: Awaited, _ first: Int?) {
    now = event.time
    var next = first
    while let lane = next {
      let bot = lanes[lane].bot
      let botRuns = !running[bot].hasEnded
      let wasOpen = lanes[lane].ledger.isOpen
      let signals = running[bot].awaits(kind) ? carryOut(running[bot].send(.market(event)), of: bot) : []
      record(event, lane, botRuns, wasOpen, nil, signals)
      next = lanes[lane].next
    }
  }

  private mutating func handleUnattributed(_ event: MarketEvent) throws {
    unattributed += 1
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
