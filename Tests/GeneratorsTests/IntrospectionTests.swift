import Foundation
import Generators
import Testing

/// What a generator tells of itself.
@Suite("Introspection")
struct IntrospectionTests {
  func countdown() -> Generator<Int, Never> {
    Generator { yield throws(GeneratorExit) in
      try yield(2)
      try yield(1)
    }
  }

  @Test func `it is called after the function that made it, unless a name is given`() {
    #expect(countdown().name == "countdown()")
    #expect(Coroutine<Int, Int, Void>(name: "echo") { yield in while true { try yield(yield(0)) } }.name == "echo")
  }

  @Test func `it knows where it was made`() {
    let place = countdown().placeOfCreation
    #expect(place.description == "GeneratorsTests/IntrospectionTests.swift:9")
    #expect(place == placeOfLine(9))
  }

  @Test func `in debug builds it knows where it waits`() {
    let generator = countdown()
    #expect(generator.placeOfLastYield == nil)
    for line in [10, 11] {
      _ = generator.next()
      #expect(generator.placeOfLastYield == (isOptimized ? nil : placeOfLine(line)))
    }
    _ = generator.next()
    #expect(generator.placeOfLastYield == nil)
  }

  @Test func `it knows who yields in its place`() throws {
    let inner = countdown()
    let outer = Generator<Int, any Error> { yield in
      try yield(0)
      try yield(from: inner)
      try yield(9)
    }
    #expect(outer.delegate == nil)
    #expect(try outer.next() == 0)
    #expect(outer.delegate == nil)
    #expect(try outer.next() == 2)
    #expect(outer.delegate === inner)
    #expect(try outer.next() == 1)
    #expect(try outer.next() == 9)
    #expect(outer.delegate == nil)
  }

  @Test func `a walk along the stack goes through the resume into the consumer`() {
    let generator = Generator<[UInt], Never> { yield throws(GeneratorExit) in
      let nested = Generator<[UInt], Never> { yield throws(GeneratorExit) in try yield(returnAddresses()) }
      try yield(nested.next()!)
      try yield(returnAddresses())
    }
    let here = returnAddresses()
    for _ in 1...2 {
      let there = generator.next()!
      // All but a few innermost frames are the same: those of this function's callers.
      #expect(there.count > here.count)
      #expect(there.suffix(here.count - 5) == here.suffix(here.count - 5))
    }
  }
}

private func placeOfLine(_ line: Int) -> SourcePlace? {
  let generator = Generator<Int, Never>(file: "GeneratorsTests/IntrospectionTests.swift", line: UInt(line)) { _ in }
  return generator.placeOfCreation
}

/// Where the functions on the stack go on, the innermost first. Source: backtrace(3), which Swift's modules lack.
@inline(never)
private func returnAddresses() -> [UInt] {
  typealias Backtrace = @convention(c) (UnsafeMutablePointer<UInt>, CInt) -> CInt
  guard let symbol = unsafe dlsym(nil, "backtrace") else { return [] }
  var addresses = [UInt](repeating: 0, count: 256)
  let count = unsafe unsafeBitCast(symbol, to: Backtrace.self)(&addresses, 256)
  return Array(addresses.prefix(Int(count)))
}
