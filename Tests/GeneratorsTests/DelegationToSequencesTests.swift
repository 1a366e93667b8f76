import Generators
import Testing

@Suite("Delegation to generators and sequences")
struct DelegationToSequencesTests {
  @Test func `a generator that can't fail yields in another one's place`() {
    let outer = Generator<Int, Never> { yield throws(GeneratorExit) in
      try yield(0)
      try yield(from: count(to: 3))
      try yield(from: [10, 20])
      try yield(from: count(to: 0))
      try yield(4)
    }
    #expect(Array(outer) == [0, 1, 2, 3, 10, 20, 4])
  }

  @Test func `a generator goes on where it stood, and has ended afterwards`() {
    let inner = count(to: 4)
    #expect(inner.next() == 1)
    let outer = Generator<Int, Never> { yield throws(GeneratorExit) in try yield(from: inner) }
    #expect(Array(outer) == [2, 3, 4])
    #expect(inner.state == .finished)
  }

  @Test func `closing the outer one closes the inner one first`() throws {
    let log = Log()
    let outer = Generator<Int, Never> { yield throws(GeneratorExit) in
      defer { log("outer") }
      try yield(from: count(to: 3, log))
    }
    #expect(outer.next() == 1)
    try outer.close()
    #expect(log.lines == ["inner", "outer"])
  }

  @Test func `errors thrown in go to a generator that may fail`() throws {
    let inner = Generator<Int, any Error> { yield in
      do { try yield(1) } catch Fault.wrongTick { try yield(2) }
      try yield(3)
    }
    let outer = Generator<Int, any Error> { yield in
      try yield(from: inner)
      try yield(4)
    }
    #expect(try outer.next() == 1)
    #expect(try outer.throw(Fault.wrongTick) == 2)
    #expect(try outer.next() == 3)
    #expect(try outer.next() == 4)
    #expect(inner.state == .finished)
  }

  @Test func `GeneratorExit thrown in closes the generator and goes on as the error thrown`() throws {
    let log = Log()
    let inner = Generator<Int, any Error> { yield in
      do { try yield(1) } catch is GeneratorExit { log("inner") }
    }
    let outer = Generator<Int, any Error> { yield in
      do { try yield(from: inner) } catch is GeneratorExit {
        log("outer")
        throw Fault.another
      }
    }
    _ = try outer.next()
    #expect(throws: Fault.another) { try outer.throw(GeneratorExit()) }
    #expect(log.lines == ["inner", "outer"])
  }

  @Test func `a failing generator's refusal to leave goes on in the outer one`() throws {
    let inner = Generator<Int, any Error> { yield in
      do { try yield(1) } catch { try yield(2) }
    }
    let outer = Generator<Int, any Error> { yield in try yield(from: inner) }
    _ = try outer.next()
    #expect(throws: CoroutineError(.ignoredExit)) { try outer.close() }
    #expect([outer.state, inner.state] == [.finished, .suspended])
  }

  @Test func `an error thrown in closes a generator that can take none, and goes on here`() throws {
    let log = Log()
    let outer = Generator<Int, any Error> { yield in
      do { try yield(from: count(to: 3, log)) } catch Fault.wrongTick {
        log("outer")
        try yield(100)
      }
    }
    #expect(try outer.next() == 1)
    #expect(try outer.throw(Fault.wrongTick) == 100)
    #expect(log.lines == ["inner", "outer"])
  }

  @Test func `an error thrown in is raised at the element of a sequence that was yielded last`() throws {
    let outer = Generator<Int, any Error> { yield in
      do { try yield(from: [1, 2, 3]) } catch Fault.wrongTick { try yield(from: 10..<12) }
    }
    #expect(try outer.next() == 1)
    #expect(try outer.next() == 2)
    #expect(try outer.throw(Fault.wrongTick) == 10)
    #expect(try outer.next() == 11)
    #expect(try outer.next() == nil)
  }

  @Test func `a sequence's iterator is released when the outer one is closed`() throws {
    let lifetimes = Lifetimes()
    let outer = Generator<Int, Never> { yield throws(GeneratorExit) in
      let object = lifetimes.make()
      try yield(from: (0..<5).lazy.map { $0 + object.number })
    }
    #expect(outer.next() == 0)
    #expect(lifetimes.live == 1)
    try outer.close()
    #expect(lifetimes.live == 0)
    withExtendedLifetime(outer) {}
  }
}

private func count(to last: Int, _ log: Log = Log()) -> Generator<Int, Never> {
  Generator { yield throws(GeneratorExit) in
    defer { log("inner") }
    var number = 1
    while number <= last {
      try yield(number)
      number += 1
    }
  }
}
