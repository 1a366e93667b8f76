public import TicklineMarkets

/// A trade of a bot in one instrument, from flat to flat, as the bot sees it.
public struct RoundTrip: Hashable, Sendable {
  /// What became of it.
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// Closed: what it brought is known.
    case closed
    /// Open at the end of the run.
    case open
    /// The bot forgot it at a corrupt tick; the account still holds it.
    case forgotten
  }

  /// What was traded.
  public let instrument: InstrumentID
  /// The bot's number.
  public let bot: Int
  /// Bought or sold first.
  public let side: Side
  /// When it was opened.
  public let entryTime: Timestamp
  /// When it was closed or forgotten; `unknown` while it is open.
  public internal(set) var exitTime = Timestamp.unknown
  /// The place of the event that opened it among all events, from 1.
  public let entryEvent: Int
  /// The place of the event that closed it, or at which it was forgotten; 0 while it is open.
  public internal(set) var exitEvent = 0
  /// How much was entered in all.
  public internal(set) var quantity = Quantity.zero
  /// How much is still open.
  public internal(set) var openQuantity = Quantity.zero
  /// What was paid for all that was entered: price times quantity, the multiplier applied; positive.
  public internal(set) var entryValue = Money.zero
  /// What was got for all that was left: price times quantity, the multiplier applied; positive.
  public internal(set) var exitValue = Money.zero
  /// Fees of entry and exit.
  public internal(set) var fees = Money.zero
  /// What slippage cost; a part of the values.
  public internal(set) var slippage = Money.zero
  /// What became of it.
  public internal(set) var state = State.open
  /// The price of the first fill.
  public let entryPrice: Price
  /// The price of the last fill that closed; nil while there was none.
  public internal(set) var exitPrice: Price?

  /// What a closed trade brought, fees deducted; nil for another.
  public var profit: Money? { state == .closed ? grossProfit - fees : nil }

  /// What came out more than went in, fees not deducted.
  var grossProfit: Money { side == .buy ? exitValue - entryValue : entryValue - exitValue }
}

/// The round trips of a run, kept in the order in which they were opened.
struct TripLog {
  private(set) var trips: [RoundTrip] = []
  /// The place of the event that is being handled.
  var event = 0
  /// The open trip of each lane, as a place in `trips`; -1 for none.
  private var open: [Int] = []

  /// Counts a fill of a lane.
  mutating func count(_ fill: Fill, lane: Int, bot: Int, multiplier: Int64) {
    while open.count <= lane { open.append(-1) }
    guard open[lane] >= 0 else { return begin(fill, fill.quantity, fill.fee, fill.slippage, lane, bot, multiplier) }
    let trip = trips[open[lane]]
    guard trip.side != fill.side else {
      return add(fill, fill.quantity, fill.fee, fill.slippage, open[lane], multiplier)
    }
    let closed = min(fill.quantity, trip.openQuantity)
    let isWhole = closed == fill.quantity
    let fee = isWhole ? fill.fee : fill.fee.scaled(by: closed.nanos, over: Int128(fill.quantity.nanos), .down)
    let slippage =
      isWhole ? fill.slippage : fill.slippage.scaled(by: closed.nanos, over: Int128(fill.quantity.nanos), .down)
    close(fill, closed, fee, slippage, lane, multiplier)
    if !isWhole {
      begin(fill, fill.quantity - closed, fill.fee - fee, fill.slippage - slippage, lane, bot, multiplier)
    }
  }

  /// Notes that the bot forgot what was open in a lane.
  mutating func forget(lane: Int, at time: Timestamp) {
    guard lane < open.count, open[lane] >= 0 else { return }
    trips[open[lane]].state = .forgotten
    trips[open[lane]].exitTime = time
    trips[open[lane]].exitEvent = event
    open[lane] = -1
  }

  private mutating func begin(
    _ fill: Fill, _ quantity: Quantity, _ fee: Money, _ slippage: Money, _ lane: Int, _ bot: Int, _ multiplier: Int64
  ) {
    open[lane] = trips.count
    trips.append(
      RoundTrip(
        instrument: fill.instrument, bot: bot, side: fill.side, entryTime: fill.time, entryEvent: event,
        entryPrice: fill.price))
    add(fill, quantity, fee, slippage, open[lane], multiplier)
  }

  private mutating func add(
    _ fill: Fill, _ quantity: Quantity, _ fee: Money, _ slippage: Money, _ index: Int, _ multiplier: Int64
  ) {
    trips[index].quantity += quantity
    trips[index].openQuantity += quantity
    trips[index].entryValue += fill.price * quantity * multiplier
    trips[index].fees += fee
    trips[index].slippage += slippage
  }

  private mutating func close(
    _ fill: Fill, _ quantity: Quantity, _ fee: Money, _ slippage: Money, _ lane: Int, _ multiplier: Int64
  ) {
    let index = open[lane]
    trips[index].openQuantity -= quantity
    trips[index].exitValue += fill.price * quantity * multiplier
    trips[index].fees += fee
    trips[index].slippage += slippage
    trips[index].exitPrice = fill.price
    trips[index].exitTime = fill.time
    trips[index].exitEvent = event
    guard trips[index].openQuantity == .zero else { return }
    trips[index].state = .closed
    open[lane] = -1
  }
}
