internal import TicklineFeeds
internal import TicklineMarkets
internal import TicklineTrading

/// Shows a run in the tutorial's lines.
final class TextScreen: RunObserver {
  private let policy: CorruptPolicy
  private let session: FeedSession
  private let output: StandardOutput

  init(policy: CorruptPolicy, session: FeedSession, output: StandardOutput) {
    self.policy = policy
    self.session = session
    self.output = output
  }

  func botStarted(symbols: [String]) {
    output.write("[BOT] Initialized. State: WATCHING\n")
  }

  func handled(_ record: TickRecord) {
    switch record.event {
    case .trade(let trade): show(trade, record)
    case .corrupt(let corruption): show(corruption, record)
    case .quote, .bar, .status, .gap: break
    }
    for signal in record.signals { show(signal) }
  }

  private func show(_ trade: Trade, _ record: TickRecord) {
    guard record.botRuns, let symbol = record.symbol else { return }
    if let profit = record.openProfit {
      output.write("[ACTIVE]   \(symbol) @ $\(trade.price) | PnL: $\(profit.signedText())\n")
    } else {
      output.write("[WATCHING] \(symbol) @ $\(trade.price)\n")
    }
  }

  private func show(_ corruption: Corruption, _ record: TickRecord) {
    let place = session.sources.text(of: corruption.origin.place).printable
    let consequence =
      switch (record.symbol, policy) {
      case (nil, _): "No bot gets it (\(place))."
      case (_, .reset): "Resetting to WATCHING."
      case (_, .flatten): "Closing what is open, then back to WATCHING."
      case (_, .hold): "The bot does not see it."
      case (let symbol?, .halt): record.botRuns ? "Halting \(symbol)." : "\(symbol) is halted."
      }
    output.write("[ERROR] Bad data received: \(corruption). \(consequence)\n")
  }

  private func show(_ signal: Signal) {
    switch signal.kind {
    case .entry: output.write("[SIGNAL] Entry at $\(signal.price) → switching to ACTIVE\n")
    case .exit:
      let profit = signal.profit ?? .zero
      output.write("[SIGNAL] Exit at $\(signal.price) | Profit: $\(profit) → switching to WATCHING\n")
    }
  }

  func logged(_ text: String, symbols: [String]) {
    output.write("[LOG] \(symbols.joined(separator: ", ")): \(text)\n")
  }

  func botEnded(symbols: [String], failure: (any Error)?) {
    let names = symbols.joined(separator: ", ")
    output.write(
      failure.map { "[BOT] The bot of \(names) failed: \($0)\n" } ?? "[BOT] The bot of \(names) has ended.\n")
  }
}
