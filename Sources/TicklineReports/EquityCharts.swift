internal import TicklineMarkets
internal import TicklineTrading

/// The equity, and how far it is below its highest.
struct EquityCharts {
  let series: Thinned<Money>
  let axis: ChartAxis
  let code: String

  func write(_ page: inout HTMLText) {
    guard let first = series.stretches.first else { return }
    var low = first.low
    var high = first.high
    for stretch in series.stretches {
      low = min(low, stretch.low)
      high = max(high, stretch.high)
    }
    page.raw("<section>")
    page.element("h2", "Equity in \(code)")
    page.raw("<figure>")
    writeRange(&page, "\(high.rounded)", "highest")
    writeEquity(&page, ChartScale(low.double, high.double, height: 300))
    writeRange(&page, "\(low.rounded)", "lowest")
    axis.writeSpan(&page)
    page.raw("</figure></section>\n<section>")
    page.element("h2", "Drawdown in \(code)")
    page.raw("<figure>")
    writeDrawdown(&page)
    axis.writeSpan(&page)
    page.raw("</figure></section>\n")
  }

  private func writeRange(_ page: inout HTMLText, _ value: String, _ name: String) {
    page.raw("<div class=\"range\">")
    page.element("span", "\(value) \(code)")
    page.element("span", name)
    page.raw("</div>")
  }

  private func writeEquity(_ page: inout HTMLText, _ scale: ChartScale) {
    var band = ""
    var curve = ""
    for stretch in series.stretches {
      let x = axis.x(stretch.firstTime, index: stretch.firstIndex).coordinate
      band += "M\(x) \(scale.y(stretch.low.double).coordinate)V\(scale.y(stretch.high.double).coordinate)"
      curve += "\(curve.isEmpty ? "M" : "L")\(x) \(scale.y(stretch.first.double).coordinate)"
    }
    if let last = series.stretches.last {
      curve += "L\(axis.x(last.lastTime, index: axis.eventCount).coordinate) \(scale.y(last.last.double).coordinate)"
    }
    Chart.open(&page, "equity", "The equity over time", height: 300)
    Chart.path(&page, "band", band)
    Chart.path(&page, "curve", curve)
    page.raw("</svg>")
  }

  private func writeDrawdown(_ page: inout HTMLText) {
    var peak = series.stretches[0].first.double
    var deepest = 0.0
    var path = ""
    var falls: [(x: String, share: Double)] = []
    for stretch in series.stretches {
      let share = peak > 0 ? min(stretch.low.double / peak - 1, 0) : 0
      deepest = min(deepest, share)
      falls.append((axis.x(stretch.firstTime, index: stretch.firstIndex).coordinate, share))
      peak = max(peak, stretch.high.double)
    }
    let scale = ChartScale(deepest, 0, height: 160)
    for fall in falls { path += "\(path.isEmpty ? "M" : "L")\(fall.x) \(scale.y(fall.share).coordinate)" }
    page.raw("<div class=\"range\">")
    page.element("span", "0 %")
    page.element("span", "\((deepest * 100).text(2)) % at the deepest")
    page.raw("</div>")
    Chart.open(&page, "drawdown", "How far the equity is below its highest", height: 160, isLow: true)
    Chart.path(&page, "fall", path)
    page.raw("</svg>")
  }
}

/// Pieces of SVG that charts share.
enum Chart {
  static func open(_ page: inout HTMLText, _ id: String, _ label: String, height: Int, isLow: Bool = false) {
    page.raw(
      "<svg data-chart=\"\(id)\" role=\"img\" aria-label=\"\(HTMLText.escaped(label))\"\(isLow ? " class=\"low\"" : "")"
    )
    page.raw(" viewBox=\"0 0 \(Int(ChartAxis.width)) \(height)\" preserveAspectRatio=\"none\">")
  }

  static func path(_ page: inout HTMLText, _ style: String, _ path: String) {
    guard !path.isEmpty else { return }
    page.raw("<path class=\"\(style)\" vector-effect=\"non-scaling-stroke\" d=\"\(path)\"/>")
  }
}
