import Testing
import TicklineMarkets
import TicklineTrading

/// A market works in its own bot and nowhere else.
@Suite struct MarketMisuseTests {
  private final class Shelf {
    var market: Market?
  }

  @Test func `a market that was kept is refused after its bot's end, with a sentence`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let shelf = Shelf()
      try run(.ticks(1, 2), ClosureBot { shelf.market = $0 })
      _ = try shelf.market?.nextTrade()
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("Yield only in the body that was given the yielder."))
  }

  @Test func `another bot's market is refused, with a sentence`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let shelf = Shelf()
      let keeper = ClosureBot { market in
        shelf.market = market
        while true { _ = try market.nextTrade() }
      }
      try run(.ticks(1, 2), keeper, ClosureBot { _ in _ = try shelf.market?.nextTrade() })
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("Yield only in the body that was given the yielder."))
  }
}
