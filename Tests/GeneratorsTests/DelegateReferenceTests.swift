import Generators
import Testing

/// `delegate` hands out a reference that may outlive the delegation: the object must not lie in a body's frame.
@Suite struct DelegateReferenceTests {
  private func outer(_ kind: Int) -> Generator<Int, Never> {
    Generator { yield throws(GeneratorExit) in
      if kind == 0 {
        let inner = Generator<Int, Never> { inner throws(GeneratorExit) in for n in 0..<3 { try inner(n) } }
        try yield(from: inner)
      } else {
        try yield(from: Generator<Int, Never> { inner throws(GeneratorExit) in for n in 0..<3 { try inner(n) } })
      }
      try yield(100)
    }
  }

  private func failing() -> Generator<Int, any Error> {
    Generator { yield in
      try yield(from: Generator<Int, any Error> { inner in for n in 0..<3 { try inner(n) } })
      try yield(100)
    }
  }

  private func conversing() -> Coroutine<Void, Int, Void> {
    Coroutine { yield in
      try yield(from: Coroutine<Void, Int, Void> { inner in for n in 0..<3 { try inner(n) } })
      try yield(100)
    }
  }

  /// Uses the stacks of ended bodies again.
  private func overwriteStacks() {
    let others = (0..<8).map { seed in
      Generator<Int, Never> { yield throws(GeneratorExit) in
        var words = (seed, seed, seed, seed, seed, seed, seed, seed)
        while true {
          words.7 &+= 1
          try yield(words.7)
        }
      }
    }
    for other in others { _ = other.next() }
  }

  @Test(arguments: 0..<2) func `the delegate of a generator is whole after the delegation`(kind: Int) throws {
    let generator = outer(kind)
    _ = generator.next()
    let delegate = try #require(generator.delegate)
    while generator.next() != nil {}
    overwriteStacks()
    #expect(delegate.state == .finished)
    #expect(delegate.delegate == nil)
    #expect(delegate.name.contains("outer"))
  }

  @Test func `so is that of a generator that may fail, and of a coroutine`() throws {
    let generator = failing()
    _ = try generator.next()
    let coroutine = conversing()
    _ = try coroutine.next()
    let delegates = [try #require(generator.delegate), try #require(coroutine.delegate)]
    while try generator.next() != nil {}
    while try coroutine.next().output != nil {}
    overwriteStacks()
    for delegate in delegates {
      #expect(delegate.state == .finished)
      #expect(delegate.delegate == nil)
    }
  }
}
