import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct SurveyTests {
  private func survey(_ events: [MarketEvent]) -> SymbolSurvey {
    events.reduce(into: SymbolSurvey()) { $0.add($1) }
  }

  private func received(_ second: Double, after nanoseconds: Int64) -> MarketEvent {
    var origin = Make.origin(second)
    origin.received = Timestamp(nanoseconds: origin.time.nanoseconds + nanoseconds)
    return .trade(Trade(origin: origin, price: 1))
  }

  @Test func `events are counted by their kind, and corrupt ones by their reason`() {
    let origin = Make.origin(5)
    let found = survey([
      Make.trade(4, 2), Make.trade(3, 1.5), Make.trade(nil, 1.75), Make.corrupt(1), Make.corrupt(9),
      .quote(Quote(origin: origin, bid: 1, bidSize: 1, ask: 2, askSize: 1)),
      .bar(Bar(origin: origin, open: 1, high: 1, low: 1, close: 1, volume: 1)),
      .status(Status(origin: Make.origin(6), kind: .halt)), .gap(Gap(origin: origin, first: 3, last: 7)),
    ])
    #expect(found.trades == 3 && found.quotes == 1 && found.bars == 1 && found.statuses == 1 && found.gaps == 1)
    #expect(found.missing == 5 && found.others == 3)
    #expect(found.corruptByReason == [.negativePrice: 2] && found.corrupt == 2)
    #expect(found.first == Make.origin(3).time && found.last == Make.origin(6).time)
    #expect(found.low == 1.5 && found.high == 2 && found.notional.description == "5.25")
  }

  @Test func `gaps of all numbers there are do not overflow`() {
    let gap = MarketEvent.gap(Gap(origin: Make.origin(1), first: 0, last: .max))
    #expect(survey([gap, gap]).missing == .max)
  }

  @Test func `latencies have a least, a median and a most, and may be negative`() {
    let found = survey([received(1, after: 50), received(2, after: -10), received(3, after: 60), Make.trade(4)]).latency
    #expect(found.count == 3 && found.negativeCount == 1)
    #expect(found.least == -10 && found.median == 50 && found.most == 60)
    #expect(survey([Make.trade(1)]).latency.median == 0)
  }

  @Test(arguments: SplitMix64.seeds)
  func `the median is right within 1.6 percent, the ends are exact`(seed: UInt64) {
    print("seed \(seed)")
    var random = SplitMix64(seed: seed)
    for _ in 0..<50 {
      var histogram = DurationHistogram()
      let lengths = (0..<Int.random(in: 1...300, using: &random)).map { _ in
        Int64(truncatingIfNeeded: random.next()) >> Int64.random(in: 0...62, using: &random)
      }
      for length in lengths { histogram.add(length) }
      let sorted = lengths.sorted(), median = sorted[(sorted.count - 1) / 2]
      #expect(histogram.least == sorted[0] && histogram.most == sorted.last)
      #expect(abs(Double(histogram.median) - Double(median)) <= abs(Double(median)) * 0.016)
    }
  }

  @Test func `lengths at the ends of the range are counted`() {
    var histogram = DurationHistogram()
    for length in [Int64.min, .min, .max] { histogram.add(length) }
    #expect(histogram.least == .min && histogram.most == .max && histogram.negativeCount == 2)
    #expect(Double(histogram.median) <= Double(Int64.min) * 0.984)
  }

  @Test(arguments: SplitMix64.seeds)
  func `surveys of parts add up to that of the whole`(seed: UInt64) {
    print("seed \(seed)")
    var random = SplitMix64(seed: seed)
    for _ in 0..<20 {
      let events = (0..<60).map { row -> MarketEvent in
        switch Int.random(in: 0...4, using: &random) {
        case 0: Make.corrupt(Double(row))
        case 1: .gap(Gap(origin: Make.origin(nil), first: 1, last: UInt64.random(in: 1...9, using: &random)))
        case 2: received(Double(row), after: Int64.random(in: -500...5_000, using: &random))
        default: Make.trade(Double(row), Price(nanos: Int64.random(in: 1...(.max), using: &random)))
        }
      }
      let middle = Int.random(in: 0...60, using: &random)
      var sum = survey(Array(events[..<middle]))
      sum.add(survey(Array(events[middle...])))
      let whole = survey(events)
      #expect(
        "\(sum.notional) \(sum.first) \(sum.last) \(sum.trades)"
          == "\(whole.notional) \(whole.first) \(whole.last) \(whole.trades)")
      #expect(sum.low == whole.low && sum.high == whole.high && sum.missing == whole.missing)
      #expect(sum.corruptByReason == whole.corruptByReason && sum.latency.median == whole.latency.median)
      #expect(sum.latency.least == whole.latency.least && sum.latency.count == whole.latency.count)
    }
  }

  @Test func `a survey of a session has its wanted symbols and the clock rule`() throws {
    let session = FeedSession(symbols: ["B"])
    _ = session.instruments.id(of: "A")
    var survey = Survey(session: session)
    let block = EventBlock()
    for event in [
      Make.trade(2, instrument: 0), Make.trade(1, instrument: 0), Make.trade(1, instrument: 1),
      Make.corrupt(1, instrument: -1),
    ] {
      block.append(event)
    }
    survey.add(block)
    #expect(survey.count == 3 && survey.unattributed.corrupt == 1)
    #expect(survey.bySymbol.map(\.symbol) == ["B"])
    #expect(survey.bySymbol[0].survey.corruptByReason == [.timeWentBack: 1])
    #expect(survey.total.trades == 1 && survey.total.corrupt == 2)
  }
}
