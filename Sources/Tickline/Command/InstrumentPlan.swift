internal import TicklineMarkets
internal import TicklineTrading

/// What is known of instruments: the options, checked.
struct InstrumentPlan {
  /// A value for some symbols by name, and one for the others.
  private struct Choice<Value> {
    var usual: Value?
    var bySymbol: [String: Value] = [:]

    subscript(symbol: String) -> Value? { bySymbol[symbol] ?? usual }

    /// Sets the value of a symbol, or of all others; false where it was set before.
    mutating func set(_ value: Value, for symbol: String?) -> Bool {
      guard let symbol else {
        defer { usual = value }
        return usual == nil
      }
      return bySymbol.updateValue(value, forKey: symbol) == nil
    }

    /// `100, AAPL=10`; nil where nothing is said.
    var text: String? {
      let items = (usual.map { ["\($0)"] } ?? []) + bySymbol.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      return items.isEmpty ? nil : items.joined(separator: ", ")
    }
  }

  private let lots: Choice<Quantity>
  private let priceSteps: Choice<Price>
  private var multipliers = Choice<Int64>()
  private var currencies = Choice<Currency>()
  private var timeZones = Choice<String>()
  /// The zone of all symbols of which nothing else is said; nil where none is named.
  var timeZone: String? { timeZones.usual }

  /// - Throws: ``CommandFailure`` where the options make no sense.
  init(_ options: InstrumentOptions, _ contracts: ContractOptions? = nil) throws(CommandFailure) {
    lots = try Self.choice(options.lot, "--lot", "no quantity above 0", "AAPL=100") { Quantity($0)?.positive }
    priceSteps = try Self.choice(options.priceStep, "--price-step", "no price above 0", "AAPL=0.01") {
      Price($0)?.positive
    }
    guard let contracts else { return }
    multipliers = try Self.choice(contracts.multiplier, "--multiplier", "no whole number above 0", "ESZ5=50") { text in
      Int64(text).flatMap { $0 > 0 && $0 <= Self.largestMultiplier ? $0 : nil }
    }
    currencies = try Self.choice(contracts.currency, "--currency", "no currency of three to eight letters", "SAP=EUR") {
      Currency($0)
    }
    timeZones = try Self.choice(contracts.timeZone, "--time-zone", "not known to this system", "America/New_York") {
      SessionDays.knows(zone: $0) ? $0 : nil
    }
  }

  /// Beyond this, an amount of a position that can be had could not be counted.
  private static let largestMultiplier: Int64 = 1_000_000_000

  /// What is known of a symbol.
  func instrument(_ symbol: String) -> Instrument {
    Instrument(
      symbol: symbol, currency: currencies[symbol] ?? .usd, multiplier: multipliers[symbol] ?? 1,
      priceStep: priceSteps[symbol], lot: lots[symbol], timeZone: timeZones[symbol] ?? "UTC")
  }

  /// The symbols that are named, in order.
  var symbols: [String] {
    Set(lots.bySymbol.keys).union(priceSteps.bySymbol.keys).union(multipliers.bySymbol.keys)
      .union(currencies.bySymbol.keys).union(timeZones.bySymbol.keys).sorted()
  }

  /// What was asked for, as a report shows it.
  var parameters: [(String, String?)] {
    [
      ("lot", lots.text), ("price step", priceSteps.text), ("multiplier", multipliers.text),
      ("currency", currencies.text), ("time zone", timeZones.text),
    ]
  }

  /// `AAPL=100,MSFT=10`, `100`.
  private static func choice<Value>(
    _ lists: [String], _ option: String, _ fault: String, _ example: String, _ value: (String) -> Value?
  ) throws(CommandFailure) -> Choice<Value> {
    var choice = Choice<Value>()
    for item in lists.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
      let end = item.lastIndex(of: "=")
      let text = String(end.map { item[item.index(after: $0)...] } ?? item)
      guard let value = value(text) else {
        throw CommandFailure(.wrongUsage, "\(option) '\(text)' is \(fault); write one such as \(example).")
      }
      let symbol = end.map { String(item[..<$0]) }
      if let symbol { _ = try SymbolList.parse([symbol], option: option) }
      guard choice.set(value, for: symbol) else {
        throw CommandFailure(
          .wrongUsage, "\(option) is given twice for \(symbol ?? "all symbols"); give it once for each.")
      }
    }
    return choice
  }
}

extension FixedDecimal {
  /// The number, where it is above zero.
  fileprivate var positive: Self? { self > .zero ? self : nil }
}
