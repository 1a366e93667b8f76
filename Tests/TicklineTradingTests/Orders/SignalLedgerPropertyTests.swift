import Testing
import TicklineMarkets
import TicklineTrading

/// The account of one bot kept another way: by the cash that each trade took and gave. Only what a part cost needs a
/// division, which is made at 256 bits.
private struct CashModel {
  var entries = 0
  var exits = 0
  var resets = 0
  var profit: Int128 = 0
  var held: Int64 = 0
  /// What the open trade brought so far: negative while it only cost.
  var cash: Int128 = 0
  /// The cost of what is held, as the rule has it that the remainder of a division stays with the open part.
  var cost: Int128 = 0
  var signals: [String] = []

  mutating func fill(_ change: Int64, at price: Int64) {
    if held == 0 {
      entries += 1
      signals.append("entry \(Price(nanos: price))")
    }
    let closed = held.signum() * change.signum() < 0 ? min(held.magnitude, change.magnitude) : 0
    if closed > 0 {
      let part = Int64(closed) * change.signum()
      let share = shareOfCost(closed)
      profit -= Int128(price) * Int128(part) + share
      cost -= share
      cash -= Int128(price) * Int128(part)
      held += part
      if held == 0 {
        exits += 1
        signals.append("exit \(Price(nanos: price)) brought \(Money(attos: cash))")
        cash = 0
      }
      if part != change { fill(change - part, at: price) }
    } else {
      held += change
      cost += Int128(price) * Int128(change)
      cash -= Int128(price) * Int128(change)
    }
  }

  private func shareOfCost(_ part: UInt64) -> Int128 {
    let product = UInt128(cost.magnitude).multipliedFullWidth(by: UInt128(part))
    let share = UInt128(held.magnitude).dividingFullWidth((product.high, product.low)).quotient
    return cost < 0 ? -Int128(share) : Int128(share)
  }

  mutating func corrupt() {
    if held != 0 { resets += 1 }
    (held, cash, cost) = (0, 0, 0)
  }

  func openProfit(at price: Int64) -> Money? {
    held == 0 ? nil : Money(attos: Int128(price) * Int128(held) + cash)
  }
}

@Suite struct SignalLedgerPropertyTests {
  /// A whole number of as many digits as chance will have it, so that small and large ones are met alike.
  private func magnitude(_ random: inout SplitMix64) -> Int64 {
    Int64.random(in: 1...1_000_000_000_000_000, using: &random) >> Int64.random(in: 0...49, using: &random) | 1
  }

  private func script(_ random: inout SplitMix64) -> [Line] {
    (0..<400).map { _ in
      Int.random(in: 0..<12, using: &random) == 0 ? .corrupt() : .trade(Price(nanos: magnitude(&random)))
    }
  }

  @Test(arguments: seeds)
  func `any orders give the trades and profits that the cash gives`(seed: UInt64) throws {
    print("SignalLedgerPropertyTests: seed \(seed)")
    var random = SplitMix64(seed: seed)
    var model = CashModel()
    var openProfits: [Money?] = []
    let lines = script(&random)
    let bot = ClosureBot { market in
      while true {
        do {
          let price = try market.nextTrade().price.nanos
          openProfits.append(model.openProfit(at: price))
          for _ in 0..<Int.random(in: 0...3, using: &random) {
            let change = orderSize(&random, held: model.held)
            if change > 0 {
              try market.buy(Quantity(nanos: change))
            } else {
              try market.sell(Quantity(nanos: -change))
            }
            model.fill(change, at: price)
          }
        } catch is CorruptTick {
          openProfits.append(nil)
          model.corrupt()
        }
      }
    }
    let recorder = Recorder()
    let total = try run(lines, bot, observer: recorder).total
    #expect(recorder.signals.map(\.words) == model.signals)
    #expect(recorder.records.map(\.openProfit) == openProfits)
    #expect([total.entries, total.exits, total.resets] == [model.entries, model.exits, model.resets])
    #expect(total.open == (model.held == 0 ? 0 : 1))
    #expect(total.profit == Money(attos: model.profit))
    #expect(model.exits > 10 && model.resets > 5)
  }

  /// Often exactly what is held, so that trades end; else anything.
  private func orderSize(_ random: inout SplitMix64, held: Int64) -> Int64 {
    if held != 0, Int.random(in: 0..<4, using: &random) == 0 { return -held }
    return Bool.random(using: &random) ? magnitude(&random) : -magnitude(&random)
  }
}
