import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// Writes down everything that a run tells, a line each.
final class Recorder: RunObserver {
  private(set) var lines: [String] = []
  private(set) var records: [TickRecord] = []

  func botStarted(symbols: [String]) { lines.append("started \(symbols)") }

  func handled(_ record: TickRecord) {
    records.append(record)
    let signals = record.signals.map(\.words).joined(separator: ", ")
    let profit = record.openProfit.map { " open \($0)" } ?? ""
    lines.append("\(record.symbol ?? "?") \(record.event.words)\(profit) [\(signals)]")
  }

  func logged(_ text: String, symbols: [String]) { lines.append("log \(symbols) \(text)") }

  func botEnded(symbols: [String], failure: (any Error)?) {
    lines.append("ended \(symbols)" + (failure.map { ": \($0)" } ?? ""))
  }

  /// What the bots' orders meant, in order.
  var signals: [Signal] { records.flatMap(\.signals) }
}

extension Signal {
  /// `entry 149.20`, `exit 203.11 brought 53.91`.
  var words: String { "\(kind) \(price)" + (profit.map { " brought \($0)" } ?? "") }
}

extension MarketEvent {
  /// What it is and its main number: `trade 149.20`.
  var words: String {
    switch self {
    case .trade(let trade): "trade \(trade.price)"
    case .quote(let quote): "quote \(quote.bid?.description ?? "-")/\(quote.ask?.description ?? "-")"
    case .bar(let bar): "bar \(bar.close)"
    case .status(let status): "status \(status.kind)"
    case .gap(let gap): "gap \(gap.first)-\(gap.last)"
    case .corrupt(let corruption): "corrupt \(corruption)"
    }
  }
}

extension BotEvent {
  /// What it is, in a few words.
  var words: String {
    switch self {
    case .market(let event): event.words
    case .fill(let fill): "fill \(fill.side) \(fill.quantity) @ \(fill.price)"
    case .cancelled(let order): "cancelled \(order.number)"
    case .rejected(let order, let reason): "rejected \(order.number) \(reason)"
    }
  }
}
