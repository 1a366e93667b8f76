internal import TicklineMarkets
internal import TicklineTrading

/// The last words of a run.
struct RunReport {
  let plan: RunPlan
  let summary: RunSummary
  let seconds: Double

  /// The tutorial's last line, and one with the figures.
  var text: String {
    let total = summary.total
    let ticks = total.ticks == 1 ? "tick" : "ticks"
    let symbols = summary.symbols
    let what =
      symbols.count == 1 ? "\(total.ticks) \(symbols[0]) \(ticks)" : "\(total.ticks) \(ticks) of \(listed(symbols))"
    var parts = [
      "\(total.corrupt) corrupt", "\(total.entries) entries", "\(total.exits) exits", "\(total.resets) resets",
    ]
    parts += ["\(total.open) open", "profit $\(total.profit)"]
    if summary.unattributed > 0 { parts.append("\(summary.unattributed) without a symbol") }
    if !summary.halted.isEmpty { parts.append("halted \(summary.halted.joined(separator: ", "))") }
    if let seed = plan.seed { parts.append("seed \(seed)") }
    return "\n[BRIDGE] Pipeline complete. Processed \(what).\n[SUMMARY] \(parts.joined(separator: ", ")).\n"
  }

  private func listed(_ symbols: [String]) -> String {
    symbols.count <= 8 ? symbols.joined(separator: ", ") : "\(symbols.count) symbols"
  }

  /// The summary line of the contracts.
  var json: String {
    let total = summary.total
    var fields = [
      "\"event\":\"summary\"", "\"source\":[\(JSONText.quoted(plan.feed.name))]",
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
