import Generators
import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct EventChecksTests {
  /// What is said of each event; an empty text where it is good.
  private func verdicts(_ events: [MarketEvent], _ checks: EventChecks) -> [String] {
    var checker = EventChecker(checks)
    return events.map { event in
      var checked = event
      checker.check(&checked)
      if checked == event { return "" }
      guard case .corrupt(let corruption) = checked, corruption.origin == event.origin else { return "not in place" }
      return corruption.reason.name
    }
  }

  // MARK: - Duplicates

  @Test func `a trade whose number was there is refused`() {
    let events = [1, 2, 1, nil, nil, 3, 2].map { Make.trade(nil, id: $0) }
    #expect(
      verdicts(events, EventChecks(duplicateWindow: 10)) == ["", "", "duplicate", "", "", "", "duplicate"])
    #expect(verdicts(events, EventChecks()) == ["", "", "", "", "", "", ""])
  }

  @Test func `numbers are forgotten after as many as the window has, and are the symbol's own`() {
    let events = [1, 2, 3, 1, 2].map { Make.trade(nil, id: $0) } + [Make.trade(nil, id: 2, instrument: 4)]
    #expect(verdicts(events, EventChecks(duplicateWindow: 2)) == ["", "", "", "", "", ""])
    #expect(verdicts(events, EventChecks(duplicateWindow: 3)) == ["", "", "", "duplicate", "duplicate", ""])
  }

  @Test func `a duplicate of another source is one, too`() {
    let events = [Make.trade(1, id: 5, source: 0), Make.trade(1, id: 5, source: 1)]
    #expect(verdicts(events, EventChecks(duplicateWindow: 3)) == ["", "duplicate"])
  }

  @Test(arguments: SplitMix64.seeds)
  func `the memory of numbers is that of a list`(seed: UInt64) {
    print("seed \(seed)")
    var random = SplitMix64(seed: seed)
    for _ in 0..<30 {
      let window = Int.random(in: 1...70, using: &random)
      let spread = UInt64.random(in: 1...200, using: &random), step = UInt64.random(in: 0...(.max), using: &random)
      var last: [UInt64] = []
      let ids = (0..<800).map { _ in UInt64.random(in: 0...spread, using: &random) &* step }
      let expected = ids.map { id in
        if last.suffix(window).contains(id) { return "duplicate" }
        last.append(id)
        return ""
      }
      #expect(verdicts(ids.map { Make.trade(nil, id: $0) }, EventChecks(duplicateWindow: window)) == expected)
    }
  }

  // MARK: - Stale times

  @Test func `an event far behind the newest of its source is stale, whatever its symbol`() {
    let events = [
      Make.trade(10, instrument: 0), Make.trade(4.9, instrument: 1), Make.trade(5, instrument: 1),
      Make.trade(1, instrument: 2, source: 1), Make.trade(nil, instrument: 3),
    ]
    #expect(verdicts(events, EventChecks(staleAfter: .seconds(5))) == ["", "stale", "", "", ""])
  }

  @Test func `one stamp an hour ahead does not condemn the rest`() {
    let events =
      [Make.trade(1, instrument: 0), Make.trade(3_601, instrument: 1)]
      + (2...20).map { Make.trade(Double($0), instrument: Int32($0)) }
    #expect(
      verdicts(events, EventChecks(staleAfter: .seconds(5)))
        == ["", "", "stale", "stale"] + [String](repeating: "", count: 17))
  }

  @Test func `the clock rule holds without any option, and before staleness`() {
    let events = [10, 9, 10, 2, 11].map { Make.trade($0) }
    #expect(verdicts(events, EventChecks()) == ["", "timeWentBack", "", "timeWentBack", ""])
    #expect(verdicts(events, EventChecks(staleAfter: .seconds(1))) == ["", "timeWentBack", "", "timeWentBack", ""])
  }

  // MARK: - Conditions

  @Test func `a trade under a skipped condition is refused, others are not`() {
    let events = [0, 0x2000, 0x2001, 0x4000].map { Make.trade(nil, conditions: $0) }
    #expect(
      verdicts(events, EventChecks(skippedConditions: 0x2000)) == ["", "skippedCondition", "skippedCondition", ""])
  }

  // MARK: - Together

  @Test func `what one check refuses counts for no other`() {
    let checks = EventChecks(
      collar: PriceCollar(1), duplicateWindow: 8, staleAfter: .seconds(5), skippedConditions: 1)
    let events = [
      Make.trade(1, 100, id: 1),
      Make.trade(2_000, 50, id: 2),  // outside: neither its time nor its number is noted
      Make.trade(2, 100, id: 2),
      Make.trade(3_000, 100, id: 3, conditions: 1),
      Make.trade(3, 100, id: 3),
      Make.trade(4_000, 100, id: 3),  // a duplicate ahead of time
      Make.trade(4, 100.5, id: 4),
      Make.trade(3.5, 100, id: 5),
      Make.trade(5, 100, id: 5),
    ]
    #expect(
      verdicts(events, checks)
        == ["", "outsideCollar", "", "skippedCondition", "", "duplicate", "", "timeWentBack", ""])
  }

  @Test func `a wrong price is no witness against the clock, and a wrong time none for a price`() {
    let checks = EventChecks(collar: PriceCollar(1))
    // After a jump ahead three good events must agree; those outside the collar do not count.
    let late = [(1, 100), (90, 100), (2, 50), (3, 50), (4, 100), (5, 100), (6, 100)].map { Make.trade($0, $1) }
    #expect(
      verdicts(late, checks)
        == ["", "", "timeWentBack", "timeWentBack", "timeWentBack", "timeWentBack", ""])
    // Prices whose time is refused do not move the market.
    let moved = [(10, 100), (1, 50), (1, 50), (0, 50), (11, 50), (12, 50), (13, 50)].map { Make.trade($0, $1) }
    #expect(
      verdicts(moved, checks)
        == ["", "timeWentBack", "timeWentBack", "timeWentBack", "outsideCollar", "outsideCollar", ""])
  }

  @Test func `events of no instrument and corrupt ones stay as they are`() {
    let checks = EventChecks(collar: PriceCollar(0), duplicateWindow: 1, staleAfter: .zero, skippedConditions: .max)
    let events = [Make.corrupt(9), Make.corrupt(1), Make.trade(5, instrument: -1), Make.trade(1, instrument: -1)]
    #expect(verdicts(events, checks) == ["", "", "", ""])
  }

  @Test(arguments: SplitMix64.seeds)
  func `inserting rows that some check refuses never changes the verdict on the others`(seed: UInt64) {
    print("seed \(seed)")
    var random = SplitMix64(seed: seed)
    let checks = EventChecks(
      collar: PriceCollar(2, window: 20), duplicateWindow: 1_000, staleAfter: .seconds(5), skippedConditions: 0b1100)
    for _ in 0..<30 {
      // A good series: in order, within the collar, no number twice. What is inserted: at most two rows in a row that are
      // outside the collar at any time and symbol, under a skipped condition or duplicates.
      var events: [(MarketEvent, Bool)] = []
      for row in 1...300 {
        let symbol = Int32(row % 3)
        let price = Price(nanos: Int64.random(in: 99_500...100_500, using: &random) * 1_000_000)
        events.append((Make.trade(Double(row) / 10, price, id: UInt64(row), conditions: 1, instrument: symbol), true))
        guard row > 10 else { continue }
        for _ in 0..<Int.random(in: 0...2, using: &random) {
          let time = Double.random(in: 0...10_000, using: &random)
          let bad = [
            Make.trade(time, 90, id: 0, instrument: symbol),
            Make.trade(time, 100, conditions: 0b100, instrument: symbol),
            Make.trade(time, 100, id: UInt64(row), instrument: symbol), Make.corrupt(time, instrument: symbol),
          ]
          events.append((bad.randomElement(using: &random)!, false))
        }
      }
      var checker = EventChecker(checks)
      for (event, isGood) in events {
        var checked = event
        checker.check(&checked)
        if isGood {
          #expect(checked == event)
        } else if case .corrupt = checked {
        } else {
          Issue.record("A bad row passed: \(event)")
        }
      }
    }
  }

  // MARK: - The stage

  @Test func `a checked feed has every event in its place, and says that times were checked`() throws {
    let script = [1, 2, 1, 3].map { Make.trade($0) }
    let feed = CheckedFeed(ScriptedFeed("a", script, blockSize: 300), EventChecks())
    let blocks = feed.blocks(in: FeedSession())
    let block = try #require(try blocks.next())
    #expect(block.timesAreChecked && block.count == 4)
    #expect(try collect(feed).map(\.origin) == script.map(\.origin))
    #expect(try collect(CheckedFeed(ScriptedFeed("a", script), EventChecks())) == collect(feed))
  }

  @Test func `misuse ends the program`() async {
    await #expect(processExitsWith: .failure) { _ = PriceCollar(-1) }
    await #expect(processExitsWith: .failure) { _ = PriceCollar(1, window: 0) }
    await #expect(processExitsWith: .failure) { _ = EventChecks(duplicateWindow: 0) }
    await #expect(processExitsWith: .failure) { _ = EventChecks(staleAfter: .seconds(-1)) }
    await #expect(processExitsWith: .failure) { _ = PacedFeed(SimulatedMarket(seed: 1), speed: 0) }
  }
}
