import Generators
import Testing

/// The small programs with which the idea is usually taught.
@Suite("Tutorial programs")
struct TutorialTests {
  @Test func `a countdown counts down`() {
    #expect(Array(countdown(from: 5)) == [5, 4, 3, 2, 1])
    #expect(Array(countdown(from: 0)) == [])
  }

  @Test func `a countdown runs only as far as it is asked`() {
    let log = Log()
    let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
      for n in stride(from: 3, to: 0, by: -1) {
        log("at \(n)")
        try yield(n)
      }
    }
    #expect(generator.next() == 3)
    #expect(generator.next() == 2)
    #expect(log.lines == ["at 3", "at 2"])
    withExtendedLifetime(generator) {}
  }

  @Test(arguments: [0, 1, 5, 1_000])
  func `the class iterator and the generator give the same`(_ start: Int) {
    #expect(Array(Countdown(from: start)) == Array(countdown(from: start)))
    #expect(zip(Countdown(from: start), countdown(from: start)).allSatisfy { $0 == $1 })
  }

  @Test func `an accumulator adds what it is sent`() throws {
    let accumulator = Coroutine<Int?, Int, Never> { yield in
      var total = 0
      while true { if let value = try yield(total) { total += value } }
    }
    #expect(try accumulator.next() == .yielded(0))
    #expect(try accumulator.send(10) == .yielded(10))
    #expect(try accumulator.send(20) == .yielded(30))
    #expect(try accumulator.next() == .yielded(30))
    #expect(try accumulator.send(5) == .yielded(35))
  }

  @Test func `generator expressions compute nothing until they are asked`() {
    let log = Log()
    let numbers = Generator<Int, Never> { yield throws(GeneratorExit) in
      for number in 0... {
        log("\(number)")
        try yield(number)
      }
    }
    let evenSquares = numbers.lazy.filter { $0 % 2 == 0 }.map { $0 * $0 }
    #expect(log.lines == [])
    #expect(Array(evenSquares.prefix(3)) == [0, 4, 16])
    #expect(log.lines == ["0", "1", "2", "3", "4"])
  }

  @Test func `the sum of a generator expression is what CPython gives`() {
    let sum = Generator<Int, Never> { yield throws(GeneratorExit) in try yield(from: 0..<100) }
      .lazy.filter { $0 % 2 == 1 }.map { $0 * $0 }.reduce(0, +)
    #expect(sum == 166_650)
  }

  @Test func `running totals of an infinite stream are taken as far as wanted`() {
    let totals = accumulate(Generator<Int, Never> { yield throws(GeneratorExit) in try yield(from: 1...) })
    #expect(Array(totals.prefix(5)) == [1, 3, 6, 10, 15])
    #expect(Array(zip(totals.prefix(2), ["a", "b", "c"]).map { "\($0)\($1)" }) == ["21a", "28b"])
  }

  @Test func `a pipeline of source, filter and sink keeps data and errors apart`() throws {
    struct Tick { var symbol: String, price: Double }
    let ticker = Generator<Tick, Never> { yield throws(GeneratorExit) in
      var random = SplitMix(state: 7)
      while true {
        try yield(
          Tick(
            symbol: ["AAPL", "GOOG", "MSFT", "AMZN"].randomElement(using: &random)!,
            price: Double.random(in: 100...300, using: &random)))
      }
    }
    let log = Log()
    let bot = Coroutine<Double, Void, Never> { yield in
      while true {
        do {
          var price = try yield()
          while price > 150 { price = try yield() }
          let entry = price
          repeat { price = try yield() } while price < 200
          log(price > entry ? "profit" : "loss")
        } catch Fault.wrongTick { log("reset") }
      }
    }
    try bot.start()
    for (index, tick) in ticker.lazy.filter({ $0.symbol == "AAPL" }).prefix(200).enumerated() {
      if index % 50 == 49 { try bot.throw(Fault.wrongTick) } else { try bot.send(tick.price) }
    }
    try bot.close()
    #expect(log.lines.filter { $0 == "reset" }.count == 4)
    #expect(log.lines.contains("profit"))
    #expect(!log.lines.contains("loss"))
    #expect(ticker.state == .suspended)
  }

  @Test func `errors in many files are found by delegation`() throws {
    let files = ["a": ["fine", "ERROR one"], "b": [], "c": ["ERROR two", "ERROR three"]]
    func errors(in file: String) -> Generator<String, Never> {
      Generator { yield throws(GeneratorExit) in
        try yield(from: files[file, default: []].lazy.filter { $0.hasPrefix("ERROR") })
      }
    }
    let all = Generator<String, Never> { yield throws(GeneratorExit) in
      for file in files.keys.sorted() { try yield(from: errors(in: file)) }
    }
    #expect(Array(all) == ["ERROR one", "ERROR two", "ERROR three"])
  }
}

private func countdown(from start: Int) -> Generator<Int, Never> {
  Generator { yield throws(GeneratorExit) in
    var n = start
    while n > 0 {
      try yield(n)
      n -= 1
    }
  }
}

/// What had to be written without generators.
private struct Countdown: Sequence, IteratorProtocol {
  private var current: Int

  init(from start: Int) { current = start }

  mutating func next() -> Int? {
    guard current > 0 else { return nil }
    defer { current -= 1 }
    return current
  }
}

private func accumulate(_ numbers: some Sequence<Int>) -> Generator<Int, Never> {
  Generator { yield throws(GeneratorExit) in
    var total = 0
    for number in numbers {
      total += number
      try yield(total)
    }
  }
}
