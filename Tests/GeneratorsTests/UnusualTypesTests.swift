import Generators
import Testing

/// Types at the edges of what can cross a switch.
@Suite("Unusual payloads")
struct UnusualTypesTests {
  @Test func `nil elements are not the end`() {
    let generator = Generator<Int?, Never> { yield throws(GeneratorExit) in
      try yield(nil)
      try yield(1)
      try yield(nil)
    }
    #expect(Array(generator) == [nil, 1, nil])
    let deeper = Generator<Int??, Never> { yield throws(GeneratorExit) in
      try yield(nil)
      try yield(.some(nil))
      try yield(.some(.some(3)))
    }
    #expect(Array(deeper) == [nil, .some(nil), .some(.some(3))])
  }

  @Test func `Void goes both ways`() throws {
    let coroutine = Coroutine<Void, Void, Void> { yield in
      try yield()
      try yield(())
    }
    #expect(try coroutine.next().output != nil)
    #expect(try coroutine.send(()).output != nil)
    #expect(try coroutine.next().result != nil)
    var count = 0
    for _ in Generator<Void, Never>({ yield throws(GeneratorExit) in for _ in 0..<4 { try yield(()) } }) { count += 1 }
    #expect(count == 4)
  }

  @Test func `a body that never returns has Never as its return type`() throws {
    let coroutine = Coroutine<Int, Int, Never> { yield in
      var last = 0
      while true { last = try yield(last + 1) }
    }
    #expect(try coroutine.start() == .yielded(1))
    #expect(try coroutine.send(5) == .yielded(6))
    #expect(try coroutine.close() == nil)
  }

  @Test func `values of strict alignment arrive whole`() throws {
    let coroutine = Coroutine<SIMD16<Double>, SIMD8<Double>, SIMD16<Double>> { yield in
      var all = SIMD16<Double>(repeating: 0)
      for round in 0..<3 { all += try yield(SIMD8(repeating: Double(round))) }
      return all
    }
    #expect(try coroutine.start() == .yielded(SIMD8(repeating: 0)))
    #expect(try coroutine.send(SIMD16(repeating: 1)) == .yielded(SIMD8(repeating: 1)))
    #expect(try coroutine.send(SIMD16(repeating: 2)) == .yielded(SIMD8(repeating: 2)))
    #expect(try coroutine.send(SIMD16(repeating: 4)) == .returned(SIMD16(repeating: 7)))
  }

  /// Makes a variable lie in memory.
  @_optimize(none)
  private func touch<Value>(_: inout Value) {}

  // A frame of unknown size, for the generic variable, with strict alignment, for the vector where the processor has
  // registers of that size, is addressed by a register of its own, where nothing changes that one.

  @inline(never)
  private func resume<Value: Equatable>(
    _ generator: Generator<Int, Never>, beside value: Value, _ start: SIMD8<Double>
  ) -> Bool {
    var (copy, wide) = (value, start)
    for _ in 0..<3 {
      touch(&copy)
      wide += Double(generator.next() ?? 0)
    }
    return copy == value && wide == start + 6
  }

  @inline(never)
  private func pause<Value: Equatable>(
    _ yield: Yielder<Void, Int, Never>, beside value: Value, _ start: SIMD8<Double>
  ) throws(GeneratorExit) -> Bool {
    var (copy, wide) = (value, start)
    for number in 1...3 {
      touch(&copy)
      try yield(number)
      wide += Double(number)
    }
    return copy == value && wide == start + 6
  }

  @Test func `a frame of unknown size and strict alignment is whole after a resume and after a yield`() {
    let start = SIMD8<Double>(1, 2, 3, 4, 5, 6, 7, 8)
    for value in [7, "seven", [7, 8], 7.5] as [any Equatable & Sendable] {
      var isWholeInside = false
      let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
        isWholeInside = try pause(yield, beside: value, start)
      }
      let isWholeOutside = resume(generator, beside: value, start)
      #expect(isWholeOutside)
      #expect(generator.next() == nil && isWholeInside)
    }
  }

  @Test func `existentials and functions arrive as what they are`() throws {
    let coroutine = Coroutine<Any, any CustomStringConvertible, () -> Int> { yield in
      let first = try yield("ready")
      let second = try yield((first as? Int ?? 0) + 1)
      return { (second as? [Int] ?? []).reduce(0, +) }
    }
    #expect(try coroutine.start().output?.description == "ready")
    #expect(try coroutine.send(41).output?.description == "42")
    #expect(try coroutine.send([1, 2, 3]).result?() == 6)
  }

  @Test func `generators may be yielded and sent`() throws {
    typealias Numbers = Generator<Int, Never>
    let coroutine = Coroutine<Numbers, Numbers, Int> { yield in
      let received = try yield(Numbers { yield throws(GeneratorExit) in try yield(from: 1...3) })
      return received.reduce(0, +)
    }
    let own = try #require(try coroutine.start().output)
    #expect(own.next() == 1)
    #expect(try coroutine.send(own).result == 5)
  }

  @Test func `an error in a box that is thrown in is the same object when it comes out`() throws {
    final class Reference: Error { let text = "the one" }
    let error = Reference()
    let generator = Generator<Int, any Error> { yield in
      do { try yield(1) } catch { throw error }
    }
    _ = try generator.next()
    let thrown = #expect(throws: Reference.self) { try generator.throw(error) }
    #expect(thrown === error)
  }

  @Test func `floating point, vectors and many live values survive a switch`() throws {
    let generator = Generator<Double, Never> { yield throws(GeneratorExit) in
      var a = 1.0, b = 2.0, c = 3.0, d = 4.0, e = 5.0, f = 6.0, g = 7.0, h = 8.0
      var i = 1, j = 2, k = 3, l = 4, m = 5, n = 6, o = 7, p = 8
      while true {
        let sum = a + b + c + d + e + f + g + h + Double(i + j + k + l + m + n + o + p)
        try yield(sum)
        (a, b, c, d, e, f, g, h) = (b, c, d, e, f, g, h, a + 1)
        (i, j, k, l, m, n, o, p) = (j, k, l, m, n, o, p, i + 1)
      }
    }
    var x = 0.5, y = 0.25, z = 1
    for round in 0..<100 {
      #expect(generator.next() == 72 + 2 * Double(round))
      (x, y, z) = (y * 2, x * 0.5, z + 1)
    }
    #expect((x, y, z) == (0.5, 0.25, 101))
  }
}
