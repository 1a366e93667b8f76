import Generators
import Testing

/// A generator that is made, run and dropped in one function. In optimised code its object may lie in that function's frame:
/// whatever leaves the function must not lie there.
@Suite("Short lives")
struct ShortLifeTests {
  @Test func `an object that a body captured and yields outlives the generator`() {
    let kept = (0..<1_000).map { number in
      let note = Note(number)
      var last: Note?
      for element in Generator<Note, Never>({ yield throws(GeneratorExit) in try yield(note) }) { last = element }
      return last
    }
    #expect(kept.map(\.?.number) == Array(0..<1_000))
  }

  @Test func `so does one that a failing body throws`() {
    let kept = (0..<1_000).map { number in
      let note = Note(number)
      let generator = Generator<Int, any Error> { yield in
        try yield(number)
        throw Torn(note: note)
      }
      do {
        while try generator.next() != nil {}
        return nil as Note?
      } catch { return (error as? Torn)?.note }
    }
    #expect(kept.map(\.?.number) == Array(0..<1_000))
  }

  @Test func `a body can hand out its own generator`() {
    let kept = (0..<1_000).map { number in
      var handedOut: Generator<Int, Never>?
      let link = Link()
      let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
        try yield(number)
        handedOut = link.generator
        try yield(number + 1)
      }
      link.generator = generator
      return generator.next() == number && generator.next() == number + 1 ? handedOut : nil
    }
    #expect(kept.allSatisfy { $0?.state == .suspended })
    #expect(kept.allSatisfy { $0?.next() == nil && $0?.state == .finished })
  }

  @Test func `a body starts and ends while its consumer has an access open`() {
    let tally = Tally()
    for number in 1...1_000 {
      let generator = Generator<Int, Never> { yield throws(GeneratorExit) in try yield(number) }
      tally.sum.add { generator.next() ?? 0 }
      tally.sum.add { generator.next() ?? 1_000 }
      #expect(generator.state == .finished)
    }
    #expect(tally.sum == 1_500_500)
  }

  @Test func `a body that ends at once gives nothing, again and again`() {
    for _ in 0..<1_000 {
      let generator = Generator<Int, Never> { _ throws(GeneratorExit) in }
      #expect(generator.next() == nil && generator.next() == nil)
    }
  }
}

private final class Note: Sendable {
  let number: Int
  init(_ number: Int) { self.number = number }
}

private struct Torn: Error {
  let note: Note
}

private final class Link {
  weak var generator: Generator<Int, Never>?
}

private final class Tally {
  var sum = 0
}

extension Int {
  /// An access to the number is open while `other` runs.
  fileprivate mutating func add(_ other: () -> Int) { self += other() }
}
