import Testing
import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// Bars that are made of trades.
@Suite struct BarTests {
  private func bars(_ rule: BarRule, _ trades: [(Price, Quantity, Int64)]) -> [MadeBar] {
    var maker = BarMaker(rule)
    return trades.enumerated().compactMap { index, trade in
      let origin = Origin(
        instrument: InstrumentID(index: 0), source: SourceID(index: 0), position: Int64(index),
        time: Timestamp(nanoseconds: trade.2 * 1_000_000_000))
      return maker.add(Trade(origin: origin, price: trade.0, size: trade.1))
    }
  }

  private func words(_ made: MadeBar) -> String {
    let bar = made.bar
    return
      "\(bar.open) \(bar.high) \(bar.low) \(bar.close) \(bar.volume) of \(made.tradeCount) at "
      + "\(bar.time.nanoseconds / 1_000_000_000), \(made.emptyBarsBefore) empty before"
  }

  @Test func `a bar of time closes on the first trade at or after its end and carries its end`() {
    let bars = bars(.time(.seconds(60)), [(10, 1, 3), (12, 2, 30), (9, 3, 59), (11, 1, 60), (13, 1, 61), (7, 1, 150)])
    #expect(
      bars.map(words) == [
        "10.00 12.00 9.00 9.00 6 of 3 at 60, 0 empty before", "11.00 13.00 11.00 13.00 2 of 2 at 120, 0 empty before",
      ])
  }

  @Test func `empty bars are counted`() {
    let bars = bars(.time(.seconds(60)), [(10, 1, 3), (11, 1, 310), (12, 1, 360)])
    #expect(
      bars.map(words) == [
        "10.00 10.00 10.00 10.00 1 of 1 at 60, 0 empty before", "11.00 11.00 11.00 11.00 1 of 1 at 360, 4 empty before",
      ])
  }

  @Test func `a bar of volume closes with the trade that fills it, a bar of count with its last`() {
    let trades: [(Price, Quantity, Int64)] = [(10, 3, 1), (11, 3, 2), (12, 9, 3), (13, 1, 4)]
    #expect(
      bars(.volume(5), trades).map(words) == [
        "10.00 11.00 10.00 11.00 6 of 2 at 2, 0 empty before", "12.00 12.00 12.00 12.00 9 of 1 at 3, 0 empty before",
      ])
    #expect(bars(.count(2), trades).map(\.bar.close) == [11, 13])
  }

  @Test func `a bot waits for bars, and a corrupt tick leaves the bar as it is`() throws {
    let notes = Notes()
    let bot = ClosureBot { market in
      var bars = market.bars(.time(.seconds(10)))
      while true {
        do { notes.note("\(try bars.next().bar.volume)") } catch is CorruptTick { notes.note("corrupt") }
      }
    }
    // The start is a whole number of ten seconds.
    try run(
      [.trade(1, second: 0), .trade(1, second: 5), .corrupt(second: 6), .trade(1, second: 7), .trade(1, second: 12)],
      bot)
    #expect(notes.lines == ["corrupt", "3"])
  }

  @Test func `a feed of bars has a bar where the trade was that ended it`() throws {
    let notes = Notes()
    let bot = ClosureBot { market in
      while true { notes.note(try market.nextEvent().words) }
    }
    let feed = ScriptedFeed([.trade(1, second: 0), .quote(bid: 1, ask: 2), .trade(4, second: 9), .trade(5, second: 10)])
      .bars(.time(.seconds(10)))
    _ = try Bridge(session: FeedSession(), bots: [bot]).run(feed)
    #expect(notes.lines == ["quote 1.00/2.00", "bar 4.00"])
  }
}
