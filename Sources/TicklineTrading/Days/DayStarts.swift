internal import TicklineMarkets

/// What the profits in each currency were when the day began, each instrument's day being that of its own time zone: what a
/// loss of the day is measured from.
///
/// - Complexity: a comparison an event; at a zone's midnight, a sum over its instruments.
struct DayStarts {
  private struct Zone {
    let name: String
    var instruments: [InstrumentID] = []
    /// When the day of the last event began; before all times where there was none.
    var start = Timestamp.unknown
    /// When it ends: at once where there was no event.
    var end = Timestamp(nanoseconds: .min + 1)
  }

  private var zones: [Zone] = []
  private var days = SessionDays()
  /// By the instruments' numbers; -1 for one that is not watched.
  private var zoneOf: [Int] = []
  /// What each instrument had brought when its day began.
  private var profits: [Money] = []
  /// The sums of those, by the places of the book's currencies.
  private var sums: [Money] = []
  /// The first moment at which a day ends.
  private(set) var nextEnd = Timestamp(nanoseconds: .max)

  /// Makes room for an instrument. A second time does nothing.
  mutating func register(_ id: InstrumentID, zone name: String) {
    let index = Int(id.index)
    while zoneOf.count <= index {
      zoneOf.append(-1)
      profits.append(.zero)
    }
    guard zoneOf[index] < 0 else { return }
    let place = zones.firstIndex { $0.name == name } ?? zones.count
    if place == zones.count { zones.append(Zone(name: name)) }
    zones[place].instruments.append(id)
    zoneOf[index] = place
    nextEnd = min(nextEnd, zones[place].end)
  }

  /// Begins the days that have begun by a time, before the book is marked at it.
  mutating func begin(by time: Timestamp, _ book: Book) {
    for index in zones.indices where time >= zones[index].end {
      let day = days.day(of: time, zone: zones[index].name)
      (zones[index].start, zones[index].end) = (day.start, day.end)
      for instrument in zones[index].instruments { begin(instrument, book) }
    }
    nextEnd = zones.map(\.end).min() ?? nextEnd
  }

  private mutating func begin(_ instrument: InstrumentID, _ book: Book) {
    guard let holding = book[instrument] else { return }
    let currency = book.currencyIndex(of: instrument)
    while sums.count <= currency { sums.append(.zero) }
    let profit = holding.profit
    sums[currency] += profit - profits[Int(instrument.index)]
    profits[Int(instrument.index)] = profit
  }

  /// What the instruments of the currency at a place had brought when their days began.
  func profit(in currency: Int) -> Money { currency < sums.count ? sums[currency] : .zero }

  /// When an instrument's day began; before all times where events have none.
  func start(of instrument: Int) -> Timestamp {
    guard instrument < zoneOf.count, zoneOf[instrument] >= 0 else { return .unknown }
    return zones[zoneOf[instrument]].start
  }
}
