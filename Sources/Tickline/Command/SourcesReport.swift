internal import TicklineFeeds
internal import TicklineMarkets
internal import TicklineTrading

/// What there is in some sources, as text and as JSON.
struct SourcesReport {
  let plan: SourcesPlan
  let survey: Survey
  let seconds: Double

  // MARK: - JSON

  /// An object for each symbol, and one for all.
  var json: String {
    let bySymbol = survey.bySymbol
    let lines = bySymbol.map { symbol, one in
      "{\"event\":\"symbol\",\"symbol\":\(JSONText.quoted(symbol)),\(fields(one).joined(separator: ","))}\n"
    }
    let total = survey.total
    var all = [
      "\"event\":\"summary\"", "\"source\":[\(plan.sources.map { JSONText.quoted($0.name) }.joined(separator: ","))]",
      "\"symbols\":[\(bySymbol.map { JSONText.quoted($0.symbol) }.joined(separator: ","))]",
      "\"events\":\(survey.count)", "\"unattributed\":\(survey.unattributed.corrupt)",
    ]
    all += fields(total)
    all.append("\"seconds\":\((seconds * 1_000).rounded() / 1_000)")
    return lines.joined() + "{\(all.joined(separator: ","))}\n"
  }

  private func fields(_ survey: SymbolSurvey) -> [String] {
    let reasons = survey.reasons.map { "\"\($0.reason.name)\":\($0.count)" }.joined(separator: ",")
    func text(_ value: (some CustomStringConvertible)?) -> String { value.map { "\"\($0)\"" } ?? "null" }
    let latency = survey.latency
    let latencyText =
      latency.count == 0
      ? "null"
      : "{\"count\":\(latency.count),\"negative\":\(latency.negativeCount),\"min\":\(latency.least),"
        + "\"median\":\(latency.median),\"max\":\(latency.most)}"
    return [
      "\"first\":\(text(survey.first.known))", "\"last\":\(text(survey.last.known))", "\"trades\":\(survey.trades)",
      "\"quotes\":\(survey.quotes)", "\"bars\":\(survey.bars)", "\"statuses\":\(survey.statuses)",
      "\"gaps\":\(survey.gaps)", "\"missing\":\(survey.missing)", "\"corrupt\":\(survey.corrupt)",
      "\"reasons\":{\(reasons)}", "\"low\":\(text(survey.low))", "\"high\":\(text(survey.high))",
      "\"notional\":\"\(survey.notional)\"", "\"flaggedNotional\":\"\(survey.flaggedNotional)\"",
      "\"latency\":\(latencyText)",
    ]
  }

  // MARK: - Text

  /// Tables: what there is of each symbol, then when; then, where there are any, corrupt events, gaps and latencies.
  var text: String {
    var rows = survey.bySymbol
    if rows.count > 1 { rows.append(("all", survey.total)) }
    var counts = TextTable(["SYMBOL", "TRADES", "QUOTES", "OTHERS", "CORRUPT", "LOW", "HIGH", "NOTIONAL"])
    var times = TextTable(["SYMBOL", "FIRST", "LAST"], leftAligned: 3)
    for (symbol, one) in rows {
      counts.add([
        symbol, "\(one.trades)", "\(one.quotes)", "\(one.others)", "\(one.corrupt)", one.low?.description ?? "-",
        one.high?.description ?? "-", "\(one.notional)",
      ])
      times.add([symbol, one.first.known?.description ?? "-", one.last.known?.description ?? "-"])
    }
    return [counts.text, times.text, corrupt(rows), gaps(rows), latencies(rows)].filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  private func corrupt(_ rows: [(symbol: String, survey: SymbolSurvey)]) -> String {
    var table = TextTable(["SYMBOL", "CORRUPT", "COUNT"], leftAligned: 2)
    for (symbol, one) in rows + [("no symbol", survey.unattributed)] where symbol != "all" {
      for (reason, count) in one.reasons { table.add([symbol, reason.sentence, "\(count)"]) }
    }
    return table.isEmpty ? "" : table.text
  }

  private func gaps(_ rows: [(symbol: String, survey: SymbolSurvey)]) -> String {
    var table = TextTable(["SYMBOL", "GAPS", "MISSING"])
    for (symbol, one) in rows where one.gaps > 0 { table.add([symbol, "\(one.gaps)", "\(one.missing)"]) }
    return table.isEmpty ? "" : table.text
  }

  private func latencies(_ rows: [(symbol: String, survey: SymbolSurvey)]) -> String {
    var table = TextTable(["SYMBOL", "LATENCY MIN", "MEDIAN", "MAX", "NEGATIVE", "OF"])
    for (symbol, one) in rows where one.latency.count > 0 {
      let latency = one.latency
      table.add([
        symbol, milliseconds(latency.least), milliseconds(latency.median), milliseconds(latency.most),
        "\(latency.negativeCount)", "\(latency.count)",
      ])
    }
    return table.isEmpty ? "" : table.text
  }

  /// Exact: a whole number of nanoseconds in milliseconds has six decimals.
  private func milliseconds(_ nanoseconds: Int64) -> String {
    let digits = String(nanoseconds.magnitude)
    let padded = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    return "\(nanoseconds < 0 ? "-" : "")\(padded.dropLast(6)).\(padded.suffix(6)) ms"
  }
}

extension SymbolSurvey {
  /// The corrupt events by reason, in the order of the reasons.
  fileprivate var reasons: [(reason: Corruption.Reason, count: Int)] {
    corruptByReason.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key, $0.value) }
  }
}

extension Timestamp {
  /// The time, where it is one.
  fileprivate var known: Timestamp? { isKnown ? self : nil }
}
