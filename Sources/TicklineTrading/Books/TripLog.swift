internal import TicklineMarkets

/// The round trips of a run: what they came to in sum, and each of them where that is wanted.
struct TripLog {
  /// The last trade of a lane.
  private struct Last {
    var trip: RoundTrip
    var isOpen = true
    /// Where it is kept among `trips`, and which of `sums` counts it.
    let place: Int
    let currency: Int
  }

  /// In the order in which they were opened; none where they are not kept. Those that are still open are as they were opened
  /// until ``end()``.
  private(set) var trips: [RoundTrip] = []
  /// By the places of the book's currencies.
  private(set) var sums: [TradeSums] = []
  /// The place of the event that is being handled.
  var event = 0
  private let keepsTrips: Bool
  private var lasts: [Last] = []
  /// Where a lane's last trade is among `lasts`, by lanes; -1 for a lane that had none.
  private var lastOf: [Int] = []

  init(keepsTrips: Bool) { self.keepsTrips = keepsTrips }

  /// Makes room for a currency.
  mutating func addCurrency() { sums.append(TradeSums()) }

  /// Counts a fill of a lane.
  mutating func count(_ fill: Fill, lane: Int, bot: Int, currency: Int, multiplier: Int64) {
    while lastOf.count <= lane { lastOf.append(-1) }
    let whole = FillPart(fill, multiplier: multiplier)
    let last = lastOf[lane]
    guard last >= 0, lasts[last].isOpen else { return begin(fill, whole, lane, bot, currency) }
    if lasts[last].trip.side == fill.side {
      lasts[last].trip.enter(whole)
    } else if fill.quantity <= lasts[last].trip.openQuantity {
      leave(fill, whole, last)
    } else {
      let closing = FillPart(fill.part(lasts[last].trip.openQuantity), multiplier: multiplier)
      leave(fill, closing, last)
      begin(fill, whole - closing, lane, bot, currency)
    }
  }

  /// Notes that the bot forgot what was open in a lane.
  mutating func forget(lane: Int, at time: Timestamp) {
    guard lane < lastOf.count, lastOf[lane] >= 0, lasts[lastOf[lane]].isOpen else { return }
    finish(lastOf[lane], as: .forgotten, at: time)
  }

  /// The run has ended.
  mutating func end() {
    for index in lasts.indices where lasts[index].isOpen { count(lasts[index]) }
  }

  private mutating func begin(_ fill: Fill, _ part: FillPart, _ lane: Int, _ bot: Int, _ currency: Int) {
    var trip = RoundTrip(
      instrument: fill.instrument, bot: bot, side: fill.side, entryTime: fill.time, entryEvent: event,
      entryPrice: fill.price)
    trip.enter(part)
    let last = Last(trip: trip, place: trips.count, currency: currency)
    if keepsTrips { trips.append(trip) }
    if lastOf[lane] >= 0 {
      lasts[lastOf[lane]] = last
    } else {
      lastOf[lane] = lasts.count
      lasts.append(last)
    }
  }

  private mutating func leave(_ fill: Fill, _ part: FillPart, _ last: Int) {
    lasts[last].trip.leave(part, at: fill.price)
    if lasts[last].trip.openQuantity == .zero { finish(last, as: .closed, at: fill.time) }
  }

  private mutating func finish(_ last: Int, as state: RoundTrip.State, at time: Timestamp) {
    lasts[last].isOpen = false
    lasts[last].trip.state = state
    lasts[last].trip.exitTime = time
    lasts[last].trip.exitEvent = event
    count(lasts[last])
  }

  /// Counts a trade in its last state.
  private mutating func count(_ last: Last) {
    sums[last.currency].count(last.trip)
    if keepsTrips { trips[last.place] = last.trip }
  }
}
