/// What is traded: a symbol and what must be known to count in it.
///
///     Instrument(symbol: "ESZ5", multiplier: 50, priceStep: 0.25, timeZone: "America/Chicago")
public struct Instrument: Hashable, Sendable {
  /// The name that the source uses.
  public let symbol: String
  /// What prices are quoted in.
  public var currency: Currency
  /// How many units of the underlying one unit of quantity stands for; positive. Fifty for a contract on fifty times an
  /// index.
  public var multiplier: Int64 {
    willSet { Instrument.requirePositive(newValue) }
  }
  /// What two neighbouring prices differ by, where prices have steps; positive. Prices of orders are multiples of it.
  public var priceStep: Price? {
    willSet { Instrument.requirePositive(newValue?.nanos ?? 1) }
  }
  /// The least quantity that can be traded, where one is known; positive. Orders are multiples of it.
  public var lot: Quantity? {
    willSet { Instrument.requirePositive(newValue?.nanos ?? 1) }
  }
  /// The IANA name of the time zone that trading sessions follow, such as `America/New_York`.
  public var timeZone: String
  /// Whether prices of zero and below are good ones.
  public var allowsNegativePrices: Bool

  /// An instrument; all but its symbol has a default.
  ///
  /// - Precondition: The multiplier, the price step and the lot are positive.
  public init(
    symbol: String, currency: Currency = .usd, multiplier: Int64 = 1, priceStep: Price? = nil, lot: Quantity? = nil,
    timeZone: String = "UTC", allowsNegativePrices: Bool = false
  ) {
    Instrument.requirePositive(multiplier)
    Instrument.requirePositive(priceStep?.nanos ?? 1)
    Instrument.requirePositive(lot?.nanos ?? 1)
    self.symbol = symbol
    self.currency = currency
    self.multiplier = multiplier
    self.priceStep = priceStep
    self.lot = lot
    self.timeZone = timeZone
    self.allowsNegativePrices = allowsNegativePrices
  }

  /// Follows the time zone of the venue that a source names, where no other than UTC was said before.
  package mutating func keepDays(of venueZone: String) {
    if timeZone == "UTC" { timeZone = venueZone }
  }

  private static func requirePositive(_ number: Int64) {
    guard number > 0 else { misuse("The multiplier, price step and lot of an instrument must be positive.") }
  }
}

extension Instrument {
  /// What orders must keep to and what they are worth: the part of an instrument that is asked for with every order.
  public struct Terms: Hashable, Sendable, BitwiseCopyable {
    /// How many units of the underlying one unit of quantity stands for.
    public let multiplier: Int64
    /// What two neighbouring prices differ by; nil where prices have no steps.
    public let priceStep: Price?
    /// What orders are multiples of; nil where any quantity can be traded.
    public let lot: Quantity?
  }

  /// The terms of orders.
  public var terms: Terms { Terms(multiplier: multiplier, priceStep: priceStep, lot: lot) }
}

extension Instrument {
  /// The price itself, or the next one below it at which orders may be given.
  ///
  ///     Instrument(symbol: "ESZ5", priceStep: 0.25).priceAtOrBelow(4_700.30)       // 4700.25
  public func priceAtOrBelow(_ price: Price) -> Price {
    guard let priceStep else { return price }
    let rest = price.nanos % priceStep.nanos
    let excess = rest < 0 ? rest + priceStep.nanos : rest
    let (nanos, overflow) = price.nanos.subtractingReportingOverflow(excess)
    return overflow ? price : Price(nanos: nanos)
  }

  /// The price itself, or the next one above it at which orders may be given.
  public func priceAtOrAbove(_ price: Price) -> Price {
    let below = priceAtOrBelow(price)
    guard let priceStep, below != price else { return price }
    let (nanos, overflow) = below.nanos.addingReportingOverflow(priceStep.nanos)
    return overflow ? price : Price(nanos: nanos)
  }
}
