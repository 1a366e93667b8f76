import Testing

/// What the compiler refuses, so that nothing has to be checked when the program runs.
@Suite(
  "Refused by the compiler", .enabled(if: TypeChecker() != nil, "the build's modules are not where they are sought"))
struct CompileTimeTests {
  @Test func `wrong uses of generators and coroutines do not compile`() throws {
    let errors = try #require(TypeChecker()).errors(
      in: """
        import Generators
        func loops(_ generator: Generator<Int, any Error>) { for _ in generator {} }
        func sends(_ generator: Generator<Int, Never>) { _ = generator.send(1) }
        func nexts(_ coroutine: Coroutine<Int, Int, Void>) throws { _ = try coroutine.next() }
        func throwsIn(_ generator: Generator<Int, Never>) { _ = generator.throw(GeneratorExit()) }
        func mixes(_ coroutine: Coroutine<Int, Int, Void>) throws { _ = try coroutine.send("text") }
        let failing = Generator<Int, Never> { yield throws(any Error) in try yield(1) }
        let copied: any Sendable = Generator<Int, Never> { _ in }
        let bridged = Coroutine<Int, Int, Void> { yield in try yield(from: [1, 2]) }
        """)
    #expect(Set(errors.map(\.line)) == Set(2...9), "\(errors)")
  }

  @Test func `what one domain still uses cannot be sent to another`() throws {
    let errors = try #require(TypeChecker()).errors(
      in: """
        import Generators
        func numbers() -> Generator<Int, Never> { Generator { yield throws(GeneratorExit) in try yield(1) } }
        func kept() {
          let generator = numbers()
          Task { _ = generator.next() }
          _ = generator.next()
        }
        func yielder() {
          _ = Generator<Int, Never> { yield throws(GeneratorExit) in
            Task.detached { try yield(1) }
          }
        }
        func given(_ generator: sending Generator<Int, Never>) { Task { _ = generator.next() } }
        """)
    #expect(Set(errors.map(\.line)) == [5, 10], "\(errors)")
  }

  @Test func `a body cannot yield in what another isolation runs`() throws {
    let errors = try #require(TypeChecker()).errors(
      in: """
        import Generators
        func main() { _ = Generator<Int, any Error> { yield in try MainActor.assumeIsolated { try yield(1) } } }
        actor Own {
          func make() { _ = Generator<Int, any Error> { yield in try self.assumeIsolated { _ in try yield(1) } } }
        }
        func immediate() { _ = Generator<Int, any Error> { yield in Task.immediate { try yield(1) } } }
        @MainActor func same() { _ = Generator<Int, any Error> { yield in try MainActor.assumeIsolated { try yield(1) } } }
        """)
    #expect(Set(errors.map(\.line)) == [2, 4, 6], "\(errors)")
  }
}
