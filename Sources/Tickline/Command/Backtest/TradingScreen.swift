internal import TicklineFeeds
internal import TicklineMarkets
internal import TicklineTrading

/// Shows what becomes of orders as JSON, an object a line.
final class TradingScreen: TradingObserver {
  private let session: FeedSession
  private let output: StandardOutput

  init(session: FeedSession, output: StandardOutput) {
    self.session = session
    self.output = output
  }

  func ordered(_ order: Order, bot: Int, at time: Timestamp) {
    write("order", time, order.instrument, bot, fields(order))
  }

  func refused(_ order: Order, bot: Int, because refusal: Refusal, at time: Timestamp) {
    write("refusal", time, order.instrument, bot, fields(order) + ["\"reason\":\"\(refusal.rawValue)\""])
  }

  func filled(_ fill: Fill, bot: Int) {
    write(
      "fill", fill.time, fill.instrument, bot,
      [
        "\"order\":\(fill.order.number)", "\"side\":\"\(fill.side)\"", "\"quantity\":\"\(fill.quantity)\"",
        "\"price\":\"\(fill.price)\"", "\"remaining\":\"\(fill.remaining)\"", "\"fee\":\"\(fill.fee)\"",
        "\"slippage\":\"\(fill.slippage)\"", "\"maker\":\(fill.isMaker)",
      ])
  }

  func cancelled(_ order: Order, remaining: Quantity, bot: Int, at time: Timestamp) {
    write("cancel", time, order.instrument, bot, ["\"order\":\(order.id.number)", "\"remaining\":\"\(remaining)\""])
  }

  func signalled(_ signal: Signal, bot: Int, at time: Timestamp) {
    let profit = signal.profit.map { "\"\($0)\"" } ?? "null"
    write(
      "signal", time, signal.instrument, bot,
      ["\"signal\":\"\(signal.kind.rawValue)\"", "\"price\":\"\(signal.price)\"", "\"pnl\":\(profit)"])
  }

  func stopped(because reason: StopReason, at time: Timestamp) {
    output.write("{\"event\":\"stop\",\"time\":\(text(time)),\"reason\":\"\(reason.name)\"}\n")
  }

  private func fields(_ order: Order) -> [String] {
    let kind =
      switch order.kind {
      case .market: "\"kind\":\"market\""
      case .limit(let price): "\"kind\":\"limit\",\"price\":\"\(price)\""
      case .stop(let price): "\"kind\":\"stop\",\"price\":\"\(price)\""
      }
    return ["\"order\":\(order.id.number)", "\"side\":\"\(order.side)\"", "\"quantity\":\"\(order.quantity)\"", kind]
  }

  private func write(
    _ event: String, _ time: Timestamp, _ instrument: InstrumentID, _ bot: Int, _ fields: [String]
  ) {
    let symbol = JSONText.quoted(session.instruments[instrument].symbol)
    let common = ["\"event\":\"\(event)\"", "\"time\":\(text(time))", "\"symbol\":\(symbol)", "\"bot\":\(bot)"]
    output.write("{\((common + fields).joined(separator: ","))}\n")
  }

  private func text(_ time: Timestamp) -> String { time.isKnown ? "\"\(time)\"" : "null" }
}
