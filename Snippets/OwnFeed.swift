// A feed of one's own is one generator. Every bot, sink and command of the engine takes it.
import Tickline

/// A price that swings between two values, a tick a second.
struct Pendulum: Feed {
  let low: Price, high: Price

  func events(in session: FeedSession) -> Generator<MarketEvent, any Error> {
    let instrument = session.instruments.id(of: "PEND")
    let source = session.sources.add(name: name, unit: .sequence)
    return Generator { yield in
      for n in 1... {
        let time = Timestamp(nanoseconds: Int64(n) * 1_000_000_000)
        let origin = Origin(instrument: instrument, source: source, position: Int64(n), time: time)
        try yield(.trade(Trade(origin: origin, price: n % 2 == 0 ? high : low)))
      }
    }
  }
}

let bridge = Bridge(session: FeedSession(), bots: [ThresholdBot(entry: 100, exit: 110)])
print(try bridge.run(Pendulum(low: 99, high: 111.5), ticks: 10).total.profit)
