import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct ClockCheckTests {
  private func trade(_ second: Int64?, instrument: Int32 = 0) -> MarketEvent {
    let time = second.map { Timestamp(nanoseconds: $0 * 1_000_000_000) } ?? .unknown
    let origin = Origin(
      instrument: InstrumentID(index: instrument), source: SourceID(index: 0), position: 1, time: time)
    return .trade(Trade(origin: origin, price: 1))
  }

  /// Which of the trades at these seconds are good.
  private func good(_ seconds: [Int64?]) -> [Bool] {
    var clock = ClockCheck()
    return seconds.map { second in
      var event = trade(second)
      clock.check(&event)
      return event == trade(second)
    }
  }

  @Test func `times that rise or stand still are good`() {
    #expect(good([-5, 0, 0, 1, 1, 100]) == [true, true, true, true, true, true])
  }

  @Test func `a time before the symbol's last is corrupt and does not move the clock`() {
    #expect(good([10, 5, 9, 10, 9, 11]) == [true, false, false, true, false, true])
  }

  @Test func `a corrupt event says what was read and keeps its place`() throws {
    var clock = ClockCheck()
    var first = trade(1_700_000_000)
    var second = trade(1_699_999_999)
    clock.check(&first)
    clock.check(&second)
    guard case .corrupt(let corruption) = second else {
      Issue.record("\(second)")
      return
    }
    #expect(corruption.reason == .timeWentBack)
    #expect(corruption.origin == trade(1_699_999_999).origin)
    #expect(corruption.text.description == "2023-11-14T22:13:19.000000000Z")
  }

  @Test func `one stamp an hour ahead does not condemn the rest`() {
    let seconds: [Int64] = [0, 1, 2, 3_602] + Array(3...50)
    #expect(good(seconds) == [true, true, true, true, false, false] + [Bool](repeating: true, count: 46))
  }

  @Test func `three events in a row that agree on an earlier time bring it back`() {
    #expect(good([100, 5, 5, 5, 4, 6]) == [true, false, false, true, false, true])
  }

  @Test func `events whose own times go back do not agree`() {
    #expect(good([100, 5, 4, 3, 2, 1]) == [true, false, false, false, false, false])
    #expect(good([100, 5, 6, 4, 5, 6]) == [true, false, false, false, false, true])
  }

  @Test func `a good event between starts the count anew`() {
    #expect(good([100, 5, 6, 100, 7, 8, 9]) == [true, false, false, true, false, false, true])
  }

  @Test func `unknown times pass and are not counted`() {
    #expect(good([nil, 100, 5, nil, 6, nil, 7, 6]) == [true, true, false, true, false, true, true, false])
  }

  @Test func `each symbol has its own clock`() {
    var clock = ClockCheck()
    for (second, instrument, isGood) in [(100, 0, true), (5, 3, true), (99, 0, false), (6, 3, true), (4, 3, false)] {
      var event = trade(Int64(second), instrument: Int32(instrument))
      clock.check(&event)
      #expect((event == trade(Int64(second), instrument: Int32(instrument))) == isGood)
    }
  }

  @Test func `a corrupt event neither moves the clock nor breaks a row of three`() {
    var clock = ClockCheck()
    func corrupt(_ second: Int64) -> MarketEvent {
      .corrupt(Corruption(origin: trade(second).origin, reason: .negativePrice, text: "-1"))
    }
    var results: [Bool] = []
    for event in [
      trade(10), corrupt(1_000), trade(11), trade(5), corrupt(20), trade(6), corrupt(1), trade(7), trade(8),
    ] {
      var checked = event
      clock.check(&checked)
      results.append(checked == event)
    }
    #expect(results == [true, true, true, false, true, false, true, true, true])
  }

  @Test func `events of no instrument pass`() {
    var clock = ClockCheck()
    for second in [100, 5, 4] as [Int64] {
      var event = trade(second, instrument: -1)
      clock.check(&event)
      #expect(event == trade(second, instrument: -1))
    }
  }

  @Test func `quotes and bars are checked as well`() {
    var clock = ClockCheck()
    var first = trade(10)
    clock.check(&first)
    let early = trade(9).origin
    let bar = Bar(origin: early, open: 1, high: 1, low: 1, close: 1, volume: 1)
    for event in [MarketEvent.quote(Quote(origin: early, bid: 1, bidSize: 1, ask: 2, askSize: 1)), .bar(bar)] {
      var checked = event
      clock.check(&checked)
      #expect(checked != event)
    }
  }
}
