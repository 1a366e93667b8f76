public import Generators
internal import TicklineMarkets

extension Market {
  /// Hands out the orders and waits for an event of the kinds given.
  @inlinable @inline(__always)
  func wait(for awaited: Awaited) throws(Interruption) -> BotEvent {
    let orders = unsafe Orders(requests, awaited: awaited)
    unsafe requests = nil
    switch yield.suspend(orders) {
    case .sent(let event): return event
    case .thrown(let interruption): throw interruption
    case .exit: throw exit
    }
  }

  /// Asks for something with the next wait.
  func add(_ request: Orders.Request) {
    unsafe requests = (requests ?? []) + [request]
  }
}
