import Generators
import Testing

/// While a body waits with an access open, what conflicts with it is refused on the thread that resumed it last.
@Suite("Conflicts with an access open across a yield")
struct ConflictTests {
  static let sentence = "but modification requires exclusive access"

  @Test func `a consumer that changes the variable is stopped with a sentence`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let (counter, generator) = waiting()
      counter.count += 1
      withExtendedLifetime(generator) {}
    }
    #expect(result?.said(Self.sentence) == true)
  }

  @Test func `a consumer that reads it is, too`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let (counter, generator) = waiting()
      print(counter.count)
      withExtendedLifetime(generator) {}
    }
    #expect(result?.said(Self.sentence) == true)
  }

  @Test func `another body that changes it is, too`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let (counter, generator) = waiting()
      let other = Generator<Int, Never> { yield throws(GeneratorExit) in
        counter.count += 1
        try yield(counter.count)
      }
      print(other.next() ?? 0)
      withExtendedLifetime(generator) {}
    }
    #expect(result?.said(Self.sentence) == true)
  }

  @Test func `so is the thread that resumed the body last, after others`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let (counter, generator) = waiting()
      let worker = Worker()
      worker.run {
        _ = generator.next()
        counter.count += 1
      }
      withExtendedLifetime(generator) {}
    }
    #expect(result?.said(Self.sentence) == true)
  }

  @Test func `another thread is stopped that resumes the body within an access of its own`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      func change(_ count: inout Int, _ generator: Generator<Int, Never>) {
        count += 1
        _ = generator.next()
        count += 1
      }
      let (counter, generator) = waiting()
      onAnotherThread { change(&counter.count, generator) }
      withExtendedLifetime(generator) {}
    }
    #expect(result?.said(Self.sentence) == true)
  }

  /// As wrong as on the same thread, and not noticed: optimised code keeps the value in a register all the time.
  @Test func `another thread is not: the runtime compares what is open on one thread`() {
    let (counter, generator) = waiting()
    onAnotherThread { #expect(counter.count == 0) }
    onAnotherThread { #expect(generator.next() == 0) }
    #expect(counter.count == 0)
    #expect([generator.next(), generator.next()] == [1, nil])
    #expect(counter.count == 1)
  }

  @Test func `two bodies may wait with the same variable open for reading, and the consumer may read it`() {
    let counter = Counter()
    let generators = (0..<2).map { _ in
      Generator<Int, Never> { yield throws(GeneratorExit) in
        func look(_ count: borrowing Int) throws(GeneratorExit) {
          try yield(copy count)
          try yield(copy count)
        }
        try look(counter.count)
      }
    }
    for generator in generators { #expect(generator.next() == 0) }
    #expect(counter.count == 0)
    for generator in generators { #expect(generator.next() == 0) }
  }
}

private final class Counter {
  var count = 0
}

/// A counter, and a body that waits with an access to it, at the first of three yields.
private func waiting() -> (Counter, Generator<Int, Never>) {
  let counter = Counter()
  let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
    func change(_ count: inout Int) throws(GeneratorExit) {
      try yield(count)
      try yield(count)
      count += 1
      try yield(count)
    }
    try change(&counter.count)
  }
  _ = generator.next()
  return (counter, generator)
}
