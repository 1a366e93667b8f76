import Generators
import Testing

/// PEP 380: what goes to the inner one, what comes back, and in which order.
@Suite("Delegation")
struct DelegationTests {
  @Test func `values go both ways and the inner one's return value is the value of the call`() throws {
    let log = Log()
    let outer = delegating(to: { conversation(log) }, log)
    #expect(try outer.start() == .yielded(1))
    #expect(try outer.send(5) == .yielded(2))
    #expect(try outer.send(6) == .yielded(100))
    #expect(try outer.send(7) == .returned("outer got 7"))
    #expect(
      log.lines == [
        "outer begins", "inner begins", "inner got 5", "inner got 6", "inner ends", "result inner",
        "outer got 7", "outer ends",
      ])
  }

  @Test func `an error thrown in goes to the inner one, which may go on`() throws {
    let log = Log()
    let outer = delegating(to: { conversation(log) }, log)
    try outer.start()
    #expect(try outer.throw(Fault.wrongTick) == .yielded(2))
    #expect(log.lines.last == "inner caught wrongTick")
  }

  @Test func `an error that the inner one does not catch is thrown in the outer`() throws {
    let log = Log()
    let outer = delegating(to: { conversation(log) }, log)
    try outer.start()
    #expect(try outer.throw(Fault.another) == .yielded(100))
    #expect(log.lines == ["outer begins", "inner begins", "inner ends", "outer caught another"])
  }

  @Test func `an error of the inner one itself is thrown in the outer`() throws {
    let outer = Conversation { yield in
      do { return try yield(from: Conversation { _ in throw Fault.wrongTick }) } catch {
        try yield(7)
        return "caught \(error)"
      }
    }
    #expect(try outer.start() == .yielded(7))
    #expect(try outer.send(0) == .returned("caught wrongTick"))
  }

  @Test func `an inner one that returns at once costs no yield`() throws {
    let outer = Conversation { yield in try yield(from: Conversation { _ in "at once" }) }
    #expect(try outer.start() == .returned("at once"))
  }

  @Test func `an inner one that was used before is refused where values are sent`() throws {
    let inner = conversation(Log())
    try inner.start()
    let outer = Conversation { yield in try yield(from: inner) }
    #expect(throws: CoroutineError(.alreadyStarted)) { try outer.start() }
    #expect(inner.state == .suspended)
  }

  @Test func `an inner one that takes nothing goes on where it stood`() throws {
    let inner = Coroutine<Void, Int, String> { yield in
      for number in 1...3 { try yield(number) }
      return "end"
    }
    try inner.next()
    let outer = Coroutine<Void, Int, String> { yield in try yield(from: inner) + "!" }
    #expect(try outer.next() == .yielded(2))
    #expect(try outer.next() == .yielded(3))
    #expect(try outer.next() == .returned("end!"))
  }

  @Test func `an inner one that has ended is refused`() throws {
    let inner = Conversation { _ in "" }
    try inner.start()
    let outer = Conversation { yield in try yield(from: inner) }
    #expect(throws: CoroutineError(.finished)) { try outer.start() }
  }

  @Test func `delegators claim to be running, and refuse to be resumed from the innermost`() throws {
    let holder = Holder<Conversation>()
    let inner = Conversation { yield in
      #expect(holder.content?.state == .running)
      #expect(throws: CoroutineError(.alreadyRunning)) { try holder.content?.send(1) }
      #expect(throws: CoroutineError(.alreadyRunning)) { try holder.content?.throw(Fault.another) }
      #expect(throws: CoroutineError(.alreadyRunning)) { try holder.content?.close() }
      try yield(1)
      return ""
    }
    let outer = Conversation { yield in try yield(from: inner) }
    holder.content = outer
    #expect(try outer.start() == .yielded(1))
    #expect([outer.state, inner.state] == [.suspended, .suspended])
    holder.content = nil
  }

  @Test func `delegating to itself is refused`() throws {
    let holder = Holder<Conversation>()
    let coroutine = Conversation { yield in
      #expect(throws: CoroutineError(.alreadyRunning)) { try yield(from: #require(holder.content)) }
      return "still here"
    }
    holder.content = coroutine
    #expect(try coroutine.start() == .returned("still here"))
    holder.content = nil
  }

  @Test func `a chain of a hundred delegators forwards values, errors and the result`() throws {
    func chain(_ depth: Int) -> Conversation {
      depth == 0
        ? conversation(Log()) : Conversation { yield in try yield(from: chain(depth - 1)) }
    }
    let outermost = chain(100)
    #expect(try outermost.start() == .yielded(1))
    #expect(try outermost.throw(Fault.wrongTick) == .yielded(2))
    #expect(try outermost.send(3) == .returned("inner"))
  }
}

/// Yields 1, then 2, and returns "inner"; it catches a wrong tick at its first yield.
func conversation(_ log: Log) -> Conversation {
  Conversation { yield in
    log("inner begins")
    defer { log("inner ends") }
    do { log("inner got \(try yield(1))") } catch Fault.wrongTick { log("inner caught wrongTick") }
    log("inner got \(try yield(2))")
    return "inner"
  }
}

/// Delegates, then yields 100. It catches all but the exit.
func delegating(to make: @escaping () -> Conversation, _ log: Log) -> Conversation {
  Conversation { yield in
    log("outer begins")
    defer { log("outer ends") }
    do { log("result \(try yield(from: make()))") } catch let error as Fault { log("outer caught \(error)") }
    let received = try yield(100)
    log("outer got \(received)")
    return "outer got \(received)"
  }
}
