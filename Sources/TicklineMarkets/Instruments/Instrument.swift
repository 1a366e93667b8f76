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
  /// What two neighbouring prices differ by, where prices have steps; positive.
  public var priceStep: Price? {
    willSet { Instrument.requirePositive(newValue?.nanos ?? 1) }
  }
  /// The least quantity that can be traded; positive. Orders are multiples of it.
  public var lot: Quantity {
    willSet { Instrument.requirePositive(newValue.nanos) }
  }
  /// The IANA name of the time zone that trading sessions follow, such as `America/New_York`.
  public var timeZone: String
  /// Whether prices of zero and below are good ones.
  public var allowsNegativePrices: Bool

  /// An instrument; all but its symbol has a default.
  ///
  /// - Precondition: The multiplier, the price step and the lot are positive.
  public init(
    symbol: String, currency: Currency = .usd, multiplier: Int64 = 1, priceStep: Price? = nil, lot: Quantity = 1,
    timeZone: String = "UTC", allowsNegativePrices: Bool = false
  ) {
    Instrument.requirePositive(multiplier)
    Instrument.requirePositive(priceStep?.nanos ?? 1)
    Instrument.requirePositive(lot.nanos)
    self.symbol = symbol
    self.currency = currency
    self.multiplier = multiplier
    self.priceStep = priceStep
    self.lot = lot
    self.timeZone = timeZone
    self.allowsNegativePrices = allowsNegativePrices
  }

  private static func requirePositive(_ number: Int64) {
    guard number > 0 else { misuse("The multiplier, price step and lot of an instrument must be positive.") }
  }
}
