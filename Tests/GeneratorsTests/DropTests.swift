import Generators
import Testing

/// The last reference gone, a suspended body is closed.
@Suite("Dropping")
struct DropTests {
  @Test func `a suspended generator that is dropped runs its defer blocks and releases what it held`() {
    let lifetimes = Lifetimes()
    let log = Log()
    do {
      let generator = holding(lifetimes, log)
      #expect(generator.next() == 1)
      #expect(lifetimes.live == 3)
      withExtendedLifetime(generator) {}
    }
    #expect(log.lines == ["inner", "outer"])
    #expect(lifetimes.live == 0)
  }

  @Test func `one that has not started is dropped with what it captured and never runs`() {
    let lifetimes = Lifetimes()
    let log = Log()
    do {
      let generator = holding(lifetimes, log)
      #expect(lifetimes.live == 1)
      withExtendedLifetime(generator) {}
    }
    #expect(log.lines == [])
    #expect(lifetimes.live == 0)
  }

  @Test func `one that has ended runs nothing more when it is dropped`() {
    let lifetimes = Lifetimes()
    let log = Log()
    do {
      let generator = holding(lifetimes, log)
      #expect(Array(generator) == [1, 2])
      #expect(lifetimes.live == 0)
    }
    #expect(log.lines == ["inner", "outer"])
  }

  @Test func `a delegator that is dropped closes from the innermost out`() {
    let lifetimes = Lifetimes()
    let log = Log()
    do {
      let outer = Generator<Int, Never> { yield throws(GeneratorExit) in
        defer { log("delegator") }
        try yield(from: holding(lifetimes, log))
      }
      #expect(outer.next() == 1)
      withExtendedLifetime(outer) {}
    }
    #expect(log.lines == ["inner", "outer", "delegator"])
    #expect(lifetimes.live == 0)
  }

  @Test func `a weak reference is nil during the exit and after it`() {
    let log = Log()
    weak let remembered: Generator<Int, Never>?
    do {
      let holder = WeakHolder()
      let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
        defer { log(holder.content == nil ? "gone" : "there") }
        try yield(1)
      }
      holder.content = generator
      remembered = generator
      #expect(generator.next() == 1)
      #expect(remembered != nil)
      withExtendedLifetime(generator) {}
    }
    #expect(remembered == nil)
    #expect(log.lines == ["gone"])
  }

  @Test func `a body may let go of the last reference to its own generator while it runs`() {
    let log = Log()
    let holder = Holder<Generator<Int, Never>>()
    holder.content = Generator { yield throws(GeneratorExit) in
      defer { log("defer") }
      holder.content = nil
      try yield(1)
      log("not reached")
    }
    #expect(holder.content?.next() == 1)
    #expect(log.lines == ["defer"])
  }

  @Test func `a body that captures its own generator is kept until it is closed`() throws {
    let lifetimes = Lifetimes()
    let holder = Holder<Generator<Int, Never>>()
    let object = lifetimes.make()
    holder.content = Generator { yield throws(GeneratorExit) in
      withExtendedLifetime((holder, object)) {}
      try yield(1)
    }
    #expect(holder.content?.next() == 1)
    try holder.content?.close()
    holder.content = nil
    withExtendedLifetime(object) { #expect(lifetimes.live == 1) }
  }

  @Test func `a body may make, use and drop generators while it is dropped itself`() {
    let lifetimes = Lifetimes()
    let log = Log()
    do {
      let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
        defer {
          let late = holding(lifetimes, log)
          log("late \(late.next() ?? 0)")
        }
        try yield(1)
      }
      #expect(generator.next() == 1)
      withExtendedLifetime(generator) {}
    }
    #expect(log.lines == ["late 1", "inner", "outer"])
    #expect(lifetimes.live == 0)
  }

  @Test(arguments: 0..<200)
  func `generators of a random history leave nothing behind`(_ seed: Int) throws {
    let lifetimes = Lifetimes()
    var random = SplitMix(state: UInt64(seed))
    for _ in 0..<20 {
      let coroutine = wandering(lifetimes, depth: Int.random(in: 0...3, using: &random))
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        switch Int.random(in: 0..<8, using: &random) {
        case 0: _ = try? coroutine.throw(Fault.wrongTick)
        case 1: _ = try? coroutine.throw(Fault.another)
        case 2: _ = try? coroutine.close()
        default: _ = try? coroutine.next()
        }
      }
    }
    #expect(lifetimes.live == 0)
    #expect(lifetimes.made > 0)
  }
}

private final class WeakHolder {
  weak var content: Generator<Int, Never>?
}

/// Captures one object and holds two more in its frames.
private func holding(_ lifetimes: Lifetimes, _ log: Log) -> Generator<Int, Never> {
  let captured = lifetimes.make()
  return Generator { yield throws(GeneratorExit) in
    defer { log("outer") }
    let local = lifetimes.make()
    func deeper() throws(GeneratorExit) {
      defer { log("inner") }
      let object = lifetimes.make()
      try yield(object.number + local.number + captured.number + 1)
      withExtendedLifetime(object) {}
    }
    try deeper()
    try yield(2)
    withExtendedLifetime(local) {}
  }
}

/// Yields objects, catches wrong ticks, delegates `depth` levels down, and returns an object.
private func wandering(_ lifetimes: Lifetimes, depth: Int) -> Coroutine<Void, Tracked, Tracked> {
  Coroutine { yield in
    let held = lifetimes.make()
    do { try yield(lifetimes.make()) } catch Fault.wrongTick { try yield(held) }
    if depth > 0 { try yield(try yield(from: wandering(lifetimes, depth: depth - 1))) }
    try yield(held)
    return lifetimes.make()
  }
}
