import Generators
import Testing

/// Chains of delegating bodies whose links others hold and resume, too.
@Suite("Chains of delegation")
struct DelegationChainTests {
  /// Yields the numbers from one to a last one.
  func numbers(to last: Int) -> Generator<Int, any Error> {
    Generator { yield in for n in 1...last { try yield(n) } }
  }

  func delegating(to inner: Generator<Int, any Error>, then last: Int) -> Generator<Int, any Error> {
    Generator { yield in
      try yield(from: inner)
      try yield(last)
    }
  }

  @Test func `a body in the middle can be resumed by itself, and the outer one goes on behind it`() throws {
    let middle = delegating(to: numbers(to: 3), then: 10)
    let outer = delegating(to: middle, then: 20)
    #expect(
      try [outer.next(), middle.next(), outer.next(), middle.next(), outer.next(), outer.next()] == [
        1, 2, 3, 10, 20, nil,
      ])
    #expect(middle.state == .finished)
  }

  @Test func `a leaf that somebody else resumed to its end is left behind`() throws {
    let leaf = numbers(to: 2)
    let outer = delegating(to: delegating(to: leaf, then: 10), then: 20)
    #expect(try outer.next() == 1)
    #expect(try [leaf.next(), leaf.next()] == [2, nil])
    #expect(try [outer.next(), outer.next(), outer.next()] == [10, 20, nil])
  }

  @Test func `the result of a coroutine that somebody else resumed to its end is gone`() throws {
    let lifetimes = Lifetimes()
    let inner = Coroutine<Tracked, Int, Int> { yield in
      try yield(1)
      return 5
    }
    let outer = Coroutine<Tracked, Int, Int> { yield in try yield(from: inner) }
    try outer.start()
    #expect(try inner.send(lifetimes.make()) == .returned(5))
    #expect(throws: CoroutineError(.finished)) { try outer.send(lifetimes.make()) }
    #expect(lifetimes.live == 0)
  }

  @Test func `two bodies may delegate to the same one`() throws {
    let shared = numbers(to: 4)
    let (left, right) = (delegating(to: shared, then: 10), delegating(to: shared, then: 20))
    #expect(try [left.next(), right.next(), left.next(), right.next()] == [1, 2, 3, 4])
    #expect(try [left.next(), right.next()] == [10, 20])
  }

  @Test func `a body in the middle that leaves its delegation is found again`() throws {
    let stubborn = Generator<Int, any Error> { yield in
      do { try yield(1) } catch { try yield(2) }
    }
    let middle = Generator<Int, any Error> { yield in
      do { try yield(from: stubborn) } catch let error as CoroutineError {
        #expect(error.code == .ignoredExit)
        try yield(30)
        try yield(40)
      }
    }
    let outer = delegating(to: middle, then: 50)
    #expect(try outer.next() == 1)
    #expect(throws: CoroutineError(.ignoredExit)) { try middle.close() }
    #expect(try [outer.next(), outer.next(), outer.next()] == [40, 50, nil])
    #expect(stubborn.state == .suspended)
  }

  @Test func `all bodies of a chain run while its leaf runs, and none can be resumed from inside`() throws {
    let chain = Holder<[Generator<Int, any Error>]>()
    let leaf = Generator<Int, any Error> { yield in
      for round in 1...2 {
        for body in chain.content ?? [] where round == 2 {
          #expect(body.state == .running)
          #expect(throws: CoroutineError(.alreadyRunning)) { try body.next() }
          #expect(throws: CoroutineError(.alreadyRunning)) { try body.close() }
        }
        try yield(round)
      }
    }
    let middle = delegating(to: leaf, then: 10)
    let outer = delegating(to: middle, then: 20)
    chain.content = [leaf, middle, outer]
    #expect(try [outer.next(), outer.next()] == [1, 2])
    #expect([leaf.state, middle.state, outer.state] == [.suspended, .suspended, .suspended])
    chain.content = nil
  }

  @Test func `a chain a thousand deep gives its values, and closes from the leaf outwards`() throws {
    let log = Log()
    func chain(_ depth: Int) -> Generator<Int, Never> {
      Generator { yield throws(GeneratorExit) in
        defer { log("\(depth)") }
        if depth == 0 { for n in 1...3 { try yield(n) } } else { try yield(from: chain(depth - 1)) }
      }
    }
    let outer = chain(1_000)
    #expect([outer.next(), outer.next()] == [1, 2])
    try outer.close()
    #expect(log.lines == (0...1_000).map { "\($0)" })
  }

  @Test func `an error is thrown into the innermost body that takes errors`() throws {
    let counted = Generator<Int, Never> { yield throws(GeneratorExit) in for n in 1...3 { try yield(n) } }
    let middle = Generator<Int, any Error> { yield in
      do { try yield(from: counted) } catch is Fault { try yield(10) }
    }
    let outer = delegating(to: middle, then: 20)
    #expect(try outer.next() == 1)
    #expect(try outer.throw(Fault.another) == 10)
    #expect(counted.state == .finished)
    #expect(try [outer.next(), outer.next()] == [20, nil])
  }
}
