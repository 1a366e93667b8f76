internal import TicklineFeeds
internal import TicklineMarkets

/// What the bridge and a bot's market share: written by the bridge, read by the bot.
final class BotState {
  let session: FeedSession
  let instruments: [InstrumentID]
  // Unchecked, as in OrderMemory: no access calls anything that could begin another.
  @exclusivity(unchecked) private var positions: [Quantity]
  let orders = OrderMemory()
  /// What the bot asked for after its last wait, and before it returned.
  var lastRequests: [Orders.Request]?
  private let logHandler: (String) -> Void

  init(session: FeedSession, instruments: [InstrumentID], log: @escaping (String) -> Void) {
    self.session = session
    self.instruments = instruments
    unsafe positions = [Quantity](repeating: .zero, count: instruments.count)
    logHandler = log
  }

  /// Whether the bot has ever asked what it holds. One that has not knows nothing of what it forgot at a corrupt tick.
  @exclusivity(unchecked) private(set) var knowsPosition = false

  /// What the bot is told that it holds.
  func tellPosition(in instrument: InstrumentID) -> Quantity {
    unsafe knowsPosition = true
    return position(in: instrument)
  }

  func position(in instrument: InstrumentID) -> Quantity {
    guard let index = instruments.firstIndex(of: instrument) else { return .zero }
    return unsafe positions[index]
  }

  func count(_ fill: Fill) {
    orders.filled(fill)
    guard let index = instruments.firstIndex(of: fill.instrument) else { return }
    unsafe positions[index] += fill.change
  }

  func takeLastRequests() -> [Orders.Request] {
    defer { lastRequests = nil }
    return lastRequests ?? []
  }

  func log(_ text: String) { logHandler(text) }
}
