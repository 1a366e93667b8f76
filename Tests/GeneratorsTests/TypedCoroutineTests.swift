import Generators
import Testing

@Suite("Coroutine with a typed failure")
struct TypedCoroutineTests {
  struct BadTick: Error, Equatable {
    var line: Int
  }

  typealias Feed = TypedCoroutine<Int, Int, String, BadTick>

  /// Sums what is sent; an error subtracts its line, the exit returns the sum.
  private func summing() -> Feed {
    Feed { yield in
      var total = 0
      while true {
        switch yield.suspend(total) {
        case .sent(let value): total += value
        case .thrown(let error) where error.line < 0: throw error
        case .thrown(let error): total -= error.line
        case .exit: return "\(total)"
        }
      }
    }
  }

  @Test func `the three ways of being resumed arrive as they are`() throws {
    let feed = summing()
    #expect(try feed.start() == .yielded(0))
    #expect(try feed.send(10) == .yielded(10))
    #expect(try feed.throw(BadTick(line: 3)) == .yielded(7))
    #expect(try feed.close() == "7")
    #expect(feed.state == .finished)
  }

  @Test func `an error thrown on ends it`() throws {
    let feed = summing()
    try feed.start()
    #expect(throws: BadTick(line: -1)) { try feed.throw(BadTick(line: -1)) }
    #expect(feed.state == .finished)
    #expect(throws: CoroutineError(.finished)) { try feed.send(1) }
  }

  @Test func `before the start an error comes straight back and ends it`() {
    let feed = summing()
    #expect(throws: BadTick(line: 1)) { try feed.throw(BadTick(line: 1)) }
    #expect(feed.state == .finished)
    #expect(throws: CoroutineError(.finished)) { try feed.start() }
  }

  @Test func `a body may throw other errors than those thrown in`() throws {
    let feed = Feed { yield in
      _ = yield.suspend(1)
      throw Fault.another
    }
    try feed.start()
    #expect(throws: Fault.another) { try feed.send(1) }
  }

  @Test func `a coroutine into which nothing can be thrown takes values and leaves on close`() throws {
    let feed = TypedCoroutine<Int, Int, Int, Never> { yield in
      var total = 0
      do { while true { total += try yield(total) } } catch { return total }
    }
    try feed.start()
    #expect(try feed.send(4) == .yielded(4))
    #expect(try feed.send(5) == .yielded(9))
    #expect(try feed.close() == 9)
  }

  @Test func `suspend meets the exit again and again until the body leaves`() throws {
    let feed = Feed { yield in
      var exits = 0
      while exits < 3 { if case .exit = yield.suspend(exits) { exits += 1 } }
      return "left"
    }
    try feed.start()
    #expect(throws: CoroutineError(.ignoredExit)) { try feed.close() }
    #expect(throws: CoroutineError(.ignoredExit)) { try feed.close() }
    #expect(try feed.close() == "left")
  }
}
