import Generators
import Synchronization
import Testing

/// The handler belongs to the whole process, so each of these tests has a process of its own.
@Suite("Errors of dropped bodies")
struct UnraisableErrorTests {
  @Test func `an error that a dropped body throws goes to the handler`() async {
    await #expect(processExitsWith: .success) {
      let reported = listen()
      do {
        let generator = Generator<Int, any Error> { yield in
          do { try yield(1) } catch { throw Fault.another }
        }
        _ = try generator.next()
        withExtendedLifetime(generator) {}
      }
      #expect(reported() == ["another"])
    }
  }

  @Test func `a dropped body that yields instead of leaving is reported once, told again, and leaves`() async {
    await #expect(processExitsWith: .success) {
      let reported = listen()
      let lifetimes = Lifetimes()
      do {
        let generator = Generator<Int, any Error> { yield in
          let held = lifetimes.make()
          for number in 1...10 { try? yield(number) }
          withExtendedLifetime(held) {}
        }
        _ = try generator.next()
        withExtendedLifetime(generator) {}
      }
      #expect(reported() == ["\(CoroutineError(.ignoredExit))"])
      #expect(lifetimes.live == 0)
    }
  }

  @Test func `a dropped body that never leaves is given up, and others work as before`() async {
    await #expect(processExitsWith: .success) {
      let reported = listen()
      let lifetimes = Lifetimes()
      do {
        let generator = Generator<Int, any Error> { yield in
          let held = lifetimes.make()
          while true { try? yield(held.number) }
        }
        _ = try generator.next()
        withExtendedLifetime(generator) {}
      }
      #expect(reported() == ["\(CoroutineError(.ignoredExit))"])
      // What the frames of a body that was given up hold is lost.
      #expect(lifetimes.live == 1)
      #expect(Array(Generator<Int, Never> { yield throws(GeneratorExit) in try yield(1) }) == [1])
    }
  }

  @Test func `the exit itself is not reported, nor what a dropped body returns`() async {
    await #expect(processExitsWith: .success) {
      let reported = listen()
      let lifetimes = Lifetimes()
      do {
        let leaving = Coroutine<Void, Int, Tracked> { yield in
          try yield(1)
          return lifetimes.make()
        }
        let returning = Coroutine<Void, Int, Tracked> { yield in
          _ = try? yield(1)
          return lifetimes.make()
        }
        try leaving.next()
        try returning.next()
        withExtendedLifetime((leaving, returning)) {}
      }
      #expect(reported() == [])
      #expect(lifetimes.made == 1)
      #expect(lifetimes.live == 0)
    }
  }

  @Test func `an inner generator that is dropped on the way out is reported, too`() async {
    await #expect(processExitsWith: .success) {
      let reported = listen()
      do {
        let outer = Generator<Int, any Error> { yield in
          let inner = Generator<Int, any Error> { yield in
            do { try yield(1) } catch { throw Fault.wrongTick }
          }
          _ = try inner.next()
          do { try yield(2) } catch { throw Fault.another }
          withExtendedLifetime(inner) {}
        }
        _ = try outer.next()
        withExtendedLifetime(outer) {}
      }
      #expect(reported().sorted() == ["another", "wrongTick"])
    }
  }

  @Test func `a handler may set another handler and use generators`() async {
    await #expect(processExitsWith: .success) {
      let reported = Mutex<[String]>([])
      UnraisableError.setHandler { error in
        let word = Generator<String, Never> { yield throws(GeneratorExit) in try yield("first: \(error)") }
        let text = word.next() ?? ""
        reported.withLock { $0.append(text) }
        UnraisableError.setHandler { error in reported.withLock { $0.append("second: \(error)") } }
      }
      for _ in 0..<2 { try dropFailing() }
      #expect(reported.withLock { $0 } == ["first: another", "second: another"])
    }
  }

  @Test func `without a handler a line is written to standard error`() async {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      UnraisableError.setHandler { _ in }
      UnraisableError.setHandler(nil)
      try dropFailing()
    }
    #expect(result?.said("A body that was dropped did not leave quietly: another\n") == true)
  }
}

/// Sets a handler that collects what it gets.
private func listen() -> () -> [String] {
  let reported = Reported()
  UnraisableError.setHandler { error in reported.errors.withLock { $0.append("\(error)") } }
  return { reported.errors.withLock { $0 } }
}

private final class Reported: Sendable {
  let errors = Mutex<[String]>([])
}

private func dropFailing() throws {
  let generator = Generator<Int, any Error> { yield in
    do { try yield(1) } catch { throw Fault.another }
  }
  _ = try generator.next()
  withExtendedLifetime(generator) {}
}
