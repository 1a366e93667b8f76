// Source, filter, sink: nothing runs before the last of them asks.
import Tickline

let session = FeedSession()
let ticker = SimulatedMarket(seed: 7).events(in: session)
let apple = session.instruments.id(of: "AAPL")

/// Only the trades of one instrument: a generator expression with a name.
func trades(of instrument: InstrumentID, in events: Generator<MarketEvent, any Error>) -> Generator<Trade, any Error> {
  Generator { yield in
    while let event = try events.next() {
      if case .trade(let trade) = event, trade.instrument == instrument { try yield(trade) }
    }
  }
}

let applePrices = trades(of: apple, in: ticker)
print(ticker.state, applePrices.state)
for _ in 1...3 { print(try applePrices.next()?.price ?? 0) }
