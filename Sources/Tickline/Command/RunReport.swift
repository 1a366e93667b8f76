internal import TicklineMarkets
internal import TicklineTrading

/// The last words of a run.
struct RunReport {
  let plan: RunPlan
  let summary: RunSummary
  let seconds: Double
  /// Further fields of the JSON summary.
  var added: [String] = []

  /// The tutorial's last line, and one with the figures.
  var text: String {
    let total = summary.total
    var parts = [
      "\(total.corrupt) corrupt", count(total.entries, "entry", "entries"), count(total.exits, "exit", "exits"),
      count(total.resets, "reset", "resets"), "\(total.open) open", "profit $\(total.profit)",
    ]
    if summary.unattributed > 0 { parts.append("\(summary.unattributed) without a symbol") }
    let refused = summary.refusals.values.reduce(0, +)
    if refused > 0 { parts.append("\(refused) refused") }
    if !summary.halted.isEmpty { parts.append("halted \(summary.halted.named)") }
    if let seed = plan.seed { parts.append("seed \(seed)") }
    let first = "[BRIDGE] Pipeline complete. Processed \(processed).\n"
    return (plan.isQuiet ? "" : "\n") + first + "[SUMMARY] \(parts.joined(separator: ", ")).\n"
  }

  /// How many ticks of what: `30 AAPL ticks`, `100 ticks of AAPL, MSFT`.
  private var processed: String {
    let ticks = summary.total.ticks
    let symbols = summary.symbols
    switch symbols.count {
    case 0: return count(ticks, "tick", "ticks")
    case 1: return count(ticks, "\(symbols[0]) tick", "\(symbols[0]) ticks")
    case 2...8: return count(ticks, "tick", "ticks") + " of \(symbols.joined(separator: ", "))"
    default: return count(ticks, "tick", "ticks") + " of \(symbols.count) symbols"
    }
  }

  private func count(_ count: Int, _ one: String, _ many: String) -> String {
    "\(count) \(count == 1 ? one : many)"
  }

  /// How many orders were refused, by reason, as fields of JSON; nil for none.
  var refusals: String? {
    let refusals = summary.refusals.sorted { $0.key.rawValue < $1.key.rawValue }
    return refusals.isEmpty ? nil : refusals.map { "\"\($0.key.rawValue)\":\($0.value)" }.joined(separator: ",")
  }

  /// The summary line of the contracts.
  var json: String {
    let total = summary.total
    var fields = [
      "\"event\":\"summary\"", "\"source\":\(list(plan.sources.map(\.name)))",
      "\"symbols\":\(list(summary.symbols))", "\"seed\":\(plan.seed.map { "\($0)" } ?? "null")",
    ]
    fields += counts(total, unattributed: summary.unattributed)
    fields += ["\"halted\":\(list(summary.halted))", "\"failed\":\(list(summary.failed.flatMap(\.symbols)))"]
    fields.append("\"pnl\":\"\(total.profit)\"")
    let bySymbol = summary.symbols.compactMap { symbol in summary.bySymbol[symbol].map { (symbol, $0) } }.map {
      symbol, one in
      let fields = counts(one, unattributed: nil) + ["\"pnl\":\"\(one.profit)\""]
      return "\(JSONText.quoted(symbol)):{\(fields.joined(separator: ","))}"
    }
    fields += ["\"bySymbol\":{\(bySymbol.joined(separator: ","))}", "\"policy\":\"\(plan.policy.rawValue)\""]
    fields += added
    fields.append("\"seconds\":\((seconds * 1_000).rounded() / 1_000)")
    return "{\(fields.joined(separator: ","))}\n"
  }

  private func counts(_ counts: RunSummary.Counts, unattributed: Int?) -> [String] {
    ["\"ticks\":\(counts.ticks)", "\"corrupt\":\(counts.corrupt)"]
      + (unattributed.map { ["\"unattributed\":\($0)"] } ?? [])
      + [
        "\"entries\":\(counts.entries)", "\"exits\":\(counts.exits)", "\"resets\":\(counts.resets)",
        "\"open\":\(counts.open)",
      ]
  }

  private func list(_ texts: [String]) -> String {
    "[\(texts.map(JSONText.quoted).joined(separator: ","))]"
  }
}
