import Testing
import TicklineMarkets
import TicklineTrading

/// Laws of the book that hold for any fills.
@Suite struct BookPropertyTests {
  /// The book checks its two sums itself after every fill, and ends the program where one is wrong. Here an account of the
  /// simplest kind, cash and positions alone, says the same.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `random fills give what cash and positions alone give`(seed: UInt64) {
    var chance = SplitMix64(seed: seed)
    let ids = (0..<4).map { InstrumentID(index: $0) }
    let currencies = [Currency.usd, Currency("EUR")!]
    let multipliers: [Int64] = [1, 50, 1, 3]
    var book = Book(startingCash: [.usd: 5_000])
    for (index, id) in ids.enumerated() {
      book.register(
        id, Instrument(symbol: "S\(index)", currency: currencies[index % 2], multiplier: multipliers[index]))
    }
    var cash: [Money] = [5_000, .zero]
    var positions = [Quantity](repeating: .zero, count: 4)
    var marks = [Price](repeating: .zero, count: 4)
    for _ in 0..<300 {
      let index = Int(chance.next(below: 4))
      let price = Price(nanos: 1 + Int64(chance.next(below: 500_000_000_000)))
      if chance.next(below: 3) == 0 {
        book.mark(ids[index], at: price)
        marks[index] = price
      } else {
        let quantity = Quantity(nanos: 1 + Int64(chance.next(below: chance.next(below: 2) == 0 ? 7 : 90_000_000_000)))
        let side: Side = chance.next(below: 2) == 0 ? .buy : .sell
        let fee = Money(attos: Int128(chance.next(below: 1_000)) - 100)
        if book[ids[index]]?.mark == nil { marks[index] = price }
        book.count(
          Fill(
            order: OrderID(number: 1), instrument: ids[index], side: side, quantity: quantity, price: price,
            time: ScriptedFeed.start, fee: fee))
        let change = side == .buy ? quantity : -quantity
        positions[index] += change
        cash[index % 2] -= price * change * multipliers[index] + fee
      }
      for currency in 0..<2 {
        var equity = cash[currency]
        for held in [currency, currency + 2] { equity += marks[held] * positions[held] * multipliers[held] }
        let sums = book[currencies[currency]]
        let isRight = sums?.cash == cash[currency] && sums?.equity == equity
        #expect(isRight, "seed \(seed)")
      }
      let isRight = book[ids[index]]?.position == positions[index]
      #expect(isRight, "seed \(seed)")
    }
  }

  /// A bot that does all kinds of things by chance.
  private func randomBot(_ seed: UInt64) -> ClosureBot {
    ClosureBot { market in
      var chance = SplitMix64(seed: seed)
      var orders: [OrderID] = []
      while true {
        do {
          let trade = try market.nextTrade()
          let quantity = Quantity(nanos: Int64(1 + chance.next(below: 40)) * Quantity.scale)
          let offset = Price(nanos: Int64(chance.next(below: 5_000_000_000)))
          switch chance.next(below: 8) {
          case 0: orders.append(try market.buy(quantity))
          case 1: orders.append(try market.sell(quantity))
          case 2: orders.append(try market.buy(quantity, at: .limit(trade.price - offset), lifetime: .day))
          case 3: orders.append(try market.sell(quantity, at: .limit(trade.price + offset)))
          case 4: orders.append(try market.buy(quantity, at: .stop(trade.price + offset)))
          case 5: orders.append(try market.sell(quantity, at: .stop(trade.price - offset)))
          case 6: if let order = orders.popLast() { market.cancel(order) }
          default: break
          }
        } catch is CorruptTick {}
      }
    }
  }

  private func randomLines(_ seed: UInt64, corrupt: Bool) -> [Line] {
    var chance = SplitMix64(seed: seed &+ 99)
    var price: Int64 = 100
    var lines: [Line] = []
    for second in 0..<600 as Range<Int64> {
      price = max(20, price + Int64(chance.next(below: 7)) - 3)
      let symbol = chance.next(below: 2) == 0 ? "A" : "B"
      // Drawn in any case, so that the good ticks are the same.
      let isCorrupt = chance.next(below: 10) == 0
      let size = Quantity(nanos: Int64(chance.next(below: 60)) * Quantity.scale)
      if corrupt && isCorrupt { lines.append(.corrupt(symbol, second: second * 400)) }
      lines.append(.trade(Price(nanos: price * Price.scale), symbol, size: size, second: second * 400))
    }
    return lines
  }

  private func account(_ seed: UInt64, _ policy: CorruptPolicy, corrupt: Bool, keepsTrips: Bool = true) throws
    -> AccountResult
  {
    let broker = SimulatedBroker.Settings.with {
      $0.fees = FeeSum([UnitFee(0.005), BasisPointFee(maker: -1, taker: 3)])
      $0.minimumFee = 1
      $0.slippage = BasisPointSlippage(points: 2)
      $0.latency = UniformLatency(nanoseconds: 0...900_000_000_000, seed: seed)
      $0.participation = 0.5
    }
    return try trade(
      randomLines(seed, corrupt: corrupt), randomBot(seed), randomBot(seed &* 31), policy: policy, broker: broker,
      keepsTrips: keepsTrips)
  }

  @Test(arguments: 0..<8 as Range<UInt64>, CorruptPolicy.allCases)
  func `random orders of all kinds keep the book, the trades and what is forgotten in agreement`(
    seed: UInt64, policy: CorruptPolicy
  ) throws {
    let result = try account(seed, policy, corrupt: true)
    let sums = try #require(result.book[.usd])
    #expect(sums.fillCount > (policy == .halt ? 1 : 100), "seed \(seed)")
    for index in result.book.holdings.indices {
      let instrument = InstrumentID(index: Int32(index))
      var position = Quantity.zero
      for trip in result.trips where trip.instrument == instrument && trip.state == .open {
        position += trip.side == .buy ? trip.openQuantity : -trip.openQuantity
      }
      for forgotten in result.forgotten where forgotten.instrument == instrument { position += forgotten.quantity }
      #expect(result.book[instrument]?.position == position, "seed \(seed)")
    }
    if policy == .flatten || policy == .hold { #expect(result.forgotten.isEmpty) }
    // Where nothing was forgotten, closed trades are all that was realised.
    if policy == .hold || policy == .flatten {
      let closed = result.trips.filter { $0.state == .closed }.reduce(Money.zero) { $0 + ($1.profit ?? .zero) }
      if result.book.held.isEmpty { #expect(closed == sums.equity - sums.startingCash, "seed \(seed)") }
    }
  }

  @Test(arguments: 0..<8 as Range<UInt64>, CorruptPolicy.allCases)
  func `what trades came to is the sum of them all, be they kept or not`(seed: UInt64, policy: CorruptPolicy) throws {
    let result = try account(seed, policy, corrupt: true)
    let sums = try #require(result.trades.first)
    let count = { (state: RoundTrip.State) in result.trips.count { $0.state == state } }
    #expect(sums.closedCount == count(.closed), "seed \(seed)")
    #expect(sums.openCount == count(.open), "seed \(seed)")
    #expect(sums.forgottenCount == count(.forgotten), "seed \(seed)")
    let profits = result.trips.compactMap(\.profit)
    #expect(sums.winCount == profits.count { $0 > .zero }, "seed \(seed)")
    #expect(sums.won - sums.lost == profits.reduce(.zero, +), "seed \(seed)")
    let thin = try account(seed, policy, corrupt: true, keepsTrips: false)
    #expect(thin.trips.isEmpty)
    #expect(thin.trades == result.trades, "seed \(seed)")
    #expect(thin.book[.usd] == result.book[.usd], "seed \(seed)")
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `corrupt ticks change nothing in the book of a run that holds`(seed: UInt64) throws {
    let dirty = try account(seed, .hold, corrupt: true)
    let clean = try account(seed, .hold, corrupt: false)
    #expect(dirty.book[.usd] == clean.book[.usd], "seed \(seed)")
    // All of a trade but its place among the events, which corrupt ones move.
    let words = { (result: AccountResult) in
      result.trips.map {
        "\($0.instrument) \($0.bot) \($0.side) \($0.entryTime) \($0.exitTime) \($0.quantity) \($0.entryValue) "
          + "\($0.exitValue) \($0.fees) \($0.state)"
      }
    }
    let isSame = words(dirty) == words(clean)
    #expect(isSame, "seed \(seed)")
    #expect(dirty.fingerprint != clean.fingerprint)
  }
}

extension SplitMix64 {
  /// A number from 0 to `bound` less one.
  fileprivate mutating func next(below bound: UInt64) -> UInt64 { next(upperBound: bound) }
}
