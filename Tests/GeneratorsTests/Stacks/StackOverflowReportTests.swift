import Foundation
import Generators
import Testing

/// A body that runs out of stack ends the program; with the report switched on it is named first.
@Suite("The report of a stack that ran out")
struct StackOverflowReportTests {
  static let end = "bytes of stack; where it does not recurse without end, give it more with stackSize:.\n"

  @Test func `without the report the program ends by the signal, and nothing is said`() async {
    let result = await #expect(processExitsWith: .fault, observing: [\.standardErrorContent]) {
      _ = bottomless().next()
    }
    #expect(result?.said("Generators:") == false)
  }

  @Test func `the report names the generator, where it was made, its stack and what to do`() async {
    let result = await #expect(processExitsWith: .fault, observing: [\.standardErrorContent]) {
      StackOverflowReport.enable()
      _ = bottomless(stackSize: 80_000).next()
    }
    let place = "GeneratorsTests/StackOverflowReportTests.swift:\(lineOfBottomless)"
    let sentence = "Generators: the body of 'bottomless(after:stackSize:)', made at \(place), ran out of its "
    #expect(result?.said(sentence) == true)
    #expect(result?.said(Self.end) == true)
    let bytes = result.flatMap { bytesSaid(in: $0) } ?? 0
    #expect((80_000...180_000).contains(bytes), "a stack of \(bytes) bytes")
  }

  @Test func `a name of its own is said, and the place that was given`() async {
    let result = await #expect(processExitsWith: .fault, observing: [\.standardErrorContent]) {
      StackOverflowReport.enable()
      let coroutine = Coroutine<Int, Int, Int>(name: "the answer", file: "Else/Where.swift", line: 42) { yield in
        try yield(descend(from: try yield(0)))
      }
      try coroutine.start()
      try coroutine.send(1)
    }
    #expect(result?.said("the body of 'the answer', made at Else/Where.swift:42, ran out") == true)
  }

  @Test func `it is said on a thread that first made a generator after the report was switched on`() async {
    let result = await #expect(processExitsWith: .fault, observing: [\.standardErrorContent]) {
      StackOverflowReport.enable()
      onAnotherThread { _ = bottomless().next() }
    }
    #expect(result?.said("the body of 'bottomless(after:stackSize:)'") == true)
  }

  @Test func `it is said on a thread that only resumes what another one has started`() async {
    let result = await #expect(processExitsWith: .fault, observing: [\.standardErrorContent]) {
      StackOverflowReport.enable()
      let generator = bottomless(after: 1)
      _ = generator.next()
      onAnotherThread { _ = generator.next() }
    }
    #expect(result?.said("the body of 'bottomless(after:stackSize:)'") == true)
  }

  @Test func `it is said on a thread that made generators before, where that thread asks for it, too`() async {
    let result = await #expect(processExitsWith: .fault, observing: [\.standardErrorContent]) {
      onAnotherThread {
        for _ in bottomless(after: 3).prefix(2) {}
        onAnotherThread { StackOverflowReport.enable() }
        StackOverflowReport.enable()
        _ = bottomless().next()
      }
    }
    #expect(result?.said("the body of 'bottomless(after:stackSize:)'") == true)
  }

  @Test func `the innermost of the bodies that delegate is named`() async {
    let result = await #expect(processExitsWith: .fault, observing: [\.standardErrorContent]) {
      StackOverflowReport.enable()
      let inner = Generator<Int, Never>(name: "inner") { yield throws(GeneratorExit) in
        try yield(1)
        try yield(descend(from: 1))
      }
      let outer = Generator<Int, Never>(name: "outer") { yield throws(GeneratorExit) in try yield(from: inner) }
      while outer.next() != nil {}
    }
    #expect(result?.said("the body of 'inner'") == true)
    #expect(result?.said("outer") == false)
  }

  @Test func `a body that runs out of stack while it is dropped is named`() async {
    let result = await #expect(processExitsWith: .fault, observing: [\.standardErrorContent]) {
      StackOverflowReport.enable()
      var generator: Generator<Int, Never>? = Generator(name: "dropped") { yield throws(GeneratorExit) in
        defer { print(descend(from: 1)) }
        try yield(1)
      }
      _ = generator?.next()
      generator = nil
    }
    #expect(result?.said("the body of 'dropped'") == true)
  }

  @Test(arguments: [1, 1_000, 1_001])
  func `it is found among the stacks of many others`(_ index: Int) async {
    let result = await #expect(processExitsWith: .fault, observing: [\.standardErrorContent]) { [index] in
      StackOverflowReport.enable()
      let sizes = [20_000, 100_000, 1_000_000]
      var all: [Generator<Int, Never>] = []
      for number in 0..<2_000 {
        all.append(
          Generator(name: number == index ? "this one" : "another", stackSize: sizes[number % 3]) {
            yield throws(GeneratorExit) in
            try yield(number)
            try yield(descend(from: 1))
          })
      }
      for generator in all { _ = generator.next() }
      _ = all[index].next()
    }
    #expect(result?.said("the body of 'this one'") == true)
  }

  @Test func `switching it on again changes nothing`() async {
    let result = await #expect(processExitsWith: .fault, observing: [\.standardErrorContent]) {
      DispatchQueue.concurrentPerform(iterations: 8) { _ in StackOverflowReport.enable() }
      _ = bottomless().next()
    }
    let said = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    #expect(said.ranges(of: "Generators:").count == 1, "\(said)")
  }

  /// The bytes of stack in the sentence.
  private func bytesSaid(in result: ExitTest.Result) -> Int? {
    let said = String(decoding: result.standardErrorContent, as: UTF8.self)
    guard let number = said.firstMatch(of: /ran out of its ([0-9,]+) bytes/)?.1 else { return nil }
    return Int(number.filter { $0 != "," })
  }
}

private let lineOfBottomless = #line + 4

/// A body that recurses without end, after some values.
private func bottomless(after count: Int = 0, stackSize: Int? = nil) -> Generator<Int, Never> {
  Generator(stackSize: stackSize) { yield throws(GeneratorExit) in
    for number in 0..<count { try yield(number) }
    try yield(descend(from: 1))
  }
}
