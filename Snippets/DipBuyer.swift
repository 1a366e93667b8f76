// A strategy is a straight-line function that waits. The line it waits on is its state.
import Tickline

struct DipBuyer: Bot {
  func run(_ market: Market) throws {
    while true {
      do {
        while try market.nextTrade().price > 150 {}  // WATCHING is this line
        try market.buy(1)
        while try market.nextTrade().price < 200 {}  // ACTIVE is this one
        try market.sell(1)
      } catch is CorruptTick { continue }  // bad data: watch again
    }
  }
}

let bridge = Bridge(session: FeedSession(symbols: ["AAPL"]), bots: [DipBuyer()])
let summary = try bridge.run(SimulatedMarket(seed: 42), ticks: 1_000)
print(summary.total)
