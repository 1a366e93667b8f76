public import TicklineMarkets

/// How much worse than the market's price an order is filled that takes what is there.
public protocol SlippageModel: Sendable {
  /// How much is added to a price that is paid, or taken off one that is got; not negative.
  ///
  /// - Parameters:
  ///   - price: the market's.
  ///   - quantity: how much is filled.
  ///   - volume: how much was traded or offered in the event that fills it; nil where that is not known.
  func slippage(at price: Price, quantity: Quantity, volume: Quantity?) -> Price
}

/// The same amount always: `--slippage fixed:0.01`.
public struct FixedSlippage: SlippageModel {
  /// The amount.
  public let amount: Price

  /// An amount; not negative.
  public init(_ amount: Price) { self.amount = amount }

  /// The amount.
  public func slippage(at price: Price, quantity: Quantity, volume: Quantity?) -> Price { amount }
}

/// A share of the price, in basis points: `--slippage bps:2`.
public struct BasisPointSlippage: SlippageModel {
  /// Hundredths of a percent.
  public let points: Price

  /// A share of the price; not negative.
  public init(points: Price) { self.points = points }

  /// The share, rounded up to 1e-9.
  public func slippage(at price: Price, quantity: Quantity, volume: Quantity?) -> Price {
    let scale = 10_000 * Int128(Price.scale)
    let product = Int128(price.magnitude.nanos) * Int128(points.nanos)
    return Price(nanos: Int64(clamping: (product + scale - 1) / scale))
  }
}

/// The price times a factor times the square of the share of the volume that is filled: `--slippage volume:0.1`.
///
/// Source: zipline, `VolumeShareSlippage`, whose factor is 0.1.
public struct VolumeShareSlippage: SlippageModel {
  /// The factor.
  public let impact: Price

  /// A factor; not negative.
  public init(impact: Price) { self.impact = impact }

  /// The impact, rounded up to 1e-9. Where the volume is not known or smaller than what is filled, the share is one.
  public func slippage(at price: Price, quantity: Quantity, volume: Quantity?) -> Price {
    let whole = max(volume ?? quantity, quantity)
    // The share in parts of 1e-9, rounded up, so that all products stay within 128 bits.
    let share = rounded(Int128(quantity.nanos) * Int128(Price.scale), over: Int128(max(whole.nanos, 1)))
    let factor = rounded(share * share * Int128(impact.nanos), over: Int128(Price.scale) * Int128(Price.scale))
    return Price(
      nanos: Int64(clamping: rounded(Int128(price.magnitude.nanos) * factor, over: Int128(Price.scale))))
  }

  private func rounded(_ number: Int128, over divisor: Int128) -> Int128 { (number + divisor - 1) / divisor }
}
