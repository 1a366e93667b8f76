internal import TicklineMarkets

/// The gate between bots and broker: it knows what is held and what is open in all, and approves or refuses each order.
struct Risk {
  /// What is held of an instrument, and what open orders could add.
  struct Exposure {
    var position = Quantity.zero
    var buying = Quantity.zero
    var selling = Quantity.zero
  }

  let limits: RiskLimits
  /// Whether exposures are kept: not where nothing is limited, which costs an order nothing then.
  let isCounting: Bool
  /// By the instruments' numbers.
  private(set) var exposures: [Exposure] = []
  var refusals: [Refusal: Int] = [:]
  /// Whether no further order is approved.
  var isStopped = false
  /// The times of the last orders, as many as are allowed in a second.
  private var times: [Timestamp] = []
  private var oldest = 0

  init(_ limits: RiskLimits, isCounting: Bool) {
    self.limits = limits
    self.isCounting = isCounting || !limits.approvesAll
  }

  /// Whether something is held of an instrument, or orders are open in it.
  func isExposed(in instrument: Int) -> Bool {
    guard instrument < exposures.count else { return false }
    let exposure = exposures[instrument]
    return exposure.position != .zero || exposure.buying != .zero || exposure.selling != .zero
  }

  /// Why an order is refused; nil where it is not.
  mutating func refusal(of order: Order, _ terms: Instrument.Terms, at moment: Moment) -> Refusal? {
    if let refusal = terms.refusal(of: order) { return refusal }
    guard isCounting else { return nil }
    grow(to: order.instrument)
    guard let worst = worstPosition(with: order) else { return .size }
    if worst.after > worst.before {
      if let price = reference(of: order, moment), !terms.canCount(worst.after, at: price) { return .size }
      if let most = limits.position, worst.after > most { return .position }
      if let most = limits.notional {
        guard let price = reference(of: order, moment) else { return .notional }
        let share = most.scaled(by: 1, over: Int128(terms.multiplier), .down)
        if (price * worst.after).magnitude > share { return .notional }
      }
    }
    if let points = limits.collarBasisPoints, isOutside(order, points, moment.lastPrice) { return .priceCollar }
    if let most = limits.ordersPerSecond, isTooOften(most, moment.known) { return .orderRate }
    return nil
  }

  /// The largest position that could come of all that is open, before and after an order; nil where it can't be counted.
  private func worstPosition(with order: Order) -> (before: Quantity, after: Quantity)? {
    let exposure = exposures[Int(order.instrument.index)]
    let isBuy = order.side == .buy
    let open = isBuy ? exposure.buying.nanos : -exposure.selling.nanos
    let (before, overflow) = exposure.position.nanos.addingReportingOverflow(open)
    let (after, overflowAfter) = before.addingReportingOverflow(isBuy ? order.quantity.nanos : -order.quantity.nanos)
    let (_, overflowOpen) = open.magnitude.addingReportingOverflow(order.quantity.nanos.magnitude)
    guard !overflow, !overflowAfter, !overflowOpen, after != .min, before != .min else { return nil }
    // What could come of a buy is a long position: a short one that a buy makes smaller is none.
    let sign: Int64 = isBuy ? 1 : -1
    return (Quantity(nanos: max(before * sign, 0)), Quantity(nanos: max(after * sign, 0)))
  }

  private func reference(of order: Order, _ moment: Moment) -> Price? {
    switch order.kind {
    case .market: moment.lastPrice
    case .limit(let price), .stop(let price): max(price.magnitude, (moment.lastPrice ?? price).magnitude)
    }
  }

  private func isOutside(_ order: Order, _ points: Price, _ last: Price?) -> Bool {
    let price: Price
    switch order.kind {
    case .market: return false
    case .limit(let limit): price = limit
    case .stop(let stop): price = stop
    }
    guard let last else { return true }
    let distance = (Int128(price.nanos) - Int128(last.nanos)).magnitude
    return distance.multipliedFullWidth(by: UInt128(10_000 * Price.scale))
      > (last.magnitude.nanos.magnitude128).multipliedFullWidth(by: UInt128(points.nanos.magnitude))
  }

  /// Whether as many orders as are allowed were approved within the last second. Orders without a time are not counted.
  private mutating func isTooOften(_ most: Int, _ time: Timestamp) -> Bool {
    guard time.isKnown else { return false }
    guard times.count == most else {
      times.append(time)
      return false
    }
    guard most > 0, time.nanoseconds &- times[oldest].nanoseconds >= 1_000_000_000 else { return true }
    times[oldest] = time
    oldest = (oldest + 1) % most
    return false
  }
}

extension Instrument.Terms {
  /// Whether what a quantity is worth is within 1e18, so that it can rise a hundredfold and still be counted.
  fileprivate func canCount(_ quantity: Quantity, at price: Price) -> Bool {
    let value = Int128(price.nanos).magnitude * Int128(quantity.nanos).magnitude
    return value <= UInt128(1_000_000_000_000_000_000 * Money.scale) / UInt128(multiplier)
  }

  /// Why no venue would take an order; nil where one would.
  fileprivate func refusal(of order: Order) -> Refusal? {
    if let lot, order.quantity.nanos % lot.nanos != 0 { return .lot }
    guard let priceStep else { return nil }
    switch order.kind {
    case .market: return nil
    case .limit(let price), .stop(let price): return price.nanos % priceStep.nanos == 0 ? nil : .priceStep
    }
  }
}

// MARK: - What became of orders

extension Risk {
  private mutating func grow(to instrument: InstrumentID) {
    while exposures.count <= Int(instrument.index) { exposures.append(Exposure()) }
  }

  mutating func opened(_ order: Order) {
    grow(to: order.instrument)
    let index = Int(order.instrument.index)
    if order.side == .buy {
      exposures[index].buying += order.quantity
    } else {
      exposures[index].selling += order.quantity
    }
  }

  mutating func filled(_ fill: Fill) {
    guard isCounting else { return }
    let index = Int(fill.instrument.index)
    exposures[index].position += fill.change
    closed(fill.quantity, fill.side, fill.instrument)
  }

  mutating func closed(_ quantity: Quantity, _ side: Side, _ instrument: InstrumentID) {
    guard isCounting else { return }
    let index = Int(instrument.index)
    if side == .buy { exposures[index].buying -= quantity } else { exposures[index].selling -= quantity }
  }
}

extension Int64 {
  /// The magnitude in 128 bits.
  fileprivate var magnitude128: UInt128 { UInt128(magnitude) }
}

/// Compares two products of 128 bits each.
func > (left: (high: UInt128, low: UInt128), right: (high: UInt128, low: UInt128)) -> Bool {
  left.high != right.high ? left.high > right.high : left.low > right.low
}
