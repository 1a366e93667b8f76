import Generators
import Testing

@Suite("Generator that can't fail")
struct GeneratorTests {
  @Test func `no line of the body runs before the first element is asked for`() {
    let log = Log()
    let generator = numbers(upTo: 2, log)
    #expect(log.lines == [])
    #expect(generator.state == .created)
    #expect(generator.next() == 1)
    #expect(log.lines == ["begin"])
    #expect(generator.state == .suspended)
    withExtendedLifetime(generator) {}
  }

  @Test func `after its end it gives nil for ever`() {
    let log = Log()
    let generator = numbers(upTo: 2, log)
    #expect([generator.next(), generator.next(), generator.next()] == [1, 2, nil])
    #expect(generator.state == .finished)
    for _ in 0..<3 { #expect(generator.next() == nil) }
    #expect(log.lines == ["begin", "defer", "end"])
  }

  @Test func `a for loop takes every element, and a second one finds none`() {
    let generator = numbers(upTo: 3, Log())
    var seen: [Int] = []
    for number in generator { seen.append(number) }
    for number in generator { seen.append(number) }
    #expect(seen == [1, 2, 3])
  }

  @Test func `after a break a second for loop goes on in the same generator`() {
    let generator = numbers(upTo: 5, Log())
    var seen: [Int] = []
    for number in generator {
      seen.append(number)
      if number == 2 { break }
    }
    #expect(generator.state == .suspended)
    for number in generator { seen.append(number * 10) }
    #expect(seen == [1, 2, 30, 40, 50])
  }

  @Test func `closing a suspended one runs its defer blocks, and a second close does nothing`() throws {
    let log = Log()
    let generator = numbers(upTo: 5, log)
    _ = generator.next()
    try generator.close()
    try generator.close()
    #expect(log.lines == ["begin", "defer"])
    #expect(generator.state == .finished)
    #expect(generator.next() == nil)
  }

  @Test func `closing one that has not started never runs it and releases what it captured`() throws {
    let lifetimes = Lifetimes()
    let log = Log()
    let generator = capturing(lifetimes.make(), log)
    #expect(lifetimes.live == 1)
    try generator.close()
    #expect(lifetimes.live == 0)
    #expect(generator.state == .finished)
    #expect(generator.next() == nil)
    #expect(log.lines == [])
  }

  @Test func `its end releases what the body captured, also while the generator is kept`() {
    let lifetimes = Lifetimes()
    let generator = capturing(lifetimes.make(), Log())
    #expect(generator.next() == 0)
    #expect(lifetimes.live == 1)
    #expect(generator.next() == nil)
    #expect(lifetimes.live == 0)
    withExtendedLifetime(generator) {}
  }

  @Test func `a body that yields when told to exit is refused, stays suspended, and may leave the next time`() throws {
    let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
      do { try yield(1) } catch { try yield(2) }
      try yield(3)
    }
    #expect(generator.next() == 1)
    #expect(throws: CoroutineError(.ignoredExit)) { try generator.close() }
    #expect(generator.state == .suspended)
    try generator.close()
    #expect(generator.state == .finished)
  }

  @Test func `after an ignored exit it can be resumed as usual`() throws {
    let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
      do { try yield(1) } catch { try yield(2) }
      try yield(3)
    }
    #expect(generator.next() == 1)
    #expect(throws: CoroutineError(.ignoredExit)) { try generator.close() }
    #expect([generator.next(), generator.next()] == [3, nil])
  }

  @Test func `a body may resume itself through close only to be refused`() throws {
    let holder = Holder<Generator<Int, Never>>()
    let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
      #expect(holder.content?.state == .running)
      #expect(throws: CoroutineError(.alreadyRunning)) { try holder.content?.close() }
      try yield(1)
    }
    holder.content = generator
    #expect(generator.next() == 1)
    #expect(generator.state == .suspended)
    #expect(generator.next() == nil)
    holder.content = nil
  }

  @Test func `next on a running generator stops the program with a sentence`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let holder = Holder<Generator<Int, Never>>()
      holder.content = Generator { yield throws(GeneratorExit) in
        _ = holder.content?.next()
        try yield(1)
      }
      _ = holder.content?.next()
    }
    #expect(result?.said("The body is running already: it can't be resumed from inside itself") == true)
  }
}

/// 1, 2, … with a log of where the body is.
private func numbers(upTo last: Int, _ log: Log) -> Generator<Int, Never> {
  Generator { yield throws(GeneratorExit) in
    log("begin")
    do {
      defer { log("defer") }
      for number in 1...last { try yield(number) }
    }
    log("end")
  }
}

private func capturing(_ object: Tracked, _ log: Log) -> Generator<Int, Never> {
  Generator { yield throws(GeneratorExit) in
    log("begin")
    try yield(object.number)
  }
}
