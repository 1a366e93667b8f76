internal import TicklineFeeds
internal import TicklineMarkets

/// The bridge's state and its one loop's work. A struct that one variable holds, so that nothing has to be checked at
/// run time to know that no one else changes it.
struct Engine<Desk: Broker> {
  /// A bot that listens to an instrument, and what its orders there came to. Bots and lanes are known by number.
  struct Lane {
    let instrument: InstrumentID
    let bot: Int
    /// The next lane of the same instrument.
    var next: Int?
    var ledger = SignalLedger()
    /// Orders up to this number were given before the bot forgot what it wanted with them: their fills are no trades.
    var forgottenOrders: Int64 = 0
  }

  /// What there is of one instrument.
  struct Slot {
    /// The first bot that listens.
    var lane: Int?
    /// Whether the bots that trade each symbol were started for it.
    var isOpen = false
    var isWanted = false
    /// Whether a corrupt tick of it closed bots.
    var isHalted = false
    /// The price of the last good trade; nil before the first.
    var tradePrice: Price?
    /// How much was traded at the last trade, or in the last bar.
    var lastVolume: Quantity?
    /// The closing price of the last bar; nil before the first.
    var barPrice: Price?
    /// The middle of the last quote; nil before the first.
    var quotePrice: Price?
    /// The time of the last event, where silence is watched.
    var lastTime = Timestamp.unknown
    var counts = RunSummary.Counts()

    /// What an order is filled at that is filled at once: a price that was traded at.
    var price: Price? { tradePrice ?? barPrice }
    /// Whether nothing was ever heard of it.
    var isSilent: Bool { counts.ticks == 0 && mark == nil }

    /// Notes the last trade.
    mutating func note(_ trade: Trade) {
      counts.ticks += 1
      tradePrice = trade.price
      lastVolume = trade.size
    }

    /// What a position is worth: the middle of the quote where nothing was ever traded.
    var mark: Price? { tradePrice ?? barPrice ?? quotePrice }
  }

  let session: FeedSession
  let bots: [any Bot]
  let policy: CorruptPolicy
  let sinks: [any Sink]
  let observer: (any RunObserver)?
  let tradingObserver: (any TradingObserver)?

  var broker: Desk
  var risk: Risk
  /// Nothing is counted in it where none is kept. Not an optional, so that it is always changed in place.
  var account: Account
  let keepsAccount: Bool
  /// Whether something can stop trading.
  let canStop: Bool
  var fingerprint = Fingerprint()
  /// What the broker reports while it is asked; empty otherwise.
  var reports: [BrokerReport] = []
  /// What it reported of an event, while that is told; empty otherwise.
  var settling: [BrokerReport] = []
  /// What fills meant that came before the event was shown to the bots, until it is recorded.
  var earlySignals: [(bot: Int, signal: Signal)] = []
  var orderCount = 0
  /// Wanted events that were no ticks.
  var otherEventCount = 0
  var stop: AccountResult.Stop?

  var clocks = ClockCheck()
  /// By the instruments' numbers.
  var slots: [Slot] = []
  var lanes: [Lane] = []
  var running: [RunningBot] = []
  /// The time of the last good event.
  var now = Timestamp.unknown
  /// When it was received, where the source says so.
  var nowReceived = Timestamp.unknown
  var ticks = 0
  /// Wanted events of every kind.
  var eventCount: Int { ticks + otherEventCount }
  var unattributed = 0
  /// In the order of their halting.
  var halted: [String] = []

  init(
    session: FeedSession, bots: [any Bot], policy: CorruptPolicy, sinks: [any Sink], observer: (any RunObserver)?,
    trading: TradingOptions, broker: Desk
  ) {
    self.session = session
    self.bots = bots
    self.policy = policy
    self.sinks = sinks
    self.observer = observer
    self.broker = broker
    tradingObserver = trading.observer
    keepsAccount = trading.account != nil
    canStop = trading.limits.canStop
    account = Account(
      trading.account ?? AccountOptions(startingCash: [:]), instruments: session.instruments, canStop: canStop)
    risk = Risk(trading.limits, isCounting: keepsAccount)
  }
}

extension Engine {
  /// Starts the bots of the symbols that are named.
  mutating func startBots() throws(Bridge.Failure) {
    for index in 0..<session.instruments.count where session.wantedSymbols != nil {
      open(InstrumentID(index: Int32(index)))
    }
    for bot in bots {
      guard case .together(let symbols) = bot.symbols else { continue }
      let instruments = try instruments(of: bot, symbols)
      for instrument in instruments { open(instrument) }
      start(bot, instruments)
    }
  }

  /// The instruments of a bot that names its symbols, each once.
  private func instruments(of bot: any Bot, _ symbols: [String]) throws(Bridge.Failure) -> [InstrumentID] {
    let name = "\(type(of: bot))"
    var instruments: [InstrumentID] = []
    for symbol in symbols {
      let instrument = session.instruments.id(of: symbol)
      guard instrument != .none else {
        throw Bridge.Failure(
          "\(name) listens to '\(symbol)', which is no symbol: those are 1 to 64 visible characters.")
      }
      if !session.wants(instrument) {
        session.remark("\(name) listens to \(symbol), which is not among the wanted symbols: it gets no events of it.")
      }
      if !instruments.contains(instrument) { instruments.append(instrument) }
    }
    guard !instruments.isEmpty else { throw Bridge.Failure("\(name) listens to no symbol.") }
    return instruments
  }

  /// Makes the slot of an instrument and starts the bots that trade each symbol.
  @inline(never)
  mutating func open(_ instrument: InstrumentID) {
    let index = Int(instrument.index)
    while slots.count <= index { slots.append(Slot()) }
    guard !slots[index].isOpen else { return }
    slots[index].isOpen = true
    slots[index].isWanted = session.wants(instrument)
    guard slots[index].isWanted else { return }
    if keepsAccount {
      account.register(instrument)
      fingerprint.add(symbol: session.instruments[instrument].symbol, of: instrument)
    }
    guard stop == nil else { return }  // Where trading was stopped, no bot begins.
    for bot in bots where bot.symbols == .each { start(bot, [instrument]) }
  }

  private mutating func start(_ bot: any Bot, _ instruments: [InstrumentID]) {
    let symbols = instruments.map { session.instruments[$0].symbol }
    let state = BotState(session: session, instruments: instruments) { [observer] in
      observer?.logged($0, symbols: symbols)
    }
    let number = running.count
    running.append(RunningBot(bot, state: state))
    for instrument in instruments { addLane(instrument, number) }
    observer?.botStarted(symbols: symbols)
    _ = carryOut(running[number].start(), of: number)
  }

  /// Lets a bot listen to an instrument, after those that do already.
  private mutating func addLane(_ instrument: InstrumentID, _ bot: Int) {
    lanes.append(Lane(instrument: instrument, bot: bot))
    let added = lanes.count - 1
    guard var last = slots[Int(instrument.index)].lane else {
      slots[Int(instrument.index)].lane = added
      return
    }
    while let next = lanes[last].next { last = next }
    lanes[last].next = added
  }

  /// Says which bots waited in vain: for symbols of their own without an event, or for a kind of event that there was none
  /// of. The feed has ended.
  func remarkOnVainWaits() {
    var waits: [(words: String, symbols: [String])] = []
    for bot in running where !bot.hasEnded {
      for instrument in bot.state.instruments where session.wants(instrument) {
        guard let words = vainWait(of: bot, slots[Int(instrument.index)]) else { continue }
        let symbol = session.instruments[instrument].symbol
        if let index = waits.firstIndex(where: { $0.words == words }) {
          waits[index].symbols.append(symbol)
        } else {
          waits.append((words, [symbol]))
        }
      }
    }
    for wait in waits { session.remark("\(wait.words) \(wait.symbols.named), of which there was none.") }
  }

  private func vainWait(of bot: RunningBot, _ slot: Slot) -> String? {
    if slot.isSilent { return bot.namesSymbols ? "\(bot.name) waits for events of" : nil }
    let kind = bot.vainWait(hasTrades: slot.tradePrice != nil, hasQuotes: slot.quotePrice != nil)
    return kind.map { "\(bot.name) waits for \($0) of" }
  }

  /// Makes every bot leave.
  mutating func closeBots() {
    for bot in running.indices { close(bot) }
  }

  /// Makes a bot leave, where it has not ended.
  mutating func close(_ bot: Int) {
    guard !running[bot].hasEnded else { return }
    running[bot].close()
    if let failure = running[bot].failure { observer?.botEnded(symbols: running[bot].symbols, failure: failure) }
  }
}
