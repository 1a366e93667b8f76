public import TicklineMarkets

extension SimulatedBroker {
  /// Fills what an event of the market fills, and ends what its time ends.
  public mutating func see(_ event: MarketEvent, reports: inout [BrokerReport]) {
    if case .quote(let quote) = event { note(quote) }
    if event.time.isKnown { lastTime = event.time }
    let index = Int(event.instrument.index)
    guard openCount > 0, index >= 0, index < working.count, !working[index].isEmpty else { return }
    switch event {
    case .trade(let trade):
      match(Liquidity(trade, quote: quotes[index]), index, trade.origin, &reports)
    case .quote(let quote):
      match(Liquidity(quote), index, quote.origin, &reports)
    case .bar(let bar):
      match(Liquidity(bar, fromOpen: settings.latency == nil), index, bar.origin, &reports)
    case .status, .gap, .corrupt: break
    }
  }

  private mutating func match(
    _ offered: Liquidity, _ instrument: Int, _ origin: Origin, _ reports: inout [BrokerReport]
  ) {
    var liquidity = offered
    if settings.rule == .next, let share = settings.participation { liquidity.limit(to: share) }
    // Out of the broker while it is worked on, so that the array is changed in place.
    var orders: [WorkingOrder] = []
    swap(&orders, &working[instrument])
    for index in orders.indices where orders[index].hasEnded(by: origin) {
      reports.append(.cancelled(orders[index].approved, remaining: orders[index].remaining))
      orders[index].remaining = .zero
    }
    for isTurnOfStops in [true, false] {
      for index in orders.indices where orders[index].remaining > .zero && orders[index].order.isStop == isTurnOfStops {
        guard orders[index].arrival.isReached(by: origin) else { continue }
        match(&orders[index], &liquidity, lastTime, &reports)
        orders[index].isResting = true
      }
    }
    let count = orders.count
    while orders.last?.remaining == .zero { orders.removeLast() }  // as usual: of all cases the cheapest
    orders.removeAll { $0.remaining == .zero }
    openCount -= count - orders.count
    swap(&orders, &working[instrument])
  }

  private mutating func match(
    _ working: inout WorkingOrder, _ liquidity: inout Liquidity, _ time: Timestamp, _ reports: inout [BrokerReport]
  ) {
    let side = working.order.side
    switch working.order.kind {
    case .market:
      guard let price = liquidity.price(for: side) else { return }
      fill(&working, at: price, limit: nil, isMaker: false, &liquidity, time, &reports)
    case .stop(let stop):
      let isTrigger = !working.isTriggered
      if isTrigger {
        guard let extreme = side == .buy ? liquidity.high : liquidity.low else { return }
        guard side == .buy ? extreme >= stop : extreme <= stop else { return }
        working.isTriggered = true
      }
      guard var price = liquidity.price(for: side) else { return }
      if isTrigger { price = side == .buy ? max(price, stop) : min(price, stop) }
      fill(&working, at: price, limit: nil, isMaker: false, &liquidity, time, &reports)
    case .limit(let limit):
      if !working.isResting, let price = liquidity.price(for: side), isBetter(price, than: limit, side, liquidity) {
        fill(&working, at: price, limit: limit, isMaker: false, &liquidity, time, &reports)
      } else if let extreme = side == .buy ? liquidity.low : liquidity.high,
        side == .buy ? extreme < limit : extreme > limit
      {
        fill(&working, at: limit, limit: nil, isMaker: true, &liquidity, time, &reports)
      }
    }
  }

  /// Whether an order that arrives can take a price: an offer at its limit, or a trade that went beyond it.
  private func isBetter(_ price: Price, than limit: Price, _ side: Side, _ liquidity: Liquidity) -> Bool {
    if liquidity.isQuoted && price == limit { return true }
    return side == .buy ? price < limit : price > limit
  }

  private mutating func fill(
    _ working: inout WorkingOrder, at price: Price, limit: Price?, isMaker: Bool, _ liquidity: inout Liquidity,
    _ time: Timestamp, _ reports: inout [BrokerReport]
  ) {
    let side = working.order.side
    let quantity = quantity(of: working, liquidity.quantity(for: side))
    guard quantity > .zero else { return }
    liquidity.take(quantity, side)
    working.remaining -= quantity
    let report =
      isMaker
      ? fill(
        working.approved, quantity, at: price, slippage: .zero, isMaker: true, time: time,
        remaining: working.remaining, &working.bill)
      : takerFill(
        working.approved, quantity, at: price, limit: limit, volume: liquidity.volume(for: side), time: time,
        remaining: working.remaining, &working.bill)
    reports.append(report)
  }

  /// How much of an order is filled where so much can be had: whole lots, where the order is for whole lots. Where no lot is
  /// known it is one.
  private func quantity(of working: WorkingOrder, _ available: Quantity?) -> Quantity {
    guard let available, available < working.remaining else { return working.remaining }
    let lot = instruments.terms(of: working.order.instrument).lot?.nanos ?? Quantity.scale
    guard working.order.quantity.nanos % lot == 0 else { return available }
    return Quantity(nanos: available.nanos - available.nanos % lot)
  }
}

// MARK: - Prices and fees

extension SimulatedBroker {
  /// A fill of an order that takes what is there: slippage is added to the price, up to the order's limit.
  func takerFill(
    _ order: ApprovedOrder, _ quantity: Quantity, at price: Price, limit: Price? = nil, volume: Quantity?,
    time: Timestamp, remaining: Quantity, _ bill: inout OrderBill
  ) -> BrokerReport {
    var slipped = price
    if !isFree, let model = settings.slippage {
      let amount = model.slippage(at: price, quantity: quantity, volume: volume)
      slipped = worsened(price, by: amount, order.order)
      if let limit { slipped = order.order.side == .buy ? min(slipped, limit) : max(slipped, limit) }
    }
    return fill(
      order, quantity, at: slipped, slippage: order.order.side == .buy ? slipped - price : price - slipped,
      isMaker: false, time: time, remaining: remaining, &bill)
  }

  /// A price moved against an order, on to the instrument's next price step where it has steps.
  private func worsened(_ price: Price, by amount: Price, _ order: Order) -> Price {
    guard amount > .zero else { return price }
    var distance = amount
    if let step = instruments.terms(of: order.instrument).priceStep {
      let rest = distance.nanos % step.nanos
      if rest != 0 { distance = distance.clampingSum(Price(nanos: step.nanos - rest)) }
    }
    if order.side == .buy { return price.clampingSum(distance) }
    return instruments[order.instrument].allowsNegativePrices
      ? price.clampingDifference(distance)
      : max(price.clampingDifference(distance), .zero)
  }

  func fill(
    _ order: ApprovedOrder, _ quantity: Quantity, at price: Price, slippage: Price, isMaker: Bool, time: Timestamp,
    remaining: Quantity, _ bill: inout OrderBill
  ) -> BrokerReport {
    var fee = Money.zero
    var slipped = Money.zero
    if !isFree {
      let multiplier = instruments.terms(of: order.order.instrument).multiplier
      let execution = Execution(
        quantity: quantity, price: price, multiplier: multiplier, isMaker: isMaker, isFirst: bill.isEmpty)
      fee = bill.add(settings.fees?.fee(for: execution) ?? .zero, minimum: settings.minimumFee)
      slipped = slippage * quantity * multiplier
    }
    let fill = Fill(
      order: order.order.id, instrument: order.order.instrument, side: order.order.side, quantity: quantity,
      price: price, time: time, remaining: remaining, fee: fee, slippage: slipped, isMaker: isMaker)
    return .filled(fill, order.key)
  }
}

extension Order {
  /// Beyond which price it is not filled; nil for none.
  var limit: Price? { if case .limit(let price) = kind { price } else { nil } }

  /// Whether it waits for the market to go against it.
  var isStop: Bool { if case .stop = kind { true } else { false } }
}
