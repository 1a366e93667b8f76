internal import TicklineMarkets
internal import TicklineTrading

/// Where a moment lies from left to right in every chart of a page: by its time, or by its place among the events where the
/// source has no times.
struct ChartAxis {
  /// The width of a chart in its own units.
  static let width = 1_000.0

  let start: Timestamp
  let end: Timestamp
  let eventCount: Int

  init(_ account: AccountResult, _ pictures: RunPictures) {
    start = account.firstTime
    end = account.lastTime
    eventCount = account.eventCount
  }

  var hasTimes: Bool { start.isKnown && end > start }

  func x(_ time: Timestamp, index: Int) -> Double {
    if hasTimes, time.isKnown {
      let span = Double(end.nanoseconds) - Double(start.nanoseconds)
      return Self.width * min(max((Double(time.nanoseconds) - Double(start.nanoseconds)) / span, 0), 1)
    }
    return Self.width * Double(index) / Double(max(eventCount, 1))
  }

  /// The line below a chart.
  func writeSpan(_ page: inout HTMLText) {
    page.raw("<div class=\"span\">")
    page.element("span", hasTimes ? Self.text(start) : "first event")
    page.element("span", hasTimes ? Self.text(end) : "event \(eventCount)")
    page.raw("</div>")
  }

  /// A time to the second: `2024-01-02 14:30:00`.
  static func text(_ time: Timestamp) -> String {
    guard time.isKnown else { return "" }
    let text = time.description
    return String(text.prefix(10)) + " " + String(text.dropFirst(11).prefix(8))
  }
}

/// A scale from a lowest and a highest number to the height of a chart.
struct ChartScale {
  let low: Double
  let high: Double
  let height: Double

  /// A scale; a range of one number is widened, so that it lies in the middle.
  init(_ low: Double, _ high: Double, height: Double) {
    let margin = high > low ? (high - low) * 0.04 : max(abs(high) * 0.001, 1e-9)
    self.low = low - margin
    self.high = high + margin
    self.height = height
  }

  func y(_ number: Double) -> Double { height * (1 - (number - low) / (high - low)) }
}

extension Double {
  /// A coordinate to a tenth of a unit.
  var coordinate: String {
    let tenths = Int64((self * 10).rounded())
    return tenths % 10 == 0
      ? "\(tenths / 10)" : "\(self < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
  }
}
