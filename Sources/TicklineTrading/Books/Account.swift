internal import TicklineFeeds
public import TicklineMarkets

/// What an account begins with, and what is kept of it.
public struct AccountOptions {
  /// What there is before the first fill.
  public var startingCash: [Currency: Money]
  /// The IANA name of the zone whose days the account is counted in, for its daily returns; nil for that of the first
  /// instrument. A day's loss is that of each instrument's own zone.
  public var timeZone: String?
  /// Whether prices and equity are kept for a picture, thinned: some hundred kilobytes.
  public var keepsPictures = false
  /// Whether each of the bots' trades is kept, at 200 bytes each. What they came to is always counted.
  public var keepsTrips = true
  /// Is told of the account after every fill, at the end of every day and of the run.
  public var observer: ((EquityPoint) -> Void)?

  /// An account with cash.
  public init(startingCash: [Currency: Money]) { self.startingCash = startingCash }
}

/// A run's account as it goes on: the book, the bots' trades, and what the equity did.
struct Account {
  private(set) var book: Book
  private(set) var trips: TripLog
  /// By the places of the book's currencies.
  private(set) var tracks: [EquityTrack] = []
  private(set) var exposures: [HeldTime] = []
  /// How many orders were approved and how many refused, by the places of the book's currencies.
  private(set) var orderCounts: [Int] = []
  private(set) var refusalCounts: [Int] = []
  private(set) var pictures: RunPictures?
  private(set) var firstTime = Timestamp.unknown
  private(set) var lastTime = Timestamp.unknown
  /// The time of the event before the last.
  private var timeBefore = Timestamp.unknown
  private let instruments: InstrumentTable
  private let observer: ((EquityPoint) -> Void)?
  private var days = SessionDays()
  private var zone: String?
  private var day: SessionDays.Day?
  private var dayEnd = Timestamp(nanoseconds: .min + 1)
  /// Where something may stop trading: what its limits for a day are measured from.
  private(set) var dayStarts: DayStarts?
  /// When a day ends next, the account's or an instrument's, so that an event costs one comparison.
  private var nextTurn = Timestamp(nanoseconds: .min + 1)

  init(_ options: AccountOptions, instruments: InstrumentTable, canStop: Bool) {
    dayStarts = canStop ? DayStarts() : nil
    book = Book(startingCash: options.startingCash)
    self.instruments = instruments
    zone = options.timeZone
    observer = options.observer
    pictures = options.keepsPictures ? RunPictures() : nil
    trips = TripLog(keepsTrips: options.keepsTrips)
    growTracks()
  }

  /// Makes room for an instrument.
  mutating func register(_ id: InstrumentID) {
    let instrument = instruments[id]
    book.register(id, instrument)
    if zone == nil { zone = instrument.timeZone }
    dayStarts?.register(id, zone: instrument.timeZone)
    nextTurn = min(nextTurn, dayStarts?.nextEnd ?? nextTurn)
    growTracks()
  }

  private mutating func growTracks() {
    while tracks.count < book.currencies.count {
      var track = EquityTrack(start: book.currencies[tracks.count].startingCash)
      track.begin(at: lastTime)
      tracks.append(track)
      exposures.append(HeldTime())
      orderCounts.append(0)
      refusalCounts.append(0)
      trips.addCurrency()
    }
  }

  /// An event has come: the days before it are ended.
  @inline(__always)
  mutating func advance(to time: Timestamp) {
    if time >= nextTurn { turn(to: time) }
    timeBefore = lastTime
    lastTime = time
  }

  /// Marks an instrument at the price of the event that has come.
  @inline(__always)
  mutating func see(_ instrument: InstrumentID, at price: Price, _ time: Timestamp, index: Int) {
    if book.mark(instrument, at: price) {
      let currency = book.currencyIndex(of: instrument)
      tracks[currency].note(book.equity(in: currency), at: time, before: timeBefore)
    }
    if pictures != nil { picture(instrument, price, time, index) }
  }

  @inline(never)
  private mutating func picture(_ instrument: InstrumentID, _ price: Price, _ time: Timestamp, _ index: Int) {
    pictures?.note(price, of: instrument, at: time, index: index)
    for currency in book.currencies.indices {
      pictures?.note(book.currencies[currency].equity, of: currency, at: time, index: index)
    }
  }

  /// Notes a corrupt event for the picture.
  mutating func noteCorrupt(at time: Timestamp, index: Int) { pictures?.noteCorrupt(at: time, index: index) }

  /// Ends and begins the days that a time ends and begins.
  @inline(never)
  private mutating func turn(to time: Timestamp) {
    if time >= dayEnd { beginDay(of: time) }
    dayStarts?.begin(by: time, book)
    nextTurn = min(dayEnd, dayStarts?.nextEnd ?? dayEnd)
  }

  private mutating func beginDay(of time: Timestamp) {
    if let day { endDay(day) } else { begin(at: time) }
    let next = days.day(of: time, zone: zone ?? "UTC")
    day = next
    dayEnd = next.end
  }

  private mutating func begin(at time: Timestamp) {
    firstTime = time
    for index in tracks.indices { tracks[index].begin(at: time) }
  }

  private mutating func endDay(_ day: SessionDays.Day) {
    for index in tracks.indices {
      tracks[index].endDay(day.date, book.currencies[index].equity)
      report(.day, index)
    }
  }

  /// Counts a fill of a bot's.
  ///
  /// - Parameter trade: where the bot's trades in the instrument are counted, and the part of the fill that belongs to one;
  ///   nil where no part does, since the bot forgot the order, or what it closed.
  mutating func count(_ fill: Fill, trade: (lane: Int, fill: Fill)?, bot: Int, event: Int) {
    trips.event = event
    book.count(fill)
    let index = book.currencyIndex(of: fill.instrument)
    if let (lane, part) = trade {
      trips.count(part, lane: lane, bot: bot, currency: index, multiplier: book.multiplier(of: fill.instrument))
    }
    tracks[index].note(
      book.equity(in: index), at: fill.time, before: fill.time > lastTime ? lastTime : timeBefore)
    exposures[index].note(isHeld: book.holdsAnything(in: index), at: fill.time)
    if observer != nil { report(.fill, index) }
  }

  /// Counts an order that was approved.
  mutating func countOrder(of instrument: InstrumentID) { orderCounts[book.currencyIndex(of: instrument)] += 1 }

  /// Counts an order that was refused.
  mutating func countRefusal(of instrument: InstrumentID) { refusalCounts[book.currencyIndex(of: instrument)] += 1 }

  /// Notes that a bot forgot what it had open.
  mutating func forget(lane: Int, at time: Timestamp, event: Int) {
    trips.event = event
    trips.forget(lane: lane, at: time)
  }

  /// The run has ended.
  mutating func end() {
    if let day { endDay(day) }
    trips.end()
    for index in tracks.indices {
      tracks[index].end(at: lastTime)
      exposures[index].end(at: lastTime)
      report(.end, index)
    }
  }

  private func report(_ occasion: EquityPoint.Occasion, _ index: Int) {
    guard let observer else { return }
    let sums = book.currencies[index]
    observer(
      EquityPoint(
        time: lastTime, occasion: occasion, sums: sums, drawdown: max(tracks[index].peak - sums.equity, .zero)))
  }
}

// MARK: - Stops

extension Account {
  /// Why trading is to stop; nil where it is not.
  func stopReason(_ limits: RiskLimits) -> StopReason? {
    for (index, track) in tracks.enumerated() {
      let equity = book.currencies[index].equity
      if let most = limits.dailyLoss, most > .zero, dayLoss(index) >= most { return .dailyLoss }
      if let points = limits.drawdownBasisPoints, track.peak > .zero, equity < track.peak {
        let most = track.peak.scaled(by: points.nanos, over: 10_000 * Int128(Price.scale), .up)
        if track.peak - equity >= most { return .drawdown }
      }
    }
    return nil
  }

  /// How much less there is in the currency at a place than when the instruments' days began.
  private func dayLoss(_ index: Int) -> Money {
    let sums = book.currencies[index]
    return sums.startingCash + (dayStarts?.profit(in: index) ?? .zero) - sums.equity
  }
}

/// For how long something was held.
struct HeldTime {
  private(set) var nanoseconds: Int64 = 0
  private var since: Timestamp?

  mutating func note(isHeld: Bool, at time: Timestamp) {
    if isHeld {
      if since == nil { since = time }
    } else {
      end(at: time)
    }
  }

  mutating func end(at time: Timestamp) {
    if let since, since.isKnown, time.isKnown { nanoseconds += max(time.nanoseconds - since.nanoseconds, 0) }
    since = nil
  }
}
