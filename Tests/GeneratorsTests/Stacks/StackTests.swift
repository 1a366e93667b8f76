import Generators
import Testing

@Suite("Stacks")
struct StackTests {
  @Test func `a stack size that is not positive stops the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = Generator<Int, Never>(stackSize: 0) { _ in }
    }
  }

  @Test func `a stack that no memory suffices for is a typed error, and the body has not started`() throws {
    let log = Log()
    let generator = Generator<Int, any Error>(stackSize: .max) { yield in
      log("begin")
      try yield(1)
    }
    #expect(throws: CoroutineError(.outOfMemory)) { try generator.next() }
    #expect(generator.state == .created)
    #expect(log.lines == [])
    try generator.close()
    #expect(generator.state == .finished)
  }

  @Test(arguments: [16_384, 65_536, 1 << 20, 64 << 20])
  func `a body has at least the stack that it asked for`(_ stackSize: Int) throws {
    let generator = Generator<Int, Never>(stackSize: stackSize) { yield throws(GeneratorExit) in
      // Half of it is left to the frames of the library and of the test.
      try yield(descend(stackSize / 2 / 4_096))
    }
    #expect(generator.next() == stackSize / 2 / 4_096)
    #expect(generator.next() == nil)
  }

  /// The address sanitizer keeps large frames elsewhere.
  @Test(.disabled(if: isAddressSanitized))
  func `a frame larger than a page does not leap over the guard into a neighbour's stack`() async {
    await #expect(processExitsWith: .failure) {
      let neighbours = (0..<8).map { first in
        Generator<Int, Never>(stackSize: 100_000) { yield throws(GeneratorExit) in try yield(from: first...) }
      }
      for neighbour in neighbours { _ = neighbour.next() }
      // The optimiser does not know the depth, which needs 240 KB.
      let depth = neighbours[5].next()! + 4
      let generator = Generator<Int, Never>(stackSize: 100_000) { yield throws(GeneratorExit) in
        try yield(leap(depth, depth < 0, Log()))
      }
      _ = generator.next()
      withExtendedLifetime((neighbours, generator)) {}
    }
  }

  @Test func `a thousand live generators take turns, and each has its own stack`() {
    let generators = (0..<1_000).map { first in
      Generator<Int, Never> { yield throws(GeneratorExit) in
        for number in 0..<3 { try yield(first * 10 + number) }
      }
    }
    for round in 0..<3 {
      for (index, generator) in generators.enumerated() { #expect(generator.next() == index * 10 + round) }
    }
    #expect(generators.allSatisfy { $0.next() == nil })
  }
}

/// Calls itself that many times, with a frame of less than a page.
@inline(never)
private func descend(_ depth: Int) -> Int {
  let words = InlineArray<48, Int>(repeating: depth)
  if depth == 0 { return words[0] }
  return descend(depth - 1) + words[7] - depth + 1
}

/// Calls itself that many times, with frames of several pages of which it writes only the ends.
@inline(never)
private func leap(_ depth: Int, _ fills: Bool, _ log: Log) -> Int {
  if fills { return lastOf(InlineArray<3_000, Int>(repeating: depth)) }
  if depth == 0 { return 0 }
  let below = leap(depth - 1, fills, log)
  if below < 0 { log("negative") }
  return below + 1
}

@inline(never)
private func lastOf(_ words: borrowing InlineArray<3_000, Int>) -> Int { words[2_999] }
