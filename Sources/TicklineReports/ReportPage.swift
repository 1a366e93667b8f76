public import TicklineMarkets
public import TicklineTrading

/// The report of a backtest: one page of HTML that needs nothing but a browser, online or not.
///
/// Charts are inline SVG without a script. They are thinned to what a screen can show, the lowest and the highest of each
/// column kept; every trade is marked all the same. The same account gives the same page, byte for byte.
public struct ReportPage {
  let title: String
  let subtitle: String
  let account: AccountResult
  let tables: [FigureTable]
  let facts: [(String, String)]
  let parameters: [(name: String, value: String)]
  let notes: [String]
  let symbol: (InstrumentID) -> String

  /// A page.
  ///
  /// - Parameters:
  ///   - title: what was tested.
  ///   - subtitle: on what.
  ///   - account: what it came to, with pictures.
  ///   - tables: the figures, one table a currency of the account.
  ///   - facts: what was read: names and values.
  ///   - parameters: what was asked for.
  ///   - notes: sentences on what the figures do not show.
  ///   - symbol: what an instrument is called.
  public init(
    title: String, subtitle: String, account: AccountResult, tables: [FigureTable], facts: [(String, String)],
    parameters: [(name: String, value: String)], notes: [String], symbol: @escaping (InstrumentID) -> String
  ) {
    self.title = title
    self.subtitle = subtitle
    self.account = account
    self.tables = tables
    self.facts = facts
    self.parameters = parameters
    self.notes = notes
    self.symbol = symbol
  }

  /// The page.
  public var html: String {
    var page = HTMLText()
    page.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
    page.raw("<meta name=\"color-scheme\" content=\"light dark\"><link rel=\"icon\" href=\"data:,\">")
    page.element("title", title)
    page.raw("<style>\(ReportStyle.css)</style></head>\n<body><main>")
    page.element("h1", title)
    page.element("p", subtitle, class: "subtitle")
    writeNotes(&page)
    for (index, table) in tables.enumerated() { writeFigures(&page, table, index) }
    writeCharts(&page)
    TradeSection(account: account, symbol: symbol).write(&page)
    writePairs(&page, "Parameters", "parameters", parameters.map { ($0.name, $0.value) })
    writePairs(&page, "What was read", "facts", facts)
    page.raw("</main></body></html>\n")
    return page.text
  }

  private func writeNotes(_ page: inout HTMLText) {
    guard !notes.isEmpty else { return }
    page.raw("<section class=\"notes\"><ul>")
    for note in notes { page.element("li", note) }
    page.raw("</ul></section>\n")
  }

  private func writeFigures(_ page: inout HTMLText, _ table: FigureTable, _ index: Int) {
    let code = account.book.currencies[index].currency.description
    page.raw("<section>")
    page.element("h2", tables.count > 1 ? "Figures in \(code)" : "Figures")
    page.raw("<dl class=\"figures\">")
    for row in table.rows {
      page.raw("<div data-key=\"\(row.key)\">")
      page.element("dt", row.name)
      page.element("dd", row.text)
      page.raw("</div>")
    }
    page.raw("</dl></section>\n")
  }

  private func writeCharts(_ page: inout HTMLText) {
    guard let pictures = account.pictures else { return }
    let axis = ChartAxis(account, pictures)
    for (index, series) in pictures.equity.enumerated() {
      let code = account.book.currencies[index].currency.description
      EquityCharts(series: series, axis: axis, code: code).write(&page)
    }
    let trips = Dictionary(grouping: account.trips, by: \.instrument)
    for (instrument, series) in pictures.prices {
      let chart = PriceChart(
        symbol: symbol(instrument), series: series, trips: trips[instrument] ?? [], corrupt: pictures.corrupt,
        axis: axis)
      chart.write(&page)
    }
  }

  private func writePairs(_ page: inout HTMLText, _ title: String, _ id: String, _ pairs: [(String, String)]) {
    page.raw("<section id=\"\(id)\">")
    page.element("h2", title)
    page.raw("<table class=\"pairs\"><tbody>")
    for (name, value) in pairs {
      page.raw("<tr>")
      page.element("th", name)
      page.element("td", value)
      page.raw("</tr>")
    }
    page.raw("</tbody></table></section>\n")
  }
}
