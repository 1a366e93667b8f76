internal import TicklineMarkets

/// An order that may go to a broker. Only ``Risk`` makes one.
public struct ApprovedOrder: Hashable, Sendable {
  /// What is wanted.
  public let order: Order
  /// Whose it is.
  public let key: OrderKey

  fileprivate init(_ order: Order, bot: Int) {
    self.order = order
    key = OrderKey(bot: bot, id: order.id)
  }
}

extension Risk {
  /// What risk says to an order.
  enum Decision {
    case approved(ApprovedOrder)
    case refused(Refusal)
  }

  /// Approves an order, or says why not. An approved one counts as open from here on.
  mutating func decide(on order: Order, of bot: Int, _ terms: Instrument.Terms, at moment: Moment) -> Decision {
    let refusal = isStopped ? .stopped : refusal(of: order, terms, at: moment)
    if let refusal {
      refusals[refusal, default: 0] += 1
      return .refused(refusal)
    }
    if isCounting { opened(order) }
    return .approved(ApprovedOrder(order, bot: bot))
  }

  /// Approves an order that only closes what is held: a policy or a stop gives it, and no limit may keep it.
  mutating func approveClosing(_ order: Order, of bot: Int) -> ApprovedOrder {
    if isCounting { opened(order) }
    return ApprovedOrder(order, bot: bot)
  }
}
