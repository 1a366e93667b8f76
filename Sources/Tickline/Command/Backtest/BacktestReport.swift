internal import ArgumentParser
internal import TicklineFeeds
internal import TicklineMarkets
internal import TicklineReports
internal import TicklineTrading

/// The results of a backtest, for the terminal, for a program and for a browser.
struct BacktestReport {
  let plan: BacktestPlan
  let summary: RunSummary
  let session: FeedSession
  let seconds: Double

  private var tables: [(figures: Figures, table: FigureTable)] {
    guard let account = summary.account else { return [] }
    return account.book.currencies.indices.map { index in
      let figures = Figures(account, currency: index, daysPerYear: plan.daysPerYear)
      return (figures, FigureTable(figures))
    }
  }

  // MARK: - Text

  /// A line that says what was run, the table, and what else a person should know.
  var text: String {
    var lines = plan.run.isQuiet ? [] : [heading, ""]
    for (_, table) in tables {
      let width = table.rows.map(\.name.count).max() ?? 0
      let valueWidth = table.rows.map(\.text.count).max() ?? 0
      for row in table.rows {
        let name = row.name + String(repeating: " ", count: width - row.name.count)
        lines.append(name + "  " + String(repeating: " ", count: valueWidth - row.text.count) + row.text)
      }
    }
    lines += [""] + notes
    while lines.last == "" { lines.removeLast() }
    return lines.map { $0 + "\n" }.joined()
  }

  private var heading: String {
    let ticks = summary.total.ticks
    let symbols = summary.symbols.named
    return
      "Backtest of \(plan.botName) on \(plan.run.inputName): \(ticks) ticks of \(symbols.isEmpty ? "no symbol" : symbols), "
      + "\(summary.total.corrupt) corrupt."
  }

  /// Sentences on what the figures do not show.
  var notes: [String] {
    guard let account = summary.account else { return [] }
    var notes = account.forgotten.map { position in
      let symbol = session.instruments[position.instrument].symbol
      let more = position.quantity > .zero ? "more" : "less"
      return
        "The account holds \(position.quantity.magnitude) \(symbol) \(more) than the bots count on: forgotten at a corrupt tick."
    }
    if let stop = account.stop {
      let time = stop.time.isKnown ? " at \(stop.time)" : ""
      notes.append("Trading was stopped\(time): \(stop.reason).")
    }
    let refusals = account.refusals.sorted { $0.key.rawValue < $1.key.rawValue }
    if !refusals.isEmpty {
      notes.append(
        "Refused orders: " + refusals.map { "\($0.value) by \($0.key.rawValue)" }.joined(separator: ", ") + ".")
    }
    if !summary.halted.isEmpty { notes.append("Halted at a corrupt tick: \(summary.halted.named).") }
    if summary.unattributed > 0 { notes.append("\(summary.unattributed) rows had no readable symbol.") }
    if !account.firstTime.isKnown && account.eventCount > 0 {
      let latency = plan.broker.latency == nil ? "" : ", and an order's latency is over with the next event"
      notes.append("The source has no times, so nothing is said of days and durations\(latency).")
    }
    if let seed = plan.run.seed { notes.append("The seed was \(seed).") }
    return notes
  }

  // MARK: - JSON

  /// The summary line of the contracts, with the account's figures.
  var json: String {
    guard let account = summary.account else { return "" }
    let figures = tables.map { figures, table in
      "\"\(figures.currency)\":{"
        + table.rows.map { "\"\($0.key)\":\($0.json)" }.joined(separator: ",") + "}"
    }
    var report = RunReport(plan: plan.run, summary: summary, seconds: seconds)
    let forgotten = account.forgotten.map { position in
      "\(JSONText.quoted(session.instruments[position.instrument].symbol)):\"\(position.quantity)\""
    }
    let stop = account.stop.map { stop in
      "{\"reason\":\"\(stop.reason.name)\",\"time\":\(stop.time.isKnown ? "\"\(stop.time)\"" : "null")}"
    }
    report.added = [
      "\"bot\":\(JSONText.quoted(plan.botName))", "\"figures\":{\(figures.joined(separator: ","))}",
      "\"refusals\":{\(report.refusals ?? "")}",
      "\"forgottenPositions\":{\(forgotten.joined(separator: ","))}",
      "\"stop\":\(stop ?? "null")", "\"fingerprint\":\"\(account.fingerprint.hexadecimal)\"",
    ]
    return report.json
  }

  // MARK: - Page

  /// The report that a browser opens.
  var page: String {
    guard let account = summary.account else { return "" }
    var facts: [(String, String)] = [
      ("Source", plan.run.inputName), ("Symbols", summary.symbols.named), ("Ticks", "\(summary.total.ticks)"),
      ("Corrupt ticks", "\(summary.total.corrupt)"), ("Rows without a symbol", "\(summary.unattributed)"),
      ("Events", "\(account.eventCount)"), ("Fingerprint of what was read", account.fingerprint.hexadecimal),
    ]
    if account.firstTime.isKnown {
      facts += [("First event", "\(account.firstTime)"), ("Last event", "\(account.lastTime)")]
    }
    if let seed = plan.run.seed { facts.append(("Seed", "\(seed)")) }
    facts.append(("Version", "tickline \(TicklineCommand.configuration.version)"))
    return ReportPage(
      title: "Backtest of \(plan.botName)", subtitle: heading, account: account,
      tables: tables.map(\.table), facts: facts, parameters: plan.parameters, notes: notes
    ) { session.instruments[$0].symbol }.html
  }
}

extension UInt64 {
  /// Sixteen hexadecimal digits.
  fileprivate var hexadecimal: String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
