import Generators
import Testing

/// An access that is open at a yield, as in `try change(&object.property)` with a yield in `change`, waits with its body
/// and travels with it.
@Suite("Accesses open across a yield")
struct OpenAccessTests {
  @Test(arguments: Resumer.allCases, [1, 5])
  func `they end where the body goes on, and all may use the variables again`(_ resumer: Resumer, _ count: Int) {
    resumer { resume in
      let counters = (0..<count).map { _ in Counter() }
      let generator = changing(counters)
      #expect(generator.next() == 1)
      resume { #expect(generator.next() == 2) }
      resume { #expect(generator.next() == nil) }
      for counter in counters { counter.count += 1 }
      onAnotherThread { for counter in counters { counter.count += 1 } }
      #expect(counters.allSatisfy { $0.count == 12 })
    }
  }

  @Test(arguments: Resumer.allCases)
  func `those through accessors with frames of their own do, too`(_ resumer: Resumer) {
    for ledger in [Ledger(), CheckedLedger()] {
      resumer { resume in
        let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
          func change(_ entry: inout Int) throws(GeneratorExit) {
            try yield(entry)
            entry += 10
            try yield(entry)
          }
          try change(&ledger.total)
          try change(&ledger.entries[1])
          try change(&ledger.both.first)
        }
        for element in [0, 10, 2, 12, 5, 15] { resume { #expect(generator.next() == element) } }
        resume { #expect(generator.next() == nil) }
      }
      ledger.total += 1
      ledger.entries.append(4)
      ledger.both.first += 1
      #expect(ledger.total == 11)
      #expect(ledger.entries == [1, 12, 3, 4])
      #expect(ledger.both == (16, 6))
    }
  }

  @Test(arguments: Resumer.allCases, [true, false])
  func `a body that is closed or dropped ends them`(_ resumer: Resumer, _ closes: Bool) {
    resumer { resume in
      let counters = (0..<3).map { _ in Counter() }
      let holder = Holder<Generator<Int, Never>>()
      holder.content = changing(counters)
      _ = holder.content?.next()
      resume {
        if closes { #expect(throws: Never.self) { try holder.content?.close() } }
        holder.content = nil
      }
      for counter in counters { counter.count += 1 }
      onAnotherThread { for counter in counters { counter.count += 1 } }
      #expect(counters.map(\.count) == [2, 2, 2])
    }
  }

  @Test func `the consumer's own accesses stay open while those of a body come and go`() {
    let (mine, inner, other) = (Counter(), Counter(), Counter())
    let generator = changing([other])
    func use(_ count: inout Int) {
      _ = generator.next()
      func useMore(_ more: inout Int) {
        onAnotherThread { _ = generator.next() }
        more += generator.next() ?? 1
      }
      useMore(&inner.count)
      count += inner.count
    }
    use(&mine.count)
    mine.count += 1
    inner.count += 1
    other.count += 1
    #expect([mine.count, inner.count, other.count] == [2, 2, 11])
  }

  @Test func `a body that was resumed while another one waited with an access may go on with that one`() {
    let counter = Counter()
    let inner = Generator<Int, Never> { yield throws(GeneratorExit) in
      func change(_ count: inout Int) throws(GeneratorExit) {
        try yield(1)
        count += 10
      }
      try change(&counter.count)
      try yield(2)
      try yield(3)
    }
    #expect(inner.next() == 1)
    let outer = Generator<Int, Never> { yield throws(GeneratorExit) in
      while let element = inner.next() { try yield(element) }
      try yield(10)
    }
    #expect(Array(outer) == [2, 3, 10])
    counter.count += 1
    #expect(counter.count == 11)
  }

  @Test(arguments: Resumer.allCases)
  func `a body with an access may resume one with another, and each may go on without the other`(_ resumer: Resumer) {
    resumer { resume in
      let (first, second) = (Counter(), Counter())
      let inner = changing([first])
      let outer = Generator<Int, Never> { yield throws(GeneratorExit) in
        func change(_ count: inout Int) throws(GeneratorExit) {
          for _ in 0..<2 {
            count += inner.next() ?? 100
            try yield(count)
          }
        }
        try change(&second.count)
        try yield(-1)
      }
      #expect(outer.next() == 1)
      resume { #expect(inner.next() == 2) }
      resume { #expect(outer.next() == 101) }
      #expect(outer.next() == -1)
      resume { #expect(outer.next() == nil) }
      first.count += 1
      second.count += 1
      #expect([first.count, second.count] == [11, 102])
    }
  }

  @Test func `a task takes them along from thread to thread`() async {
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let counters = (0..<3).map { _ in Counter() }
          for _ in 0..<20 {
            let (generator, other) = (changing(counters), changing([Counter()]))
            while let element = generator.next() {
              await Task.yield()
              if element == 1 { _ = other.next() }
              await Task.yield()
            }
            for counter in counters { counter.count += 1 }
          }
          return counters.allSatisfy { $0.count == 220 }
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }

  @Test(arguments: 0..<40)
  func `bodies of a random history never stumble over each other's`(_ seed: UInt64) {
    let history = History(seed)
    let worker = Worker()
    defer { worker.end() }
    for _ in 0..<200 {
      switch history.draw(4) {
      case 0: worker.run { history.step() }
      case 1: onAnotherThread { history.step() }
      default: history.step()
      }
    }
    history.end()
    #expect(history.isRight)
  }
}

private final class Counter {
  var count = 0
}

/// Opens an access to each counter, yields 1 and 2, and adds 10 to each.
private func changing(_ counters: [Counter]) -> Generator<Int, Never> {
  Generator { yield throws(GeneratorExit) in
    func change(_ rest: ArraySlice<Counter>) throws(GeneratorExit) {
      guard let counter = rest.first else { return try yield(from: 1...2) }
      func open(_ count: inout Int) throws(GeneratorExit) {
        try change(rest.dropFirst())
        count += 10
      }
      try open(&counter.count)
    }
    try change(counters[...])
  }
}

/// A class whose properties are reached through its method table, by accessors that are coroutines of the compiler's.
private class Ledger {
  var total = 0
  var entries = [1, 2, 3]
  var both = (first: 5, second: 6)
}

private final class CheckedLedger: Ledger {
  override var total: Int { didSet { checks += 1 } }
  override var entries: [Int] { didSet { checks += 1 } }
  var checks = 0
}

/// Bodies that open and end accesses, and resume, close and drop each other, as the dice say.
private final class History {
  private var random: SplitMix
  private var bodies: [Generator<Int, Never>?] = Array(repeating: nil, count: 6)
  private let counters: [Counter]
  private var changes = 0

  init(_ seed: UInt64) {
    random = SplitMix(state: seed)
    counters = bodies.map { _ in Counter() }
  }

  func draw(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  /// Whether every change that was finished was counted once.
  var isRight: Bool { counters.reduce(0) { $0 + $1.count } == changes }

  /// Resumes, closes or drops a body that does not run. Each has a counter of its own, since a conflict ends the program.
  func step() {
    let number = draw(bodies.count)
    guard let body = bodies[number] else { return bodies[number] = make(number) }
    if body.state == .running { return }
    switch draw(12) {
    case 0: try? body.close()
    case 1: bodies[number] = nil
    default: if body.next() == nil { bodies[number] = nil }
    }
  }

  func end() {
    for number in bodies.indices { bodies[number] = nil }
    for counter in counters {
      counter.count += 1
      changes += 1
    }
  }

  private func make(_ number: Int) -> Generator<Int, Never> {
    let counter = counters[number]
    return Generator { [unowned self] yield throws(GeneratorExit) in
      func change(_ count: inout Int) throws(GeneratorExit) {
        for _ in 0..<draw(3) {
          if draw(2) == 0 { step() }
          try yield(number)
        }
        if draw(3) == 0 { step() }
        count += 1
        changes += 1
      }
      for _ in 0..<draw(6) {
        if draw(3) == 0 { step() }
        try change(&counter.count)
        if draw(2) == 0 { try yield(number) }
      }
    }
  }
}
