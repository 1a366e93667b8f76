import Generators
import Testing

/// Values that cross a switch are moved exactly once, whatever comes of it: none leaks, none is released twice.
@Suite("Payloads")
struct PayloadTests {
  @Test(arguments: PayloadKind.allCases)
  func `values sent, yielded and returned arrive whole and are released`(_ kind: PayloadKind) throws {
    func check<Value: Payload>(_: Value.Type) throws {
      let lifetimes = Lifetimes()
      do {
        let coroutine = echo(Value.self, lifetimes)
        #expect(try coroutine.start().output?.number == 0)
        for number in 1...3 {
          #expect(try coroutine.send(Value(number, lifetimes)).output?.number == number)
        }
        #expect(try coroutine.send(Value(-1, lifetimes)).result?.number == -2)
        withExtendedLifetime(coroutine) {}
      }
      #expect(lifetimes.live == 0)
    }
    try check(kind.type)
  }

  @Test(arguments: PayloadKind.allCases)
  func `a value that is refused is released, and the caller's is not`(_ kind: PayloadKind) throws {
    func check<Value: Payload>(_: Value.Type) throws {
      let lifetimes = Lifetimes()
      let holder = Holder<Coroutine<Value, Value, Value>>()
      let kept = Value(5, lifetimes)
      let coroutine = Coroutine<Value, Value, Value> { yield in
        #expect(throws: CoroutineError(.alreadyRunning)) { try holder.content?.send(Value(2, lifetimes)) }
        #expect(throws: CoroutineError(.alreadyRunning)) { try holder.content?.send(kept) }
        #expect(throws: CoroutineError(.alreadyRunning)) {
          try holder.content?.throw(PayloadError(Value(3, lifetimes)))
        }
        #expect(lifetimes.live == 1)
        return try yield(kept)
      }
      holder.content = coroutine
      #expect(throws: CoroutineError(.notStarted)) { try coroutine.send(Value(1, lifetimes)) }
      #expect(try coroutine.start().output?.number == 5)
      #expect(try coroutine.send(kept).result?.number == 5)
      #expect(throws: CoroutineError(.finished)) { try coroutine.send(Value(1, lifetimes)) }
      holder.content = nil
      #expect(kept.number == 5)
      #expect(lifetimes.live == 1)
      withExtendedLifetime((coroutine, kept)) {}
    }
    try check(kind.type)
  }

  @Test(arguments: PayloadKind.allCases)
  func `a body that is closed or dropped half-way releases what it received, yielded and held`(
    _ kind: PayloadKind
  ) throws {
    func check<Value: Payload>(_: Value.Type) throws {
      let lifetimes = Lifetimes()
      for closes in [true, false] {
        let coroutine = echo(Value.self, lifetimes)
        try coroutine.start()
        try coroutine.send(Value(1, lifetimes))
        if closes { #expect(try coroutine.close()?.number == nil) }
        withExtendedLifetime(coroutine) {}
      }
      #expect(lifetimes.live == 0)
    }
    try check(kind.type)
  }

  @Test(arguments: PayloadKind.allCases)
  func `a value that a closed body yields, and one that it returns, are released`(_ kind: PayloadKind) throws {
    func check<Value: Payload>(_: Value.Type) throws {
      let lifetimes = Lifetimes()
      do {
        let coroutine = Coroutine<Value, Value, Value> { yield in
          do { try yield(Value(1, lifetimes)) } catch {
            do { try yield(Value(2, lifetimes)) } catch { return Value(3, lifetimes) }
          }
          return Value(4, lifetimes)
        }
        #expect(try coroutine.start().output?.number == 1)
        #expect(throws: CoroutineError(.ignoredExit)) { try coroutine.close() }
        // Nobody has the second value but the frame that yielded it.
        #expect(lifetimes.live == 1)
        #expect(try coroutine.close()?.number == 3)
        #expect(lifetimes.live == 0)
        withExtendedLifetime(coroutine) {}
      }
      #expect(lifetimes.made == 3)
    }
    try check(kind.type)
  }

  @Test(arguments: PayloadKind.allCases)
  func `values pass a chain of delegators whole and are released`(_ kind: PayloadKind) throws {
    func check<Value: Payload>(_: Value.Type) throws {
      let lifetimes = Lifetimes()
      func chain(_ depth: Int) -> Coroutine<Value, Value, Value> {
        depth == 0 ? echo(Value.self, lifetimes) : Coroutine { yield in try yield(from: chain(depth - 1)) }
      }
      do {
        let coroutine = chain(5)
        try coroutine.start()
        #expect(try coroutine.send(Value(3, lifetimes)).output?.number == 3)
        #expect(throws: PayloadError<Value>.self) { try coroutine.throw(PayloadError(Value(1, lifetimes))) }
        withExtendedLifetime(coroutine) {}
      }
      #expect(lifetimes.live == 0)
    }
    try check(kind.type)
  }
}

/// Yields what it was sent; -1 ends it with a value of its own.
private func echo<Value: Payload>(_: Value.Type, _ lifetimes: Lifetimes) -> Coroutine<Value, Value, Value> {
  Coroutine { yield in
    var last = Value(0, lifetimes)
    while last.number >= 0 { last = try yield(last) }
    return Value(-2, lifetimes)
  }
}
