// A bot of one's own. A helper function may wait, too: the coroutine has its own stack.
import Tickline

/// Buys when the price has risen three times in a row, and sells at the first fall.
struct MomentumBot: Bot {
  func run(_ market: Market) throws {
    while true {
      do {
        var price = try threeRises(market)
        try market.buy(10)
        while case let next = try market.nextTrade().price, next >= price { price = next }
        try market.sell(10)
      } catch is CorruptTick { continue }
    }
  }

  func threeRises(_ market: Market) throws(Interruption) -> Price {
    var (price, rises) = (try market.nextTrade().price, 0)
    while rises < 3, case let next = try market.nextTrade().price {
      (price, rises) = (next, next > price ? rises + 1 : 0)
    }
    return price
  }
}

let bridge = Bridge(session: FeedSession(symbols: ["MSFT", "GOOG"]), bots: [MomentumBot()])
print(try bridge.run(SimulatedMarket(seed: 1, motion: .walk), ticks: 2_000).bySymbol["MSFT"]?.profit ?? 0)
