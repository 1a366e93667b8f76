import Testing
import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// What fills cost: fees and slippage, exactly.
@Suite struct CostTests {
  private func execution(_ quantity: Quantity, _ price: Price, isMaker: Bool = false, isFirst: Bool = true) -> Execution
  {
    Execution(quantity: quantity, price: price, multiplier: 1, isMaker: isMaker, isFirst: isFirst)
  }

  @Test func `fees are those of the schedules, to the last digit`() {
    #expect(UnitFee(0.005).fee(for: execution(300, 10)).description == "1.50")
    #expect(OrderFee(1).fee(for: execution(300, 10)) == 1)
    #expect(OrderFee(1).fee(for: execution(300, 10, isFirst: false)) == .zero)
    let points = BasisPointFee(maker: -0.5, taker: 2.5)
    #expect(points.fee(for: execution(100, 50)).description == "1.25")
    #expect(points.fee(for: execution(100, 50, isMaker: true)).description == "-0.25")
    #expect(FeeSum([UnitFee(0.005), OrderFee(1)]).fee(for: execution(100, 50)).description == "1.50")
    // A third of 1e-18 is rounded up.
    #expect(BasisPointFee(maker: 0, taker: 0.000000001).fee(for: execution(0.000000001, 0.000000001)).attos == 1)
  }

  @Test func `slippage is what the models say, rounded against the trader`() {
    #expect(FixedSlippage(0.01).slippage(at: 100, quantity: 1, volume: 1) == 0.01)
    #expect(BasisPointSlippage(points: 2).slippage(at: 150, quantity: 1, volume: nil) == 0.03)
    #expect(BasisPointSlippage(points: 1).slippage(at: 0.000000001, quantity: 1, volume: nil) == 0.000000001)
    // 100 × 0.1 × (25 / 50)² = 2.50
    #expect(VolumeShareSlippage(impact: 0.1).slippage(at: 100, quantity: 25, volume: 50) == 2.5)
    #expect(VolumeShareSlippage(impact: 0.1).slippage(at: 100, quantity: 25, volume: nil) == 10)
  }

  @Test func `both are part of a fill, and the book has them`() throws {
    let broker = SimulatedBroker.Settings.with {
      $0.slippage = FixedSlippage(0.5)
      $0.fees = UnitFee(0.25)
    }
    let orders = OrderRecorder()
    let result = try trade(
      [.trade(100, size: 9), .trade(100, size: 9), .trade(110, size: 9), .trade(110, size: 9)],
      ClosureBot { market in
        _ = try market.nextTrade()
        try market.buy(2)
        _ = try market.nextTrade()
        try market.sell(2)
        while true { _ = try market.nextTrade() }
      }, broker: broker, orders: orders)
    #expect(
      orders.fills == [
        "fill 1 buy 2 @ 100.50, fee 0.50, slippage 1.00", "fill 2 sell 2 @ 109.50, fee 0.50, slippage 1.00",
      ])
    let sums = try #require(result.book[.usd])
    #expect(sums.equity.description == "100017.00")
    #expect(sums.realised.description == "18.00")
    #expect(sums.fees.description == "1.00")
    #expect(sums.slippage.description == "2.00")
    #expect(result.trips.map { $0.profit?.description } == ["17.00"])
  }

  @Test func `slippage never takes a limit order beyond its limit`() throws {
    let broker = SimulatedBroker.Settings.with { $0.slippage = FixedSlippage(5) }
    let fills = try fills(of: [.trade(100), .trade(99)], broker: broker) { market in
      _ = try market.nextTrade()
      try market.buy(1, at: .limit(101))
      while true { _ = try market.nextTrade() }
    }
    #expect(fills == ["fill 1 buy 1 @ 101.00, slippage 2.00"])
  }

  @Test func `slippage ends on the instrument's next price step`() throws {
    let orders = OrderRecorder()
    try trade(
      [.trade(100), .trade(100)],
      ClosureBot { market in
        _ = try market.nextTrade()
        try market.buy(1)
        while true { _ = try market.nextTrade() }
      }, symbols: ["AAPL"], broker: .with { $0.slippage = FixedSlippage(0.03) }, orders: orders,
      prepare: { $0.instruments[InstrumentID(index: 0)].priceStep = 0.25 })
    #expect(orders.fills == ["fill 1 buy 1 @ 100.25, slippage 0.25"])
  }

  @Test func `a minimum is charged once an order, however many fills it has`() throws {
    let broker = SimulatedBroker.Settings.with {
      $0.fees = UnitFee(0.25)
      $0.minimumFee = 1
    }
    let lines: [Line] = [.trade(100), .trade(100, size: 3), .trade(100, size: 3), .trade(100, size: 3)]
    let fills = try fills(of: lines, broker: broker) { market in
      _ = try market.nextTrade()
      try market.buy(8)
      while true { _ = try market.nextTrade() }
    }
    // 0.75, then 1.50 in all, then 2.00 in all.
    #expect(
      fills == [
        "fill 1 buy 3 @ 100.00, 5 left, fee 1.00", "fill 1 buy 3 @ 100.00, 2 left, fee 0.50",
        "fill 1 buy 2 @ 100.00, fee 0.50",
      ])
  }

  @Test func `slippage takes no order beyond its limit, nor where it is filled at once`() throws {
    for rule in FillRule.allCases {
      let broker = SimulatedBroker.Settings.with {
        $0.rule = rule
        $0.slippage = FixedSlippage(5)
      }
      let fills = try fills(of: .ticks(100, 99, 98), broker: broker) { market in
        _ = try market.nextTrade()
        try market.buy(1, at: .limit(101))
        while true { _ = try market.nextTrade() }
      }
      #expect(fills.count == 1 && fills[0].contains("@ 101.00"), "\(rule): \(fills)")
    }
  }
}
