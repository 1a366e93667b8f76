import Generators
import Testing

/// What surprises at first sight, and is meant.
@Suite("Surprises")
struct SurprisesTests {
  @Test func `a reference may end at its last use, and at the latest at the end of its scope`() {
    let log = Log()
    do {
      let generator = counting(log)
      #expect(generator.next() == 1)
      log("last use over")
    }
    #expect(log.lines.sorted() == ["last use over", "left"])
    // Code that is not optimised keeps it to the end.
    #expect(isOptimized || log.lines == ["last use over", "left"])
  }

  @Test func `a reference with an extended lifetime ends where that does`() {
    let log = Log()
    do {
      let generator = counting(log)
      withExtendedLifetime(generator) {
        #expect(generator.next() == 1)
        log("last use over")
      }
    }
    #expect(log.lines == ["last use over", "left"])
  }

  @Test func `a for loop that is left by break leaves the generator where it is`() {
    let log = Log()
    let generator = counting(log)
    for number in generator where number == 2 { break }
    #expect(generator.state == .suspended)
    #expect(log.lines == [])
    for number in generator.prefix(2) { log("\(number)") }
    for number in generator {
      log("\(number)")
      if number == 6 { break }
    }
    #expect(log.lines == ["3", "4", "5", "6"])
    withExtendedLifetime(generator) {}
  }

  @Test func `a sequence made of a generator is the generator: what one takes the other lacks`() {
    let generator = counting(Log())
    let squares = generator.lazy.map { $0 * $0 }
    #expect(Array(squares.prefix(2)) == [1, 4])
    #expect(generator.next() == 3)
    #expect(squares.first { _ in true } == 16)
  }

  /// How a body catches what is thrown at its yield.
  enum Manner: CaseIterable, Sendable { case optionalTry, catchAll, suspend }

  @Test(arguments: Manner.allCases)
  func `a body that swallows the exit and yields again ignores it, is still suspended, and meets it again`(
    _ manner: Manner
  ) throws {
    let coroutine = swallowing(manner, exits: 2)
    #expect(try coroutine.next() == .yielded(0))
    #expect(throws: CoroutineError(.ignoredExit)) { try coroutine.close() }
    #expect(coroutine.state == .suspended)
    #expect(try coroutine.next() == .yielded(2))
    #expect(throws: CoroutineError(.ignoredExit)) { try coroutine.close() }
    #expect(try coroutine.close() == 4)
    #expect(coroutine.state == .finished)
  }

  @Test(arguments: Manner.allCases)
  func `a body that swallows the exit and returns has left: what it returned comes out of close`(
    _ manner: Manner
  ) throws {
    let coroutine = swallowing(manner, exits: 0)
    try coroutine.next()
    #expect(try coroutine.close() == 1)
    #expect(coroutine.state == .finished)
  }

  @Test func `a body that can't fail swallows the exit in the same way`() throws {
    let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
      for number in 1...3 { try? yield(number) }
    }
    #expect(generator.next() == 1)
    #expect(throws: CoroutineError(.ignoredExit)) { try generator.close() }
    #expect(generator.next() == 3)
    try generator.close()
    #expect(generator.state == .finished)
  }
}

/// Counts up for ever, and tells when it leaves.
private func counting(_ log: Log) -> Generator<Int, Never> {
  Generator { yield throws(GeneratorExit) in
    defer { log("left") }
    for number in 1... { try yield(number) }
  }
}

/// Yields how often it has been resumed, until it has swallowed more than so many exits, and returns the same.
private func swallowing(_ manner: Manner, exits: Int) -> Coroutine<Void, Int, Int> {
  Coroutine { yield in
    var (resumes, left) = (0, exits)
    while true {
      var isExit = false
      switch manner {
      case .optionalTry: isExit = (try? yield(resumes)) == nil
      case .catchAll: do { try yield(resumes) } catch { isExit = true }
      case .suspend: if case .exit = yield.suspend(resumes) { isExit = true }
      }
      resumes += 1
      if isExit { left -= 1 }
      if left < 0 { return resumes }
    }
  }
}

private typealias Manner = SurprisesTests.Manner
