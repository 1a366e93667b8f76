import Generators
import Synchronization
import Testing

/// Two threads at once use the same generator, smuggled past the compiler. That is wrong; it must not become worse: of
/// two resumes one is refused, and nothing is lost or seen twice.
@Suite("Two threads at once", .disabled(if: isThreadSanitized, "it is a race, and the thread sanitizer says so"))
struct RaceTests {
  @Test func `each value comes once and in order, and the other one is refused`() {
    let generator = counting()
    let caught = race(attempts: 200_000) { _ in { try generator.next() } }
    check(caught, attempts: 400_000)
  }

  @Test func `one resumes the outermost of a chain of delegators and the other one the innermost`() throws {
    let leaf = counting()
    let middle = Generator<Int, any Error> { yield in try yield(from: leaf) }
    let root = Generator<Int, any Error> { yield in try yield(from: middle) }
    #expect(try root.next() == 0)
    let caught = race(attempts: 50_000) { racer in { try (racer == 0 ? root : leaf).next() } }
    check(caught, attempts: 100_000, from: 1)
  }

  @Test func `one takes the ends of the innermost from under the delegators of the other`() {
    let leaves = (0..<20_000).map { number in
      Generator<Int, any Error> { yield in for step in 0..<3 { try yield(number * 3 + step) } }
    }
    let middle = Generator<Int, any Error> { yield in for leaf in leaves { try yield(from: leaf) } }
    let root = Generator<Int, any Error> { yield in try yield(from: middle) }
    let isOver = Atomic(false)
    let (byRoot, byLeaf) = (Catch(), Catch())
    let end = ContinuousClock.now + .seconds(20)
    Racers.race(
      {
        while byRoot.ends == 0, ContinuousClock.now < end { byRoot.attempt { try root.next() } }
        isOver.store(true, ordering: .releasing)
      },
      {
        var number = 0
        while number < leaves.count, !isOver.load(ordering: .acquiring) {
          if leaves[number].state == .created { continue }
          let ends = byLeaf.ends
          byLeaf.attempt { try leaves[number].next() }
          if byLeaf.ends > ends { number += 1 }
        }
      })
    #expect(byRoot.surprises + byLeaf.surprises == [])
    #expect(byRoot.values == byRoot.values.sorted() && byLeaf.values == byLeaf.values.sorted())
    let all = (byRoot.values + byLeaf.values).sorted()
    #expect(Set(all).count == all.count)
    #expect(all == Array(0..<60_000))
  }

  @Test func `both want the first element of a fresh one`() {
    var surprises: [String] = []
    let caught = [Catch(), Catch()]
    let generators = (0..<2_000).map { _ in counting() }
    let line = Racers.Line()
    let racer = { (racer: Int) in
      return {
        for (number, generator) in generators.enumerated() {
          line.wait(for: 2 * number + 2)
          caught[racer].attempt { try generator.next() }
        }
      }
    }
    Racers.race(racer(0), racer(1))
    for generator in generators where generator.state != .suspended { surprises.append("\(generator.state)") }
    let values = caught.flatMap(\.values)
    #expect(surprises + caught.flatMap(\.surprises) == [])
    #expect(caught.map(\.ends) == [0, 0])
    #expect(values.count(where: { $0 == 0 }) == 2_000)
    #expect(values.count + caught[0].refusals + caught[1].refusals == 4_000)
    #expect(values.allSatisfy { $0 < 2 })
  }

  @Test func `what is thrown in is met once, and what is refused is not met`() throws {
    let met = Atomic(0)
    let generator = Generator<Int, any Error> { yield in
      for number in 0... { do { try yield(number) } catch is Fault { met.add(1, ordering: .relaxed) } }
    }
    #expect(try generator.next() == 0)
    let caught = race(attempts: 50_000) { racer in
      { racer == 0 ? try generator.next() : try generator.throw(Fault.another) }
    }
    check(caught, attempts: 100_000, from: 1)
    #expect(met.load(ordering: .relaxed) == caught[1].values.count)
  }

  @Test func `one closes what the other one resumes`() {
    let left = Atomic(0)
    let generators = (0..<300).map { _ in
      Generator<Int, any Error> { yield in
        defer { left.add(1, ordering: .relaxed) }
        for number in 0... { try yield(number) }
      }
    }
    let line = Racers.Line()
    let (caught, closed) = (Catch(), Catch())
    let end = ContinuousClock.now + .seconds(60)
    Racers.race(
      {
        for (number, generator) in generators.enumerated() {
          _ = try? generator.next()
          line.wait(for: 2 * number + 2)
          while caught.ends == number, ContinuousClock.now < end { caught.attempt { try generator.next() } }
        }
      },
      {
        for (number, generator) in generators.enumerated() {
          line.wait(for: 2 * number + 2)
          while closed.ends == number, ContinuousClock.now < end {
            closed.attempt {
              try generator.close()
              return nil
            }
          }
        }
      })
    #expect(caught.surprises + closed.surprises == [])
    #expect(left.load(ordering: .relaxed) == 300)
    #expect(generators.allSatisfy { $0.state == .finished })
  }

  /// Lets two racers make so many attempts each.
  private func race(attempts: Int, _ attempt: (Int) -> () throws -> Int?) -> [Catch] {
    let caught = [Catch(), Catch()]
    withoutActuallyEscaping(attempt) { attempt in
      let racer = { (racer: Int) in
        let attempt = attempt(racer)
        return { for _ in 0..<attempts { caught[racer].attempt(attempt) } }
      }
      Racers.race(racer(0), racer(1))
    }
    return caught
  }

  private func check(_ caught: [Catch], attempts: Int, from first: Int = 0) {
    let values = caught.flatMap(\.values)
    #expect(caught.flatMap(\.surprises) == [])
    #expect(caught.map(\.ends) == [0, 0])
    #expect(caught.allSatisfy { $0.values == $0.values.sorted() })
    #expect(values.sorted() == Array(first..<first + values.count))
    #expect(values.count + caught[0].refusals + caught[1].refusals == attempts)
  }
}

private func counting() -> Generator<Int, any Error> {
  Generator { yield in for number in 0... { try yield(number) } }
}
