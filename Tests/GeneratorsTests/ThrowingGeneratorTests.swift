import Generators
import Testing

@Suite("Generator that may fail")
struct ThrowingGeneratorTests {
  @Test func `an error comes out of the next that resumed it, and ends the generator`() throws {
    let log = Log()
    let generator = failing(after: 2, log)
    #expect(try generator.next() == 1)
    #expect(try generator.next() == 2)
    #expect(throws: Fault.wrongTick) { try generator.next() }
    #expect(generator.state == .finished)
    #expect(try generator.next() == nil)
    #expect(log.lines == ["begin", "defer"])
  }

  @Test func `an error on the first line comes out of the first next`() {
    let generator = Generator<Int, any Error> { _ in throw Fault.wrongTick }
    #expect(throws: Fault.wrongTick) { try generator.next() }
    #expect(generator.state == .finished)
    #expect(throws: Never.self) { try generator.next() }
  }

  @Test func `a body that returns ends it with nil`() throws {
    let generator = Generator<Int, any Error> { yield in try yield(1) }
    #expect(try [generator.next(), generator.next(), generator.next()] == [1, nil, nil])
  }

  @Test func `throw raises the error where the body waits and returns what it yields next`() throws {
    let generator = Generator<Int, any Error> { yield in
      do { try yield(1) } catch Fault.wrongTick { try yield(20) }
      try yield(3)
    }
    #expect(try generator.next() == 1)
    #expect(try generator.throw(Fault.wrongTick) == 20)
    #expect(try generator.next() == 3)
    #expect(try generator.next() == nil)
  }

  @Test func `throw returns nil where a body catches the error and returns`() throws {
    let generator = Generator<Int, any Error> { yield in _ = try? yield(1) }
    _ = try generator.next()
    #expect(try generator.throw(Fault.wrongTick) == nil)
    #expect(generator.state == .finished)
  }

  @Test func `an error that the body does not catch comes back out of throw`() throws {
    let log = Log()
    let generator = failing(after: 2, log)
    _ = try generator.next()
    #expect(throws: Fault.another) { try generator.throw(Fault.another) }
    #expect(generator.state == .finished)
    #expect(log.lines == ["begin", "defer"])
  }

  @Test func `throw before the start never runs the body and ends the generator`() throws {
    let log = Log()
    let generator = failing(after: 2, log)
    #expect(throws: Fault.another) { try generator.throw(Fault.another) }
    #expect(generator.state == .finished)
    #expect(try generator.next() == nil)
    #expect(log.lines == [])
  }

  @Test func `throw after the end gives the error back every time`() throws {
    let generator = failing(after: 1, Log())
    try generator.close()
    for _ in 0..<3 { #expect(throws: Fault.another) { try generator.throw(Fault.another) } }
  }

  @Test func `throwing GeneratorExit in is an ordinary error: a yield afterwards is not refused`() throws {
    let generator = Generator<Int, any Error> { yield in
      do { try yield(1) } catch is GeneratorExit { try yield(2) }
    }
    _ = try generator.next()
    #expect(try generator.throw(GeneratorExit()) == 2)
    #expect(throws: GeneratorExit()) { try generator.throw(GeneratorExit()) }
  }

  @Test func `what a body throws instead of the exit comes out of close`() throws {
    let generator = Generator<Int, any Error> { yield in
      do { try yield(1) } catch is GeneratorExit { throw Fault.another }
    }
    _ = try generator.next()
    #expect(throws: Fault.another) { try generator.close() }
    #expect(generator.state == .finished)
    #expect(throws: Never.self) { try generator.close() }
  }

  @Test func `a body that swallows the exit and returns is closed without a word`() throws {
    let generator = Generator<Int, any Error> { yield in _ = try? yield(1) }
    _ = try generator.next()
    try generator.close()
    #expect(generator.state == .finished)
  }

  @Test func `every resume of a running generator from inside is refused and changes nothing`() throws {
    let holder = Holder<Generator<Int, any Error>>()
    let generator = Generator<Int, any Error> { yield in
      let own = try #require(holder.content)
      #expect(throws: CoroutineError(.alreadyRunning)) { try own.next() }
      #expect(throws: CoroutineError(.alreadyRunning)) { try own.throw(Fault.another) }
      #expect(throws: CoroutineError(.alreadyRunning)) { try own.close() }
      #expect(own.state == .running)
      try yield(1)
    }
    holder.content = generator
    #expect(try generator.next() == 1)
    #expect(try generator.next() == nil)
    holder.content = nil
  }

  @Test func `the exit caught by a catch-all is met again at the next close`() throws {
    let generator = Generator<Int, any Error> { yield in
      var ignored = 0
      while ignored < 3 { do { try yield(ignored) } catch { ignored += 1 } }
    }
    _ = try generator.next()
    #expect(throws: CoroutineError(.ignoredExit)) { try generator.close() }
    #expect(throws: CoroutineError(.ignoredExit)) { try generator.close() }
    #expect(generator.state == .suspended)
    try generator.close()
    #expect(generator.state == .finished)
  }
}

private func failing(after last: Int, _ log: Log) -> Generator<Int, any Error> {
  Generator { yield in
    log("begin")
    defer { log("defer") }
    for number in 1...last { try yield(number) }
    throw Fault.wrongTick
  }
}
