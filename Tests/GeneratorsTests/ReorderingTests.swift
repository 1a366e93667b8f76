import Generators
import Testing

/// The optimiser may not read what arrives before the switch that brings it. In each of these loops a value that is read
/// one tick early, and so belongs to the tick before, changes the answer. They prove something in release builds.
@Suite("Reading after the switch")
struct ReorderingTests {
  private static let prices = [190.0, 180, 170, 160, 140, 130, 120]

  @Test func `a value sent is seen in its own tick`() throws {
    let bot = Coroutine<Double, Int, Double> { yield in
      let entry = 150.0
      var ticks = 1
      var price = try yield(0)
      while price > entry {
        price = try yield(ticks)
        ticks += 1
      }
      return price + Double(ticks) / 1_000
    }
    try bot.start()
    for price in Self.prices.prefix(4) { #expect(try bot.send(price).result == nil) }
    #expect(try bot.send(Self.prices[4]).result == 140.005)
  }

  @Test func `a value sent is seen in its own tick where the body has nothing to say`() throws {
    let bot = Coroutine<Double, Void, Double> { yield in
      while try yield() > 150 {}
      return try yield()
    }
    try bot.start()
    for price in Self.prices.prefix(5) { #expect(try bot.send(price).result == nil) }
    #expect(try bot.send(Self.prices[5]).result == 130)
  }

  @Test func `a value sent is seen in its own tick through a function that waits`() throws {
    let bot = TypedCoroutine<Int, Void, Int, Never> { yield in
      func nextPrice() throws(GeneratorExit) -> Int { try yield.wait() }
      var price = try nextPrice()
      while price > 150 { price = try nextPrice() }
      return price
    }
    try bot.start()
    for price in [190, 160, 151] { #expect(try bot.send(price).result == nil) }
    #expect(try bot.send(149).result == 149)
  }

  @Test func `an element is seen in its own tick`() {
    let feed = Generator<Double, Never> { yield throws(GeneratorExit) in
      for price in Self.prices { try yield(price) }
    }
    var ticks = 1
    var price = feed.next()!
    while price > 150 {
      price = feed.next()!
      ticks += 1
    }
    #expect(price == 140)
    #expect(ticks == 5)
    #expect(feed.next() == 130)
  }

  @Test func `an error thrown in is seen in its own tick`() throws {
    struct Corrupt: Error { var line: Int }
    let bot = TypedCoroutine<Int, Int, Int, Corrupt> { yield in
      var line = 100
      while line > 50 {
        switch yield.suspend(line) {
        case .sent(let value): line = value
        case .thrown(let error): line = error.line
        case .exit: return -1
        }
      }
      return line
    }
    try bot.start()
    #expect(try bot.throw(Corrupt(line: 90)).output == 90)
    #expect(try bot.send(80).output == 80)
    #expect(try bot.throw(Corrupt(line: 70)).output == 70)
    #expect(try bot.throw(Corrupt(line: 40)).result == 40)
  }

  @Test func `an error that comes out is seen in its own tick`() throws {
    struct Corrupt: Error { var line: Int }
    var line = 5
    var rounds = 0
    while line > 0 {
      let expected = line - 1
      let feed = Generator<Int, any Error> { yield in
        try yield(expected)
        throw Corrupt(line: expected)
      }
      do { while let element = try feed.next() { #expect(element == expected) } } catch let error as Corrupt {
        line = error.line
      }
      rounds += 1
    }
    #expect(rounds == 5)
  }

  @Test func `a caught error is seen in its own tick`() throws {
    struct Corrupt: Error { var line: Int }
    let bot = Coroutine<Int, Int, Int> { yield in
      var line = 100
      while line > 50 {
        do { line = try yield(line) } catch let error as Corrupt { line = error.line }
      }
      return line
    }
    try bot.start()
    #expect(try bot.throw(Corrupt(line: 90)).output == 90)
    #expect(try bot.throw(Corrupt(line: 60)).output == 60)
    #expect(try bot.throw(Corrupt(line: 50)).result == 50)
  }
}

extension Yielder where Failure == Never, Output == Void {
  /// Waits with nothing to say.
  fileprivate func wait() throws(GeneratorExit) -> Input { try self(()) }
}
