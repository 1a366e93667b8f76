public import Generators
internal import TicklineMarkets

extension Market {
  /// Hands out the orders and waits for an event of the kinds given.
  @inlinable @inline(__always)
  func wait(for awaited: Awaited) throws(Interruption) -> BotEvent {
    switch yield.suspend(Orders(takeRequests(), awaited: awaited)) {
    case .sent(let event): return event
    case .thrown(let interruption): throw interruption
    case .exit: throw exit
    }
  }

  /// What was asked for since the last wait.
  @inlinable @inline(__always)
  func takeRequests() -> [Orders.Request]? {
    let taken = unsafe requests
    unsafe requests = nil
    return taken
  }

  /// Asks for something with the next wait. Appending calls nothing that could begin another access.
  func add(_ request: Orders.Request) {
    guard unsafe requests != nil else { return unsafe requests = [request] }
    unsafe requests?.append(request)
  }
}
