import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct PriceCollarTests {
  /// Which of these prices are good.
  private func good(_ prices: [Price], _ collar: PriceCollar) -> [Bool] {
    var checker = EventChecker(EventChecks(collar: collar))
    return prices.map { price in
      var event = Make.trade(nil, price)
      checker.check(&event)
      return event == Make.trade(nil, price)
    }
  }

  @Test func `a price further from the median than the collar is refused, one at its edge is not`() {
    #expect(good([100, 102, 99, 97.99, 98, 102.01], PriceCollar(2)) == [true, true, true, false, true, false])
  }

  @Test func `of an even count the median lies midway`() {
    // 100 and 101: the median is 100.5, and one percent of it 1.005.
    #expect(good([100, 101, 101.505], PriceCollar(1)) == [true, true, true])
    #expect(good([100, 101, 101.505000001], PriceCollar(1)) == [true, true, false])
    #expect(good([100, 101, 99.495], PriceCollar(1)) == [true, true, true])
    #expect(good([100, 101, 99.494999999], PriceCollar(1)) == [true, true, false])
  }

  @Test func `a refusal says why, where and what was read`() throws {
    var checker = EventChecker(EventChecks(collar: PriceCollar(1)))
    var events = [Make.trade(1, 168.32), Make.trade(2, 165.59, position: 41)]
    for index in events.indices { checker.check(&events[index]) }
    guard case .corrupt(let corruption) = events[1] else {
      Issue.record("\(events[1])")
      return
    }
    #expect(corruption.description == "price outside the collar 165.59")
    #expect(corruption.origin.position == 41 && corruption.time == events[1].time)
  }

  @Test func `the oldest price leaves the window`() {
    // A rise of one percent a trade: each is within two percent of the median of the last three, and beyond that of all.
    var price: Int64 = 100_000_000_000
    let prices = (0..<50).map { _ -> Price in
      price = price / 100 * 101
      return Price(nanos: price)
    }
    #expect(good(prices, PriceCollar(2.5, window: 3)).allSatisfy { $0 })
    #expect(!good(prices, PriceCollar(2.5, window: 50)).allSatisfy { $0 })
  }

  @Test func `three that agree outvote a wrong first price`() {
    #expect(good([50, 100, 100.1, 99.9, 100, 50], PriceCollar(1)) == [true, false, false, true, true, false])
  }

  @Test func `more than half a window that agrees moves the market`() {
    let before = [Price](repeating: 100, count: 10), after = [Price](repeating: 110, count: 8)
    #expect(
      good(before + after, PriceCollar(1, window: 10))
        == [Bool](repeating: true, count: 10) + [Bool](repeating: false, count: 5) + [true, true, true])
  }

  @Test func `prices outside that do not agree never win`() {
    let prices: [Price] = [100, 100, 100] + (1...40).map { Price(nanos: 200_000_000_000 * Int64(1 << ($0 % 2))) }
    #expect(good(prices, PriceCollar(1)).dropFirst(3).allSatisfy { !$0 })
  }

  @Test func `a good price between starts the count anew`() {
    #expect(
      good([100, 100, 110, 110, 100, 110, 110, 100, 110, 110, 110], PriceCollar(1, window: 5))
        == [true, true, false, false, true, false, false, true, false, false, true])
  }

  @Test func `each symbol has its own median, and quotes and corrupt events count for nothing`() {
    var checker = EventChecker(EventChecks(collar: PriceCollar(1)))
    var events = [
      Make.trade(1, 100), Make.trade(1, 5, instrument: 7), Make.corrupt(1), Make.trade(2, 100.5),
      .quote(Quote(origin: Make.origin(3), bid: 1, bidSize: 1, ask: 2, askSize: 1)), Make.trade(4, 5.01, instrument: 7),
    ]
    let before = events
    for index in events.indices { checker.check(&events[index]) }
    #expect(events == before)
  }

  @Test func `negative prices have a collar, zero has none`() {
    #expect(good([-100, -101, -103], PriceCollar(2)) == [true, true, false])
    #expect(good([0, 5, -5, 7], PriceCollar(2, window: 1)) == [true, true, false, false])
  }

  @Test func `the widest collar, the largest prices and windows do not overflow`() {
    let most = Price(nanos: .max), least = Price(nanos: .min)
    // The median of the largest and the least price is next to nothing, and so is ten times that.
    #expect(good([most, most, least, most], PriceCollar(1_000, window: 2)) == [true, true, true, false])
    #expect(good([most, least], PriceCollar(0)) == [true, false])
    #expect(good([5, 5, 6], PriceCollar(0, window: PriceCollar.largestWindow)) == [true, true, false])
  }

  @Test(arguments: SplitMix64.seeds)
  func `the window's median is that of a sort`(seed: UInt64) {
    print("seed \(seed)")
    var random = SplitMix64(seed: seed)
    for _ in 0..<40 {
      let window = Int.random(in: 1...30, using: &random)
      let collar = PriceCollar(Percentage(nanos: Int64.random(in: 0...5_000_000_000, using: &random)), window: window)
      let prices = (0..<300).map { _ in Price(nanos: Int64.random(in: 95...105, using: &random) * 1_000_000_000) }
      #expect(good(prices, collar) == CollarModel(collar).good(prices))
    }
  }

  @Test(arguments: SplitMix64.seeds)
  func `bad prints among good ones never change which good ones pass`(seed: UInt64) {
    print("seed \(seed)")
    var random = SplitMix64(seed: seed)
    // The condition: the good series keeps within the collar by itself, a bad print is never within it, no more than two
    // bad ones come in a row, and none comes first.
    for _ in 0..<40 {
      let collar = PriceCollar(2, window: Int.random(in: 1...40, using: &random))
      var price: Int64 = 100_000
      var prices: [(price: Price, isGood: Bool)] = []
      for _ in 0..<400 {
        price = min(max(price + Int64.random(in: -20...20, using: &random), 99_500), 100_500)
        prices.append((Price(nanos: price * 1_000_000), true))
        for _ in 0..<Int.random(in: 0...2, using: &random) {
          let isHigh = Bool.random(using: &random)
          let bad =
            isHigh ? Int64.random(in: 103_000...200_000, using: &random) : Int64.random(in: 1...97_000, using: &random)
          prices.append((Price(nanos: bad * 1_000_000), false))
        }
      }
      #expect(good(prices.map(\.price), collar) == prices.map(\.isGood))
    }
  }
}

/// The collar's rule in the simplest words, with a sort for each price.
private struct CollarModel {
  let collar: PriceCollar
  init(_ collar: PriceCollar) { self.collar = collar }

  private func isInside(_ price: Price, _ prices: ArraySlice<Price>) -> Bool {
    guard !prices.isEmpty else { return true }
    let sorted = prices.map(\.nanos).sorted()
    let doubled = Int128(sorted[(sorted.count - 1) / 2]) + Int128(sorted[sorted.count / 2])
    let distance = (2 * Int128(price.nanos) - doubled).magnitude
    return doubled == 0 || distance * 100_000_000_000 <= UInt128(collar.width.nanos) * doubled.magnitude
  }

  func good(_ prices: [Price]) -> [Bool] {
    var last: [Price] = [], outside: [Price] = []
    return prices.map { price in
      let window = last.suffix(collar.window)
      if isInside(price, window) {
        last.append(price)
        outside = []
        return true
      }
      if !isInside(price, outside[...]) { outside = [] }
      if outside.count + 1 >= max(3, window.count / 2 + 1), isInside(price, outside[...]) {
        last = outside + [price]
        outside = []
        return true
      }
      outside.append(price)
      return false
    }
  }
}
