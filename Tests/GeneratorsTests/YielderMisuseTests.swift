import Generators
import Testing

/// A yielder works in its own running body alone. Anywhere else it stops the program with a sentence.
@Suite("A yielder outside of its body")
struct YielderMisuseTests {
  static let sentence = "A yielder was called outside of its running body"

  @Test func `after the body's end it is refused`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let stolen = steal()
      #expect(stolen.generator.next() == 1)
      #expect(stolen.generator.next() == nil)
      try stolen.holder.content?(2)
    }
    #expect(result?.said(Self.sentence) == true)
  }

  @Test func `after the end it is refused also where another body has the same stack now`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let stolen = steal()
      while stolen.generator.next() != nil {}
      let next = Generator<Int, Never> { yield throws(GeneratorExit) in
        try stolen.holder.content?(2)
        try yield(1)
      }
      _ = next.next()
    }
    #expect(result?.said(Self.sentence) == true)
  }

  @Test func `its consumer is refused`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let stolen = steal()
      #expect(stolen.generator.next() == 1)
      try stolen.holder.content?(2)
    }
    #expect(result?.said(Self.sentence) == true)
  }

  @Test func `a body nested in its own is refused`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let outer = Generator<Int, Never> { yield throws(GeneratorExit) in
        let inner = Generator<Int, Never> { _ throws(GeneratorExit) in try yield(1) }
        _ = inner.next()
      }
      _ = outer.next()
    }
    #expect(result?.said(Self.sentence) == true)
  }

  @Test func `another body that its own is suspended in is refused`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let stolen = steal()
      _ = stolen.generator.next()
      let other = Generator<Int, Never> { _ throws(GeneratorExit) in try stolen.holder.content?(2) }
      _ = other.next()
    }
    #expect(result?.said(Self.sentence) == true)
  }

  @Test func `another thread is refused while the body runs`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
        onAnotherThread { try? yield(1) }
      }
      _ = generator.next()
    }
    #expect(result?.said(Self.sentence) == true)
  }

  @Test func `another thread is refused after the body's end`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let stolen = steal()
      while stolen.generator.next() != nil {}
      onAnotherThread { try? stolen.holder.content?(1) }
    }
    #expect(result?.said(Self.sentence) == true)
  }

  @Test func `suspend is refused as the call is`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let holder = Holder<Coroutine<Int, Int, Void>.Yield>()
      let coroutine = Coroutine<Int, Int, Void> { yield in holder.content = yield }
      try coroutine.start()
      _ = holder.content?.suspend(1)
    }
    #expect(result?.said(Self.sentence) == true)
  }

  @Test func `a closed body's yielder is refused`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let stolen = steal()
      _ = stolen.generator.next()
      try stolen.generator.close()
      try stolen.holder.content?(2)
    }
    #expect(result?.said(Self.sentence) == true)
  }

  @Test func `a yielder that is stored works where the body itself uses it again`() {
    let holder = Holder<Generator<Int, Never>.Yield>()
    let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
      holder.content = yield
      try yield(1)
      try holder.content?(2)
    }
    #expect(Array(generator) == [1, 2])
  }
}

/// A generator of 1 whose body gave its yielder away.
private func steal() -> (generator: Generator<Int, Never>, holder: Holder<Generator<Int, Never>.Yield>) {
  let holder = Holder<Generator<Int, Never>.Yield>()
  let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
    holder.content = yield
    try yield(1)
  }
  return (generator, holder)
}
