internal import TicklineMarkets
internal import TicklineTrading

/// The figures of an account as rows of a name and a value: what the terminal and the report show.
public struct FigureTable: Sendable {
  /// One figure.
  public struct Row: Hashable, Sendable {
    /// The word for programs: `totalReturn`.
    public let key: String
    /// The words for people: `Total return`.
    public let name: String
    /// The value for people.
    public let text: String
    /// The value as JSON.
    public let json: String
  }

  /// The rows, in the order in which they are shown.
  public let rows: [Row]

  /// The rows of the figures of a currency.
  public init(_ figures: Figures) {
    let code = figures.currency.description
    rows = [
      Self.money("startingEquity", "Equity at the beginning", figures.startingEquity, code),
      Self.money("endingEquity", "Equity at the end", figures.endingEquity, code),
      Self.share("totalReturn", "Total return", figures.totalReturn),
      Self.share("annualisedReturn", "Annualised return", figures.annualisedReturn),
      Self.ratio("sharpe", "Sharpe ratio", figures.sharpe),
      Self.ratio("sortino", "Sortino ratio", figures.sortino),
      Self.ratio("calmar", "Calmar ratio", figures.calmar),
      Self.share("maximumDrawdown", "Maximum drawdown", figures.maximumDrawdown),
      Self.duration("drawdownSeconds", "Its length", figures.drawdown),
      Self.count("trades", "Closed trades", figures.tradeCount),
      Self.share("winRate", "Win rate", figures.winRate),
      Self.ratio("profitFactor", "Profit factor", figures.profitFactor),
      Self.amount("averageTrade", "Average trade", figures.averageTrade, code),
      Self.share("exposure", "Exposure", figures.exposure),
      Self.ratio("turnover", "Turnover", figures.turnover),
      Self.money("realised", "Realised profit", figures.realised, code),
      Self.money("unrealised", "Unrealised profit", figures.unrealised, code),
      Self.money("fees", "Fees", figures.fees, code),
      Self.money("slippage", "Slippage cost", figures.slippage, code),
      Self.count("orders", "Orders", figures.orderCount),
      Self.count("fills", "Fills", figures.fillCount),
      Self.count("refusals", "Refused orders", figures.refusalCount),
      Self.count("openTrades", "Open trades", figures.openCount),
      Self.count("forgotten", "Forgotten trades", figures.forgottenCount),
      Self.count("days", "Days", figures.dayCount),
    ]
  }

  private static func money(_ key: String, _ name: String, _ amount: Money, _ code: String) -> Row {
    Row(key: key, name: name, text: "\(amount.rounded) \(code)", json: "\"\(amount)\"")
  }

  private static func amount(_ key: String, _ name: String, _ amount: Double?, _ code: String) -> Row {
    Row(key: key, name: name, text: amount.map { "\($0.text(2)) \(code)" } ?? "–", json: amount.json)
  }

  private static func share(_ key: String, _ name: String, _ share: Double?) -> Row {
    Row(key: key, name: name, text: share.map { "\(($0 * 100).text(2)) %" } ?? "–", json: share.json)
  }

  private static func ratio(_ key: String, _ name: String, _ ratio: Double?) -> Row {
    Row(key: key, name: name, text: ratio.map { $0.text(3) } ?? "–", json: ratio.json)
  }

  private static func count(_ key: String, _ name: String, _ count: Int) -> Row {
    Row(key: key, name: name, text: "\(count)", json: "\(count)")
  }

  private static func duration(_ key: String, _ name: String, _ fall: EquityTrack.Drawdown?) -> Row {
    guard let fall, fall.start.isKnown, fall.end.isKnown else {
      return Row(key: key, name: name, text: "–", json: "null")
    }
    let seconds = Double(fall.end.nanoseconds - fall.start.nanoseconds) / 1e9
    return Row(
      key: key, name: name, text: seconds.durationText + (fall.isRecovered ? "" : ", not recovered"),
      json: "\(seconds)")
  }
}

extension Double? {
  /// A number of JSON, which knows neither infinity nor what is no number.
  fileprivate var json: String { self.map { $0.isFinite ? "\($0)" : "null" } ?? "null" }
}

extension Double {
  /// The number with so many decimals, rounded to the nearest: `-1.50`.
  func text(_ decimals: Int) -> String {
    guard isFinite else { return "–" }
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    let rounded = (self * scale).rounded()
    guard rounded.magnitude < 1e15 else { return "\(self)" }
    let digits = String(Int64(rounded.magnitude))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = rounded < 0 ? "-" : ""
    return decimals == 0 ? sign + padded : "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  /// Seconds in the two largest units: `3 d 4 h`, `5 min 2 s`.
  var durationText: String {
    let seconds = Int64(self)
    if seconds >= 86_400 { return "\(seconds / 86_400) d \(seconds % 86_400 / 3_600) h" }
    if seconds >= 3_600 { return "\(seconds / 3_600) h \(seconds % 3_600 / 60) min" }
    if seconds >= 60 { return "\(seconds / 60) min \(seconds % 60) s" }
    return "\(text(3)) s"
  }
}

extension Money {
  /// The amount to two decimals, rounded half away from zero: for a person's eye.
  var rounded: String {
    let unit = Money.scale / 100
    let cents = (attos.magnitude + UInt128(unit / 2)) / UInt128(unit)
    let amount = Int128(cents) * unit
    return Money(attos: attos < 0 ? -amount : amount).description
  }
}
