// A bot of one's own. A helper function may wait, too: the coroutine has its own stack.
import Tickline

/// Buys when the price has risen three times in a row, and sells when it falls.
struct MomentumBot: Bot {
  let size: Quantity

  func run(_ market: Market) throws {
    while true {
      do {
        var last = try threeRises(market)
        try market.buy(size)
        var next = try market.nextTrade().price
        while next >= last { (last, next) = (next, try market.nextTrade().price) }
        try market.sell(size)
      } catch is CorruptTick { continue }
    }
  }

  private func threeRises(_ market: Market) throws(Interruption) -> Price {
    var (last, rises) = (try market.nextTrade().price, 0)
    while rises < 3 {
      let next = try market.nextTrade().price
      rises = next > last ? rises + 1 : 0
      last = next
    }
    return last
  }
}

let bridge = Bridge(session: FeedSession(symbols: ["MSFT", "GOOG"]), bots: [MomentumBot(size: 10)])
let summary = try bridge.run(SimulatedMarket(seed: 1, motion: .walk), ticks: 2_000)
for symbol in summary.symbols { print(symbol, summary.bySymbol[symbol]!.exits, summary.bySymbol[symbol]!.profit) }
