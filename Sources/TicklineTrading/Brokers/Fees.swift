public import TicklineMarkets

/// One execution of an order, before its fee is known.
public struct Execution: Hashable, Sendable {
  /// How much; positive.
  public let quantity: Quantity
  /// At which price.
  public let price: Price
  /// The instrument's multiplier.
  public let multiplier: Int64
  /// Whether the order waited in the market and was taken.
  public let isMaker: Bool
  /// Whether it is the first of its order.
  public let isFirst: Bool

  /// An execution.
  public init(quantity: Quantity, price: Price, multiplier: Int64 = 1, isMaker: Bool = false, isFirst: Bool = true) {
    self.quantity = quantity
    self.price = price
    self.multiplier = multiplier
    self.isMaker = isMaker
    self.isFirst = isFirst
  }

  /// What changed hands; positive.
  public var value: Money { (price * quantity * multiplier).magnitude }
}

/// What a broker charges. Fees are rounded up to 1e-18, where they have to be rounded at all.
public protocol FeeModel: Sendable {
  /// The fee of an execution, in the instrument's currency; negative for a rebate.
  func fee(for execution: Execution) -> Money
}

/// An amount for each unit: `--fees share:0.005`.
public struct UnitFee: FeeModel {
  /// The amount for one unit.
  public let amount: Price

  /// A fee for each unit.
  public init(_ amount: Price) { self.amount = amount }

  /// The amount times the quantity.
  public func fee(for execution: Execution) -> Money { amount * execution.quantity }
}

/// An amount for each order, charged with its first execution: `--fees trade:1`.
public struct OrderFee: FeeModel {
  /// The amount.
  public let amount: Money

  /// A fee for each order.
  public init(_ amount: Money) { self.amount = amount }

  /// The amount at the first execution, nothing after.
  public func fee(for execution: Execution) -> Money { execution.isFirst ? amount : .zero }
}

/// A share of what changes hands, in basis points, one for who takes and one for who waited; negative for a rebate:
/// `--fees bps:2`, `--fees maker:-1,taker:5`.
public struct BasisPointFee: FeeModel {
  /// Hundredths of a percent for an order that waited in the market.
  public let maker: Price
  /// Hundredths of a percent for an order that took what was there.
  public let taker: Price

  /// A fee in basis points.
  public init(maker: Price, taker: Price) {
    self.maker = maker
    self.taker = taker
  }

  /// The share of the value.
  public func fee(for execution: Execution) -> Money {
    let points = execution.isMaker ? maker : taker
    return execution.value.scaled(by: points.nanos, over: 10_000 * Int128(Price.scale), points < .zero ? .down : .up)
  }
}

/// The sum of fees: `--fees share:0.005,trade:1`.
public struct FeeSum: FeeModel {
  /// What is added up.
  public let parts: [any FeeModel]

  /// A sum of fees; nothing for none.
  public init(_ parts: [any FeeModel]) { self.parts = parts }

  /// What the parts charge together.
  public func fee(for execution: Execution) -> Money {
    parts.reduce(Money.zero) { $0 + $1.fee(for: execution) }
  }
}

/// What an order has cost so far, against the least that an order costs.
struct OrderBill {
  /// What the model charged for the executions.
  private var accrued = Money.zero
  /// What was paid.
  private var charged = Money.zero
  /// Whether there was an execution.
  private(set) var isEmpty = true

  /// What one more execution has to pay: with a minimum, what is missing of it comes with the first one, and later ones
  /// pay only what goes beyond.
  mutating func add(_ fee: Money, minimum: Money) -> Money {
    isEmpty = false
    accrued += fee
    let due = (minimum > .zero ? max(minimum, accrued) : accrued) - charged
    charged += due
    return due
  }
}
