public import Generators
internal import TicklineFeeds
public import TicklineMarkets

/// What a bot sees of the world: it waits here for events, hands out orders, and knows its position.
///
/// Every `next…` hands out the orders asked for since the last wait, and waits. Events that were not waited for are
/// passed over; fills keep ``position(in:)`` true in any case.
///
/// It works in the bot it was given to, in the functions that the bot calls, and nowhere else.
public final class Market {
  /// What the bot's waiting is made of.
  public typealias Yield = Yielder<BotEvent, Orders, Interruption>

  @usableFromInline let yield: Yield
  /// What was asked for since the last wait; nil for nothing.
  // Unchecked, since a check would cost more than the rest of a wait: every access is a single load or store, in this
  // type alone, so none can last while another begins.
  @exclusivity(unchecked) @usableFromInline var requests: [Orders.Request]?
  private var lastOrder: Int64 = 0
  private let state: BotState

  init(yield: Yield, state: BotState) {
    self.yield = yield
    self.state = state
  }

  @usableFromInline var exit: Interruption { BotExit.shared }
}

// MARK: - Waiting

extension Market {
  /// Waits for the next trade.
  ///
  /// - Throws: ``CorruptTick`` where the next tick can't be used; ``BotExit`` at the end of the run.
  @inlinable
  public func nextTrade() throws(Interruption) -> Trade {
    while true {
      if case .market(.trade(let trade)) = try wait(for: .trades) { return trade }
    }
  }

  /// Waits for the next quote. Throws as ``nextTrade()``.
  @inlinable
  public func nextQuote() throws(Interruption) -> Quote {
    while true {
      if case .market(.quote(let quote)) = try wait(for: .quotes) { return quote }
    }
  }

  /// Waits for the next bar. Throws as ``nextTrade()``.
  @inlinable
  public func nextBar() throws(Interruption) -> Bar {
    while true {
      if case .market(.bar(let bar)) = try wait(for: .bars) { return bar }
    }
  }

  /// Waits for whatever comes next. Throws as ``nextTrade()``.
  @inlinable
  public func nextEvent() throws(Interruption) -> BotEvent {
    let event = try wait(for: .everything)
    if case .fill(let fill) = event { see(fill) }
    return event
  }

  /// The next fill of an order that the bot has not seen: at once where the order was filled meanwhile, which a market
  /// order is at the wait after it was given; else it waits, and passes over everything but fills.
  ///
  /// ```swift
  /// let order = try market.buy(1)
  /// let tick = try market.nextTrade()                 // hands the order out; it is filled
  /// let fill = try market.nextFill(of: order)         // does not wait
  /// ```
  ///
  /// A fill is seen once `nextFill` or ``nextEvent()`` returned it. At least the last 16 that were not seen can be asked
  /// for, and all of the orders that were handed out last.
  ///
  /// - Throws: as ``nextTrade()``; ``InvalidOrder`` where no fill can come: the order was cancelled, its fill was seen or
  ///   is forgotten, or there is no such order.
  public func nextFill(of order: OrderID) throws(Interruption) -> Fill {
    try nextFill(ofAny: [order])
  }

  /// The next fill of one of several orders. Otherwise as ``nextFill(of:)``, which holds for the orders together: it throws
  /// where no fill of any of them can come.
  public func nextFill(ofAny orders: [OrderID]) throws(Interruption) -> Fill {
    while true {
      for order in orders {
        if let fill = state.orders.takeFill(of: order) { return fill }
      }
      guard orders.contains(where: { isPending($0) || state.orders.isOpen($0) }) else {
        throw InvalidOrder(orders.first.map(reasonForNoFill) ?? "No fill of no order will come.")
      }
      _ = try wait(for: .fills)
    }
  }

  /// Whether an order waits to be filled: it is at the broker, or will be handed out with the next wait.
  public func isOpen(_ order: OrderID) -> Bool { isPending(order) || state.orders.isOpen(order) }

  /// Whether an order will be handed out with the next wait.
  private func isPending(_ order: OrderID) -> Bool {
    unsafe (requests ?? []).contains { if case .order(let pending) = $0 { pending.id == order } else { false } }
  }

  private func reasonForNoFill(of order: OrderID) -> String {
    order.number > 0 && order.number <= lastOrder
      ? "No fill of order \(order.number) will come: it was cancelled, or its fill was seen or is long past."
      : "There is no order \(order.number): the bot has given \(lastOrder)."
  }

  @usableFromInline func see(_ fill: Fill) { state.orders.see(fill) }
}

// MARK: - Trading

extension Market {
  /// Asks to buy. The order is handed out with the next wait.
  ///
  /// ```swift
  /// try market.buy(100)                               // at the market's price
  /// try market.buy(100, at: .limit(149.20))           // at 149.20 or less
  /// try market.sell(100, at: .stop(140))              // at the market's price once it is at 140 or below
  /// ```
  ///
  /// - Parameters:
  ///   - quantity: how much; positive.
  ///   - instrument: what; the bot's first symbol where nothing is said.
  ///   - kind: at which price; the market's where nothing is said.
  ///   - lifetime: how long the order stays open.
  /// - Throws: ``InvalidOrder`` where the quantity is not positive or the instrument is not the bot's.
  @discardableResult
  public func buy(
    _ quantity: Quantity, of instrument: InstrumentID? = nil, at kind: Order.Kind = .market,
    lifetime: Order.Lifetime = .goodTillCancelled
  ) throws(Interruption) -> OrderID {
    try order(.buy, quantity, instrument, kind, lifetime)
  }

  /// Asks to sell. Otherwise as ``buy(_:of:at:lifetime:)``.
  @discardableResult
  public func sell(
    _ quantity: Quantity, of instrument: InstrumentID? = nil, at kind: Order.Kind = .market,
    lifetime: Order.Lifetime = .goodTillCancelled
  ) throws(Interruption) -> OrderID {
    try order(.sell, quantity, instrument, kind, lifetime)
  }

  /// Asks for what is missing to hold a quantity: the difference to what is held and to what open orders would bring, at the
  /// market's price. Nothing where that is none. An order that the bot has just asked to cancel brings nothing.
  ///
  /// ```swift
  /// try market.move(to: 100)      // buys 100, or 30 where 70 are held
  /// try market.move(to: 0)        // sells what is held
  /// ```
  ///
  /// - Parameters:
  ///   - quantity: what is wanted; negative for a short position.
  ///   - instrument: of what; the bot's first symbol where nothing is said.
  /// - Throws: ``InvalidOrder`` where the instrument is not the bot's.
  @discardableResult
  public func move(to quantity: Quantity, of instrument: InstrumentID? = nil) throws(Interruption) -> OrderID? {
    let instrument = instrument ?? state.instruments[0]
    let missing = quantity.clampingDifference(position(in: instrument))
      .clampingDifference(state.orders.incoming(of: instrument, without: cancellations))
      .clampingDifference(pending(instrument))
    if missing == .zero { return nil }
    return try order(missing > .zero ? .buy : .sell, missing.magnitude, instrument, .market, .goodTillCancelled)
  }

  /// What the orders that will be handed out with the next wait would add to a position.
  private func pending(_ instrument: InstrumentID) -> Quantity {
    unsafe (requests ?? []).reduce(Quantity.zero) { sum, request in
      guard case .order(let order) = request, order.instrument == instrument else { return sum }
      return order.side == .buy ? sum + order.quantity : sum - order.quantity
    }
  }

  /// The orders that the bot has asked to cancel since its last wait.
  private var cancellations: [OrderID] {
    unsafe (requests ?? []).compactMap { if case .cancel(let order) = $0 { order } else { nil } }
  }

  /// Asks that all open orders of the bot be no longer open.
  public func cancelAll() {
    for order in state.orders.allOpen { cancel(order) }
  }

  /// Asks that an order be no longer open. What came of it is an event: ``BotEvent/cancelled(_:)``, or
  /// ``BotEvent/rejected(_:_:)`` where it was filled before.
  public func cancel(_ order: OrderID) {
    add(.cancel(order))
  }

  private func order(
    _ side: Side, _ quantity: Quantity, _ instrument: InstrumentID?, _ kind: Order.Kind, _ lifetime: Order.Lifetime
  ) throws(Interruption) -> OrderID {
    let instrument = instrument ?? state.instruments[0]
    guard quantity > .zero else {
      throw InvalidOrder("An order is for a positive quantity, not for \(quantity).")
    }
    guard state.instruments.contains(instrument) else {
      throw InvalidOrder("An order is for one of the symbols that the bot listens to.")
    }
    lastOrder += 1
    let id = OrderID(number: lastOrder)
    let order = Order(
      id: id, instrument: instrument, side: side, quantity: quantity, kind: kind, lifetime: lifetime)
    add(.order(order))
    return id
  }
}

// MARK: - Knowing

extension Market {
  /// What the bot listens to, in the order it asked for.
  public var instruments: [InstrumentID] { state.instruments }

  /// The instrument with a number.
  public func instrument(_ id: InstrumentID) -> Instrument { state.session.instruments[id] }

  /// What is held, by the fills so far: positive bought, negative sold. Also what was held at a corrupt tick, at which
  /// ``CorruptPolicy/reset`` forgets the open trade: a bot that asks knows of it, so that an order against it closes that,
  /// and belongs to no trade.
  ///
  /// - Parameter instrument: of what; the bot's first symbol where nothing is said.
  public func position(in instrument: InstrumentID? = nil) -> Quantity {
    state.tellPosition(in: instrument ?? state.instruments[0])
  }

  /// What is held of the bot's first symbol.
  public var position: Quantity { position(in: nil) }

  /// Says something in the run's log.
  public func log(_ text: String) { state.log(text) }
}
