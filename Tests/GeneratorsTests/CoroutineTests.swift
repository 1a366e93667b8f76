import Generators
import Testing

@Suite("Coroutine")
struct CoroutineTests {
  @Test func `no line runs before the start, which runs to the first yield`() throws {
    let log = Log()
    let coroutine = accumulator(log)
    #expect(log.lines == [])
    #expect(try coroutine.start() == .yielded(0))
    #expect(log.lines == ["begin"])
    withExtendedLifetime(coroutine) {}
  }

  @Test func `a value sent is what the yield returns`() throws {
    let coroutine = accumulator(Log())
    try coroutine.start()
    #expect(try coroutine.send(10) == .yielded(10))
    #expect(try coroutine.send(20) == .yielded(30))
    #expect(try coroutine.send(5) == .yielded(35))
  }

  @Test func `a value sent too early is refused and the coroutine is as usable as before`() throws {
    let coroutine = accumulator(Log())
    #expect(throws: CoroutineError(.notStarted)) { try coroutine.send(10) }
    #expect(coroutine.state == .created)
    #expect(try coroutine.start() == .yielded(0))
    #expect(try coroutine.send(1) == .yielded(1))
  }

  @Test func `a body that never yields returns at its start`() throws {
    let coroutine = Coroutine<Int, Int, String> { _ in "done" }
    #expect(try coroutine.start() == .returned("done"))
    #expect(coroutine.state == .finished)
  }

  @Test func `the return value comes out of the send that led to it`() throws {
    let coroutine = Coroutine<Int, Int, [Int]> { yield in
      var all: [Int] = []
      while all.count < 3 { all.append(try yield(all.count)) }
      return all
    }
    try coroutine.start()
    try coroutine.send(7)
    try coroutine.send(8)
    let last = try coroutine.send(9)
    #expect(last == .returned([7, 8, 9]))
    #expect(last.result == [7, 8, 9])
    #expect(last.output == nil)
    #expect(throws: CoroutineError(.finished)) { try coroutine.send(10) }
  }

  @Test func `a return value may be an error and is not thrown`() throws {
    let coroutine = Coroutine<Void, Int, Fault> { yield in
      try yield(1)
      return .wrongTick
    }
    try coroutine.next()
    #expect(try coroutine.next() == .returned(.wrongTick))
  }

  @Test func `next starts a coroutine that is sent nothing, and resumes it`() throws {
    let coroutine = Coroutine<Void, Int, String> { yield in
      try yield(1)
      try yield(2)
      return "end"
    }
    #expect(try coroutine.next() == .yielded(1))
    #expect(try coroutine.next() == .yielded(2))
    #expect(try coroutine.next() == .returned("end"))
    #expect(throws: CoroutineError(.finished)) { try coroutine.next() }
  }

  @Test func `next sends nil where values are optional`() throws {
    let coroutine = Coroutine<Int?, [Int?], Never> { yield in
      var all: [Int?] = []
      while true { all.append(try yield(all)) }
    }
    #expect(try coroutine.next() == .yielded([]))
    #expect(try coroutine.next() == .yielded([nil]))
    #expect(try coroutine.send(4) == .yielded([nil, 4]))
  }

  @Test func `an error thrown in is caught where the body waits, and data goes on after it`() throws {
    let coroutine = Coroutine<Int, String, Never> { yield in
      var answer = "ready"
      while true {
        do { answer = "value \(try yield(answer))" } catch Fault.wrongTick { answer = "reset" }
      }
    }
    #expect(try coroutine.start() == .yielded("ready"))
    #expect(try coroutine.send(1) == .yielded("value 1"))
    #expect(try coroutine.throw(Fault.wrongTick) == .yielded("reset"))
    #expect(try coroutine.send(2) == .yielded("value 2"))
    #expect(throws: Fault.another) { try coroutine.throw(Fault.another) }
    #expect(coroutine.state == .finished)
  }

  @Test func `an error with a return value after it comes out as a return`() throws {
    let coroutine = Coroutine<Int, Int, String> { yield in
      do { try yield(1) } catch { return "caught \(error)" }
      return "not caught"
    }
    try coroutine.start()
    #expect(try coroutine.throw(Fault.wrongTick) == .returned("caught wrongTick"))
  }

  @Test func `an error thrown in many calls deep passes every frame on its way out`() throws {
    let log = Log()
    let coroutine = Coroutine<Int, Int, Void> { yield in
      func descend(_ depth: Int) throws {
        defer { log("\(depth)") }
        if depth == 0 { try yield(0) } else { try descend(depth - 1) }
      }
      try descend(4)
    }
    try coroutine.start()
    #expect(throws: Fault.wrongTick) { try coroutine.throw(Fault.wrongTick) }
    #expect(log.lines == ["0", "1", "2", "3", "4"])
  }
}

private func accumulator(_ log: Log) -> Coroutine<Int, Int, Never> {
  Coroutine { yield in
    log("begin")
    var total = 0
    while true { total += try yield(total) }
  }
}
