import Generators
import Testing

/// What a `for` loop holds: it remembers who answered last, and must notice when that changes.
@Suite struct GeneratorIteratorTests {
  private func counter(_ range: Range<Int>) -> Generator<Int, Never> {
    Generator { yield throws(GeneratorExit) in for n in range { try yield(n) } }
  }

  @Test func `iterators of one generator take turns, and all of them end with it`() {
    let generator = counter(0..<7)
    var (first, second) = (generator.makeIterator(), generator.makeIterator())
    var third = first
    let taken = [first.next(), second.next(), third.next(), generator.next(), second.next(), first.next()]
    #expect(taken == [0, 1, 2, 3, 4, 5])
    #expect([third.next(), first.next(), second.next(), third.next(), generator.next()] == [6, nil, nil, nil, nil])
  }

  @Test func `a loop goes on while its body delegates, deeper and back again`() {
    let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
      try yield(0)
      for start in [1, 4] {
        try yield(
          from: Generator<Int, Never> { inner throws(GeneratorExit) in
            try inner(start)
            try inner(from: counter(start + 1..<start + 2))
            try inner(start + 2)
          })
      }
      try yield(7)
    }
    var seen: [Int] = []
    for element in generator { seen.append(element) }
    #expect(seen == Array(0..<8))
  }

  @Test func `a loop goes on with what was resumed elsewhere meanwhile, also on another thread`() {
    let generator = counter(0..<9)
    var seen: [Int] = []
    for element in generator {
      seen.append(element)
      if element == 2 { seen.append(generator.next() ?? -1) }
      if element == 4 { onAnotherThread { seen.append(generator.next() ?? -1) } }
    }
    #expect(seen == Array(0..<9))
  }

  @Test func `a loop whose generator is closed within it ends`() throws {
    let generator = counter(0..<9)
    var seen: [Int] = []
    for element in generator {
      seen.append(element)
      if element == 1 { try generator.close() }
    }
    #expect(seen == [0, 1])
  }

  @Test func `an iterator is not misled by the stack of an ended generator that a new one got`() {
    let ended = counter(0..<1)
    var iterator = ended.makeIterator()
    #expect(iterator.next() == 0 && iterator.next() == nil)
    let next = counter(5..<7)
    var other = next.makeIterator()
    #expect(other.next() == 5)
    #expect(iterator.next() == nil)
    #expect(other.next() == 6)
  }

  @Test func `elements of any size come whole through a loop`() {
    let generator = Generator<[String], Never> { yield throws(GeneratorExit) in
      for n in 0..<50 { try yield((0..<n).map { "\($0) of \(n)" }) }
    }
    var count = 0
    for element in generator {
      #expect(element == (0..<count).map { "\($0) of \(count)" })
      count += 1
    }
    #expect(count == 50)
  }
}
