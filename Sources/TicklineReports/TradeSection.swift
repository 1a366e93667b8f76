internal import TicklineMarkets
internal import TicklineTrading

/// The table of trades.
struct TradeSection {
  /// A longer table is cut in its middle: the first and the last so many are shown. A page of a million rows opens nowhere.
  private static let mostAtEachEnd = 1_000

  let account: AccountResult
  let symbol: (InstrumentID) -> String

  func write(_ page: inout HTMLText) {
    let trips = account.trips
    page.raw("<section>")
    page.element("h2", "Trades")
    guard !trips.isEmpty else {
      page.raw("<p>There was none.</p></section>\n")
      return
    }
    page.raw("<div class=\"scroll\"><table class=\"trades\"><thead><tr>")
    let names = [
      "#", "Symbol", "Side", "Entered", "Entry price", "Left", "Exit price", "Quantity", "Fees", "Profit",
    ]
    for (index, name) in names.enumerated() { page.element("th", name, class: isNumber(index) ? "number" : nil) }
    page.raw("</tr></thead><tbody>")
    let isCut = trips.count > 2 * Self.mostAtEachEnd
    for (index, trip) in trips.enumerated() {
      if isCut, index == Self.mostAtEachEnd {
        let count = trips.count - 2 * Self.mostAtEachEnd
        page.raw(
          "<tr class=\"cut\"><td colspan=\"10\">\(count) trades are left out here; --trades writes them all.</td></tr>")
      }
      if isCut, index >= Self.mostAtEachEnd, index < trips.count - Self.mostAtEachEnd { continue }
      write(&page, trip, index + 1)
    }
    page.raw("</tbody></table></div></section>\n")
  }

  private func write(_ page: inout HTMLText, _ trip: RoundTrip, _ number: Int) {
    let profit = trip.profit
    let cells = [
      "\(number)", symbol(trip.instrument), trip.side == .buy ? "long" : "short", ChartAxis.text(trip.entryTime),
      "\(trip.entryPrice)", trip.state == .closed ? ChartAxis.text(trip.exitTime) : trip.state.rawValue,
      trip.exitPrice?.description ?? "", "\(trip.quantity)", trip.fees.rounded, profit?.rounded ?? "",
    ]
    page.raw("<tr class=\"\(trip.state.rawValue)-trade\">")
    for (index, cell) in cells.enumerated() {
      var style = isNumber(index) ? "number" : nil
      if index == cells.count - 1, let profit { style = profit < .zero ? "number loss" : "number gain" }
      page.element("td", cell, class: style)
    }
    page.raw("</tr>\n")
  }

  private func isNumber(_ column: Int) -> Bool { [0, 4, 6, 7, 8, 9].contains(column) }
}
