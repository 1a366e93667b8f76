import Generators
import Testing

/// Errors that cross a switch are moved exactly once, as values are.
@Suite("Errors with payloads")
struct PayloadErrorTests {
  @Test(arguments: PayloadKind.allCases)
  func `errors thrown in arrive whole and are released`(_ kind: PayloadKind) throws {
    func check<Value: Payload>(_: Value.Type) throws {
      let lifetimes = Lifetimes()
      do {
        let catching = Coroutine<Void, Int, Void> { yield in
          var caught = 0
          while true {
            do { try yield(caught) } catch let error as PayloadError<Value> where error.number > 0 {
              caught = error.number
            }
          }
        }
        #expect(throws: PayloadError<Value>.self) {
          try Coroutine<Void, Int, Void> { _ in }.throw(PayloadError(Value(1, lifetimes)))
        }
        #expect(lifetimes.live == 0)
        try catching.next()
        #expect(try catching.throw(PayloadError(Value(7, lifetimes))).output == 7)
        #expect(try catching.throw(PayloadError(Value(8, lifetimes))).output == 8)
        let error = #expect(throws: PayloadError<Value>.self) {
          try catching.throw(PayloadError(Value(-9, lifetimes)))
        }
        #expect(error?.number == -9)
        #expect(throws: PayloadError<Value>.self) { try catching.throw(PayloadError(Value(1, lifetimes))) }
        withExtendedLifetime(catching) {}
      }
      #expect(lifetimes.live == 0)
    }
    try check(kind.type)
  }

  @Test(arguments: PayloadKind.allCases)
  func `errors thrown into a generator arrive whole and are released`(_ kind: PayloadKind) throws {
    func check<Value: Payload>(_: Value.Type) throws {
      let lifetimes = Lifetimes()
      do {
        let generator = Generator<Value, any Error> { yield in
          do { try yield(Value(1, lifetimes)) } catch let error as PayloadError<Value> {
            try yield(Value(error.number, lifetimes))
          }
        }
        #expect(try generator.next()?.number == 1)
        #expect(try generator.throw(PayloadError(Value(7, lifetimes)))?.number == 7)
        let error = #expect(throws: PayloadError<Value>.self) {
          try generator.throw(PayloadError(Value(8, lifetimes)))
        }
        #expect(error?.number == 8)
        #expect(generator.state == .finished)
      }
      #expect(lifetimes.live == 0)
    }
    try check(kind.type)
  }

  @Test(arguments: PayloadKind.allCases)
  func `typed errors arrive whole and are released`(_ kind: PayloadKind) throws {
    func check<Value: Payload>(_: Value.Type) throws {
      let lifetimes = Lifetimes()
      do {
        let coroutine = TypedCoroutine<Value, Int, Void, PayloadError<Value>> { yield in
          var last = 0
          while true {
            switch yield.suspend(last) {
            case .sent(let value): last = value.number
            case .thrown(let error) where error.number < 0: throw error
            case .thrown(let error): last = error.number
            case .exit: return
            }
          }
        }
        try coroutine.start()
        #expect(try coroutine.throw(PayloadError(Value(4, lifetimes))).output == 4)
        #expect(try coroutine.send(Value(5, lifetimes)).output == 5)
        #expect(throws: PayloadError<Value>.self) { try coroutine.throw(PayloadError(Value(-1, lifetimes))) }
        withExtendedLifetime(coroutine) {}
      }
      #expect(lifetimes.live == 0)
    }
    try check(kind.type)
  }
}
