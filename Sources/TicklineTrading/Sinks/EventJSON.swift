public import TicklineFeeds
public import TicklineMarkets

/// Writes events and what became of them as JSON, an object a line. The fields are those of the project's contracts: some
/// may be added, none is renamed.
///
/// Numbers of prices, sizes and money are strings, so that no reader rounds them; times are ISO 8601.
public struct EventJSON {
  private let session: FeedSession
  /// What was written since the last ``removeAll()``.
  public private(set) var bytes: [UInt8] = []

  /// A writer for the events of a session.
  public init(session: FeedSession) { self.session = session }

  /// Forgets what was written, and keeps the memory.
  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Writes a market event.
  ///
  /// - Parameter state: what the bot was doing, where one listens: `WATCHING` or `ACTIVE`.
  public mutating func write(_ event: MarketEvent, state: StaticString? = nil) {
    begin(name(of: event))
    time(event.origin)
    symbol(event.instrument)
    switch event {
    case .trade(let trade):
      field("price", trade.price)
      field("size", trade.size)
      if let id = trade.id { raw("id", "\(id)") }
      if let aggressor = trade.aggressor { text("aggressor", aggressor == .buy ? "buy" : "sell") }
    case .quote(let quote):
      quote.bid.map { field("bid", $0) } ?? raw("bid", "null")
      field("bidSize", quote.bidSize)
      quote.ask.map { field("ask", $0) } ?? raw("ask", "null")
      field("askSize", quote.askSize)
    case .bar(let bar):
      field("open", bar.open)
      field("high", bar.high)
      field("low", bar.low)
      field("close", bar.close)
      field("volume", bar.volume)
    case .status(let status): text("status", "\(status.kind)")
    case .gap(let gap):
      raw("first", "\(gap.first)")
      raw("last", "\(gap.last)")
    case .corrupt(let corruption):
      text("reason", corruption.reason.name)
      text("text", corruption.text.description)
      text("place", session.sources.text(of: corruption.origin.place))
    }
    if let state { text("state", "\(state)") }
    end()
  }

  /// Writes what an order meant.
  public mutating func write(_ signal: Signal, time: Timestamp) {
    begin("signal")
    self.time("time", time)
    symbol(signal.instrument)
    text("signal", signal.kind.rawValue)
    field("price", signal.price)
    signal.profit.map { text("pnl", $0.description) } ?? raw("pnl", "null")
    end()
  }

  private func name(of event: MarketEvent) -> StaticString {
    switch event {
    case .trade: "trade"
    case .quote: "quote"
    case .bar: "bar"
    case .status: "status"
    case .gap: "gap"
    case .corrupt: "corrupt"
    }
  }

  // MARK: - Pieces

  private mutating func begin(_ event: StaticString) {
    append("{\"event\":\"")
    append(event)
    append("\"")
  }

  private mutating func end() { append("}\n") }

  private mutating func time(_ origin: Origin) {
    time("time", origin.time)
    if origin.received.isKnown { time("received", origin.received) }
  }

  private mutating func time(_ name: StaticString, _ time: Timestamp) {
    guard time.isKnown else { return raw(name, "null") }
    key(name)
    append("\"")
    time.write(into: &bytes)
    append("\"")
  }

  private mutating func symbol(_ instrument: InstrumentID) {
    if instrument == .none { raw("symbol", "null") } else { text("symbol", session.instruments[instrument].symbol) }
  }

  private mutating func field(_ name: StaticString, _ value: some FixedDecimal) {
    key(name)
    append("\"")
    value.write(into: &bytes)
    append("\"")
  }

  private mutating func text(_ name: StaticString, _ value: String) {
    key(name)
    JSONText.append(value, to: &bytes)
  }

  private mutating func raw(_ name: StaticString, _ value: String) {
    key(name)
    bytes.append(contentsOf: value.utf8)
  }

  private mutating func key(_ name: StaticString) {
    append(",\"")
    append(name)
    append("\":")
  }

  private mutating func append(_ text: StaticString) {
    bytes.append(contentsOf: "\(text)".utf8)
  }
}
