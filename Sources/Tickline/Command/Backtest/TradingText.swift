internal import TicklineMarkets
internal import TicklineTrading

/// The models and limits that options spell.
enum TradingText {
  /// `share:0.005,min:1`.
  static func fees(_ text: String, into settings: inout SimulatedBroker.Settings) throws(CommandFailure) {
    let known = "share:AMOUNT, trade:AMOUNT, bps:NUMBER, maker:NUMBER, taker:NUMBER or min:AMOUNT"
    var parts: [any FeeModel] = []
    var maker: Price?
    var taker: Price?
    var kinds: Set<String> = []
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      let pair = item.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard pair.count == 2, let number = Price(pair[1]) else {
        throw CommandFailure(.wrongUsage, "--fees '\(item)' is no fee; write \(known).")
      }
      // The others add up.
      guard kinds.insert(pair[0]).inserted || !["maker", "taker", "min"].contains(pair[0]) else {
        throw CommandFailure(.wrongUsage, "--fees '\(text)' says \(pair[0]) twice; say it once.")
      }
      switch pair[0] {
      case "share": parts.append(UnitFee(number))
      case "trade": parts.append(OrderFee(number * 1))
      case "bps": parts.append(BasisPointFee(maker: number, taker: number))
      case "maker": maker = number
      case "taker": taker = number
      case "min" where number < .zero:
        throw CommandFailure(.wrongUsage, "--fees '\(item)': the least that an order costs is no rebate; write min:1.")
      case "min": settings.minimumFee = number * 1
      default: throw CommandFailure(.wrongUsage, "--fees '\(item)' is of no known kind; write \(known).")
      }
    }
    if maker != nil || taker != nil { parts.append(BasisPointFee(maker: maker ?? .zero, taker: taker ?? .zero)) }
    settings.fees = parts.isEmpty ? nil : FeeSum(parts)
  }

  /// `fixed:0.01`, `bps:2`, `volume:0.1`.
  static func slippage(_ text: String) throws(CommandFailure) -> any SlippageModel {
    let pair = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if pair.count == 2, let number = Price(pair[1]), number >= .zero {
      switch pair[0] {
      case "fixed": return FixedSlippage(number)
      case "bps": return BasisPointSlippage(points: number)
      case "volume" where number <= 1_000: return VolumeShareSlippage(impact: number)
      default: break
      }
    }
    throw CommandFailure(
      .wrongUsage, "--slippage '\(text)' is no model; write fixed:AMOUNT, bps:NUMBER or volume:FACTOR.")
  }

  /// `5ms`, `2ms..8ms`.
  static func latency(_ text: String, seed: UInt64) throws(CommandFailure) -> any LatencyModel {
    let bounds = text.split(separator: ".", omittingEmptySubsequences: false)
    if let time = DurationText.nanoseconds(text) { return ConstantLatency(nanoseconds: time) }
    if let dots = text.indices.first(where: { text[$0...].hasPrefix("..") }), bounds.count >= 3,
      let low = DurationText.nanoseconds(String(text[..<dots])),
      let high = DurationText.nanoseconds(String(text[text.index(dots, offsetBy: 2)...])), low <= high
    {
      return UniformLatency(nanoseconds: low...high, seed: seed)
    }
    throw CommandFailure(.wrongUsage, "--latency '\(text)' is no time; write one such as 5ms, or 2ms..8ms.")
  }

  /// `100000`, `USD=100000,EUR=5000`.
  static func cash(_ text: String) throws(CommandFailure) -> [Currency: Money] {
    if let amount = Price(text), amount >= .zero { return [.usd: amount * 1] }
    var cash: [Currency: Money] = [:]
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      let pair = item.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard pair.count == 2, let currency = Currency(pair[0]), let amount = Price(pair[1]), amount >= .zero else {
        throw CommandFailure(
          .wrongUsage, "--cash '\(text)' is no amount; write one such as 100000, or USD=100000,EUR=5000.")
      }
      guard cash.updateValue(amount * 1, forKey: currency) == nil else {
        throw CommandFailure(.wrongUsage, "--cash '\(text)' names \(currency) twice; name each currency once.")
      }
    }
    return cash
  }

  /// `5%` in basis points.
  static func basisPoints(_ text: String, option: String) throws(CommandFailure) -> Price {
    guard text.hasSuffix("%"), let percent = Price(String(text.dropLast())), percent >= .zero,
      let nanos = Int64(exactly: Int128(percent.nanos) * 100)
    else { throw CommandFailure(.wrongUsage, "\(option) '\(text)' is no percentage; write one such as 5%.") }
    return Price(nanos: nanos)
  }

  /// A decimal number above zero, or of at least zero.
  static func number<Number: FixedDecimal>(
    _ text: String, option: String, orZero: Bool = false
  ) throws(CommandFailure) -> Number {
    guard let number = Number(text), number > .zero || orZero && number == .zero else {
      throw CommandFailure(.wrongUsage, "\(option) '\(text)' is no quantity; write a number above 0, such as 100.")
    }
    return number
  }
}
