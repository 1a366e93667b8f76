import Generators
import Testing

/// A resume may change anything: the optimiser may not keep what it read before a switch. They prove something in
/// release builds.
@Suite("What a body and its consumer share")
struct SharedStateTests {
  @Test func `a captured variable that the body counts up is read anew`() {
    var count = 0
    let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
      while true {
        count += 1
        try yield(0)
      }
    }
    var rounds = 0
    while count < 5 {
      _ = generator.next()
      rounds += 1
    }
    #expect(rounds == 5)
  }

  @Test func `a property that the body counts up is read anew`() {
    let counter = Counter()
    let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
      while true {
        counter.count += 1
        try yield(0)
      }
    }
    var rounds = 0
    while counter.count < 5 {
      _ = generator.next()
      rounds += 1
    }
    #expect(rounds == 5)
  }

  @Test func `a property that the consumer counts up is read anew by the body`() {
    let counter = Counter()
    let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
      var rounds = 0
      while counter.count < 5 {
        try yield(rounds)
        rounds += 1
      }
      counter.count = 1_000 + rounds
    }
    while generator.next() != nil { counter.count += 1 }
    #expect(counter.count == 1_005)
  }

  @Test func `the state of a generator that another one's body drives is read anew`() {
    let inner = Generator<Int, Never> { yield throws(GeneratorExit) in
      try yield(1)
      try yield(2)
    }
    let outer = Generator<Int, Never> { yield throws(GeneratorExit) in
      while true {
        _ = inner.next()
        try yield(0)
      }
    }
    var rounds = 0
    while inner.state != .finished {
      _ = outer.next()
      rounds += 1
    }
    #expect(rounds == 3)
  }

  @Test func `a generator that another one's body has ended gives nil, not another body's element`() {
    let inner = Generator<Int, Never> { yield throws(GeneratorExit) in try yield(from: 1...3) }
    let outer = Generator<Int, Never> { yield throws(GeneratorExit) in
      while inner.next() != nil {}
      // Takes the stack that the inner one left.
      let other = Generator<Int, Never> { yield throws(GeneratorExit) in try yield(from: 100...) }
      while let element = other.next() { try yield(element) }
    }
    var seen: [Int?] = []
    for _ in 0..<3 {
      seen.append(inner.next())
      seen.append(outer.next())
    }
    #expect(seen == [1, 100, nil, 101, nil, 102])
  }

  @Test func `an array that both append to keeps every element`() {
    var all: [Int] = []
    let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
      for number in 0..<5 {
        all.append(number * 2)
        try yield(all.count)
      }
    }
    while let count = generator.next() {
      #expect(all.count == count)
      all.append(-1)
    }
    #expect(all == [0, -1, 2, -1, 4, -1, 6, -1, 8, -1])
  }

  @Test func `an access that is held across a yield ends in its own time`() {
    let counter = Counter()
    let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
      func change(_ count: inout Int) throws(GeneratorExit) {
        try yield(count)
        count += 10
        try yield(count)
      }
      try change(&counter.count)
      try change(&counter.count)
    }
    let other = Counter()
    func advance(_ count: inout Int) { count += generator.next() ?? 0 }
    for _ in 0..<5 { advance(&other.count) }
    #expect(counter.count == 20)
    #expect(other.count == 0 + 10 + 10 + 20)
  }

  @Test func `an access that the body holds is a conflict for the consumer, and is diagnosed`() async {
    await #expect(processExitsWith: .failure) {
      let counter = Counter()
      let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
        func change(_ count: inout Int) throws(GeneratorExit) { try yield(count) }
        try change(&counter.count)
      }
      _ = generator.next()
      counter.count += 1
      withExtendedLifetime(generator) {}
    }
  }
}

private final class Counter {
  var count = 0
}
