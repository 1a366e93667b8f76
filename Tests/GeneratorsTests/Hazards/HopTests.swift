import Generators
import Testing

/// Actors and tasks go on on whatever thread is free, and their bodies with them.
@Suite("Hops from thread to thread")
struct HopTests {
  @Test func `an actor's body goes on wherever the actor runs, delegating, with an access open`() async throws {
    let ledger = Ledger()
    let seen = await withTaskGroup(of: [Int].self) { group in
      for _ in 0..<8 {
        group.addTask {
          var seen: [Int] = []
          for _ in 0..<50 {
            seen.append(await ledger.next())
            await Task.yield()
          }
          return seen
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(seen.sorted() == Array(1...400))
    #expect(try await ledger.close() == 400)
  }

  @Test func `each task of a group takes its chain of bodies along`() async {
    await withTaskGroup(of: Int.self) { group in
      for first in 0..<8 {
        group.addTask {
          let coroutine = summing(depth: first)
          var total = try! coroutine.start().output
          for number in 1...100 {
            await Task.yield()
            total = try! coroutine.send(number).output
          }
          return total ?? 0
        }
      }
      for await total in group { #expect(total == 5_050) }
    }
  }
}

/// Has a body that keeps an access to a property of the actor's open for all its life.
private actor Ledger {
  private final class Counter {
    var count = 0
  }

  private let counter = Counter()
  private lazy var generator = Generator<Int, Never> { [counter] yield throws(GeneratorExit) in
    try yield(
      from: Generator { yield throws(GeneratorExit) in
        func count(_ count: inout Int) throws(GeneratorExit) {
          while true {
            count += 1
            try yield(count)
          }
        }
        try count(&counter.count)
      })
  }

  func next() -> Int { generator.next() ?? 0 }

  func close() throws -> Int {
    try generator.close()
    return counter.count
  }
}

private func summing(depth: Int) -> Coroutine<Int, Int, Void> {
  Coroutine { yield in
    if depth > 0 { return try yield(from: summing(depth: depth - 1)) }
    var total = 0
    while true { total += try yield(total) }
  }
}
