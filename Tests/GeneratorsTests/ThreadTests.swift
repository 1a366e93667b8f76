import Generators
import Testing

/// One at a time may use a generator, from any thread.
@Suite("Threads")
struct ThreadTests {
  @Test func `a generator is resumed by other threads in turn`() {
    let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
      var texts: [String] = []
      for number in 0..<20 {
        texts.append("line \(number)")
        try yield(texts.count)
      }
    }
    for turn in 1...20 { onAnotherThread { #expect(generator.next() == turn) } }
    onAnotherThread { #expect(generator.next() == nil) }
    #expect(generator.state == .finished)
  }

  @Test func `values and errors go in from other threads`() throws {
    let lifetimes = Lifetimes()
    do {
      let coroutine = Coroutine<Tracked, Int, Void> { yield in
        var last = 0
        while true {
          do { last = try yield(last).number } catch Fault.wrongTick { last = -1 }
        }
      }
      onAnotherThread { #expect(throws: Never.self) { try coroutine.start() } }
      for number in 0..<10 {
        onAnotherThread { #expect(try! coroutine.send(lifetimes.make(number)).output == number) }
        onAnotherThread { #expect(try! coroutine.throw(Fault.wrongTick).output == -1) }
      }
      onAnotherThread { #expect(throws: Never.self) { try coroutine.close() } }
    }
    #expect(lifetimes.live == 0)
  }

  @Test func `a generator that was started here is dropped on another thread`() {
    let lifetimes = Lifetimes()
    let holder = Holder<Generator<Tracked, Never>>()
    for _ in 0..<10 {
      holder.content = Generator { yield throws(GeneratorExit) in
        let held = lifetimes.make()
        while true { try yield(held) }
      }
      _ = holder.content?.next()
      onAnotherThread { holder.content = nil }
      #expect(lifetimes.live == 0)
    }
  }

  @Test func `threads use their own generators at the same time`() async {
    let sums = await withTaskGroup(of: Int.self) { group in
      for worker in 0..<8 {
        group.addTask {
          var sum = 0
          for round in 0..<200 {
            let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
              for number in 0..<10 { try yield(number + worker + round) }
            }
            if round % 3 == 0 { sum += generator.next() ?? 0 } else { sum += generator.reduce(0, +) }
          }
          return sum
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let expected = (0..<8).map { worker in
      (0..<200).map { round in
        round % 3 == 0 ? worker + round : (0..<10).reduce(0) { $0 + $1 + worker + round }
      }.reduce(0, +)
    }
    #expect(sums.sorted() == expected.sorted())
  }

  @Test func `an actor resumes its generator wherever it runs`() async {
    let numbers = Numbers()
    var seen: [Int] = []
    for _ in 0..<50 {
      await Task.yield()
      seen.append(await numbers.next())
    }
    #expect(seen == Array(1...50))
  }

  @Test func `a generator may be sent to a task and back`() async {
    var generator = Generator<Int, Never> { yield throws(GeneratorExit) in try yield(from: 1...) }
    var seen: [Int] = []
    for _ in 0..<10 { seen.append(await takeOne(&generator)) }
    #expect(seen == Array(1...10))
  }

  /// An actor whose generator never leaves it.
  private actor Numbers {
    private let generator = Generator<Int, Never> { yield throws(GeneratorExit) in try yield(from: 1...) }

    func next() -> Int { generator.next() ?? 0 }
  }
}

@concurrent
private func takeOne(_ generator: inout sending Generator<Int, Never>) async -> Int {
  generator.next() ?? 0
}
