import Foundation
import Generators
import Testing

/// Memory that a closure lends for its own time, which a yield in it makes longer.
@Suite("Lent memory across a yield")
struct LentMemoryTests {
  @Test(arguments: Resumer.allCases, [5, 5_000])
  func `temporary memory is the body's own wherever it goes on`(_ resumer: Resumer, _ count: Int) {
    resumer { resume in
      let generators = (0..<3).map { summing($0, count) }
      for generator in generators { resume { #expect(generator.next() == count) } }
      resume {
        unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: count) { unsafe $0.initialize(repeating: 7) }
      }
      for (first, generator) in generators.enumerated() {
        resume { #expect(generator.next() == (first..<first + count).reduce(0, +)) }
      }
      resume { for generator in generators { #expect(generator.next() == nil) } }
    }
  }

  @Test func `a pointer to an array's elements is to what the array was when the closure began`() throws {
    var numbers = [1, 2, 3]
    let generator = Generator<Int, any Error> { yield in
      try unsafe numbers.withUnsafeBufferPointer { buffer in
        for index in buffer.indices { try unsafe yield(buffer[index]) }
      }
    }
    #expect(try generator.next() == 1)
    numbers[1] = 20
    numbers.append(4)
    #expect(try [generator.next(), generator.next(), generator.next()] == [2, 3, nil])
    #expect(numbers == [1, 20, 3, 4])
  }

  @Test func `a consumer that touches what a mutable pointer is to is stopped with a sentence`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let holder = Holder<[Int]>()
      holder.content = [1, 2, 3]
      let generator = Generator<Int, any Error> { yield in
        try unsafe holder.content!.withUnsafeMutableBufferPointer { buffer in try unsafe yield(buffer[0]) }
      }
      _ = try generator.next()
      holder.content?.append(4)
      withExtendedLifetime(generator) {}
    }
    #expect(result?.said("but modification requires exclusive access") == true)
  }
}

private func summing(_ first: Int, _ count: Int) -> Generator<Int, Never> {
  Generator { yield throws(GeneratorExit) in
    func use(_ buffer: UnsafeMutableBufferPointer<Int>) throws(GeneratorExit) {
      for index in buffer.indices { unsafe buffer.initializeElement(at: index, to: first + index) }
      try yield(buffer.count)
      try unsafe yield(buffer.reduce(0, +))
    }
    try unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: count) { buffer throws(GeneratorExit) in
      try unsafe use(buffer)
    }
  }
}
