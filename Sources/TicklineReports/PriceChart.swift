internal import TicklineMarkets
internal import TicklineTrading

/// The price of a symbol with every entry and exit marked, and corrupt events below.
struct PriceChart {
  private static let height = 300.0

  let symbol: String
  let series: Thinned<Price>
  let trips: [RoundTrip]
  let corrupt: Thinned<Int>
  let axis: ChartAxis

  func write(_ page: inout HTMLText) {
    guard let range else { return }
    let scale = ChartScale(range.low.double, range.high.double, height: Self.height - 20)
    page.raw("<section>")
    page.element("h2", "Price of \(symbol)")
    page.raw("<figure><div class=\"range\">")
    page.element("span", "\(range.high)")
    page.element("span", "highest")
    page.raw("</div>")
    Chart.open(&page, "price", "The price of \(symbol) over time, with entries and exits", height: Int(Self.height))
    writePrices(&page, scale)
    writeCorrupt(&page)
    writeMarkers(&page, scale)
    page.raw("</svg><div class=\"range\">")
    page.element("span", "\(range.low)")
    page.element("span", "lowest")
    page.raw("</div>")
    axis.writeSpan(&page)
    writeLegend(&page)
    page.raw("</figure></section>\n")
  }

  /// The lowest and the highest of the prices, and of the fills, which slippage may put beyond them.
  private var range: (low: Price, high: Price)? {
    guard let first = series.stretches.first else { return nil }
    var range = (low: first.low, high: first.high)
    for stretch in series.stretches { range = (min(range.low, stretch.low), max(range.high, stretch.high)) }
    for trip in trips {
      for price in [trip.entryPrice, trip.exitPrice ?? trip.entryPrice] {
        range = (min(range.low, price), max(range.high, price))
      }
    }
    return range
  }

  private func writePrices(_ page: inout HTMLText, _ scale: ChartScale) {
    var band = ""
    var curve = ""
    for stretch in series.stretches {
      let x = axis.x(stretch.firstTime, index: stretch.firstIndex).coordinate
      band += "M\(x) \(scale.y(stretch.low.double).coordinate)V\(scale.y(stretch.high.double).coordinate)"
      curve += "\(curve.isEmpty ? "M" : "L")\(x) \(scale.y(stretch.last.double).coordinate)"
    }
    Chart.path(&page, "band", band)
    Chart.path(&page, "curve", curve)
  }

  private func writeCorrupt(_ page: inout HTMLText) {
    var path = ""
    for stretch in corrupt.stretches {
      let x = axis.x(stretch.firstTime, index: stretch.firstIndex).coordinate
      path += "M\(x) \(Self.height.coordinate)v-12"
    }
    Chart.path(&page, "corrupt", path)
  }

  /// A triangle for each entry, pointing to where the bot hoped the price would go, and one for each exit.
  private func writeMarkers(_ page: inout HTMLText, _ scale: ChartScale) {
    for trip in trips {
      let kind = trip.state == .forgotten ? "entry forgotten" : "entry"
      let x = axis.x(trip.entryTime, index: trip.entryEvent)
      writeMarker(&page, kind, x, scale.y(trip.entryPrice.double), pointsUp: trip.side == .buy)
      guard trip.state == .closed, let price = trip.exitPrice else { continue }
      writeMarker(
        &page, "exit", axis.x(trip.exitTime, index: trip.exitEvent), scale.y(price.double), pointsUp: trip.side == .sell
      )
    }
  }

  private func writeMarker(_ page: inout HTMLText, _ kind: String, _ x: Double, _ y: Double, pointsUp: Bool) {
    let tail = pointsUp ? "l4 9h-8z" : "l4 -9h-8z"
    page.raw("<path class=\"\(kind)\" d=\"M\(x.coordinate) \(y.coordinate)\(tail)\"/>")
  }

  private func writeLegend(_ page: inout HTMLText) {
    let closed = trips.filter { $0.state == .closed }.count
    let forgotten = trips.filter { $0.state == .forgotten }.count
    page.raw(
      "<p class=\"legend\"><b class=\"key-entry\">▲</b> \(trips.count) entries, <b class=\"key-exit\">▼</b> \(closed) exits"
    )
    if forgotten > 0 { page.raw(", <b class=\"key-forgotten\">▲</b> \(forgotten) of the entries forgotten") }
    if let count = corrupt.stretches.last?.last {
      page.raw(", <b class=\"key-corrupt\">▏</b> \(count) corrupt events of all symbols")
    }
    page.raw("</p>")
  }
}

extension Price {
  /// The nearest number of 53 bits: for pictures.
  var double: Double { Double(nanos) / 1e9 }
}
