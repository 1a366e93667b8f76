import Generators
import Testing

@Suite("Closing a coroutine")
struct CoroutineCloseTests {
  @Test func `a body that lets the exit pass gives nil`() throws {
    let coroutine = Conversation { yield in
      try yield(1)
      return "not reached"
    }
    try coroutine.start()
    #expect(try coroutine.close() == nil)
    #expect(coroutine.state == .finished)
  }

  @Test func `a body that catches the exit and returns gives its value`() throws {
    let coroutine = Conversation { yield in
      do { try yield(1) } catch is GeneratorExit { return "last words" }
      return "not reached"
    }
    try coroutine.start()
    #expect(try coroutine.close() == "last words")
    #expect(coroutine.state == .finished)
    #expect(try coroutine.close() == nil)
  }

  @Test func `one that has ended keeps its return value to itself`() throws {
    let coroutine = Conversation { _ in "result" }
    try coroutine.start()
    #expect(try coroutine.close() == nil)
  }

  @Test func `what the body throws instead of the exit comes out`() throws {
    let coroutine = Conversation { yield in
      do { try yield(1) } catch is GeneratorExit { throw Fault.another }
      return ""
    }
    try coroutine.start()
    #expect(throws: Fault.another) { try coroutine.close() }
    #expect(coroutine.state == .finished)
  }

  @Test func `an exit that is ignored is an error; a second close succeeds`() throws {
    let coroutine = Conversation { yield in
      do { try yield(1) } catch is GeneratorExit {
        do { try yield(2) } catch is GeneratorExit { return "gave in" }
      }
      return ""
    }
    try coroutine.start()
    #expect(throws: CoroutineError(.ignoredExit)) { try coroutine.close() }
    #expect(coroutine.state == .suspended)
    #expect(try coroutine.close() == "gave in")
  }

  @Test func `after an ignored exit values and errors go in as before`() throws {
    let coroutine = Conversation { yield in
      var received = 0
      while true {
        do { received = try yield(received) } catch is GeneratorExit { received = -1 }
      }
    }
    try coroutine.start()
    #expect(throws: CoroutineError(.ignoredExit)) { try coroutine.close() }
    #expect(try coroutine.send(3) == .yielded(3))
    #expect(throws: Fault.wrongTick) { try coroutine.throw(Fault.wrongTick) }
  }

  @Test func `every defer block runs, the innermost first`() throws {
    let log = Log()
    let coroutine = Conversation { yield in
      defer { log("outer") }
      func inner() throws {
        defer { log("inner") }
        try yield(1)
      }
      try inner()
      return ""
    }
    try coroutine.start()
    try coroutine.close()
    #expect(log.lines == ["inner", "outer"])
  }

  @Test func `what the body held is released by the time close returns`() throws {
    let lifetimes = Lifetimes()
    let coroutine = holding(lifetimes)
    #expect(lifetimes.live == 1)
    try coroutine.start()
    #expect(lifetimes.live == 3)
    try coroutine.close()
    #expect(lifetimes.live == 0)
    withExtendedLifetime(coroutine) {}
  }

  /// Captures one object, holds another in a local, and a third in a frame below.
  private func holding(_ lifetimes: Lifetimes) -> Coroutine<Int, Int, Void> {
    let captured = lifetimes.make()
    return Coroutine { yield in
      let local = lifetimes.make()
      func deeper() throws {
        let object = lifetimes.make()
        try yield(object.number + local.number + captured.number)
        withExtendedLifetime(object) {}
      }
      try deeper()
      withExtendedLifetime((local, captured)) {}
    }
  }
}
