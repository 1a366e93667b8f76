// A user's own bot, in a package of its own, on a CSV file: `OwnBot FILE`. The same rule as the built-in ThresholdBot.
import Tickline

struct OwnBot: Bot {
  func run(_ market: Market) throws {
    while true {
      do {
        while try market.nextTrade().price > 150 {}
        try market.buy(1)
        while try market.nextTrade().price < 200 {}
        try market.sell(1)
      } catch is CorruptTick { continue }
    }
  }
}

let bridge = Bridge(session: FeedSession(symbols: ["AAPL"]), bots: [OwnBot()])
let total = try bridge.run(CSVFeed(path: CommandLine.arguments[1])).total
print(
  """
  {"ticks":\(total.ticks),"corrupt":\(total.corrupt),"entries":\(total.entries),"exits":\(total.exits),\
  "resets":\(total.resets),"open":\(total.open),"pnl":"\(total.profit)"}
  """)
