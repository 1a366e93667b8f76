import Foundation
import Generators
import Testing

/// Task-local values are a list: the last one bound is the first one to go. A body that waits inside of `withValue` leaves
/// its own on the list of whoever resumed it. Each test has a process of its own, since the lists do not recover.
@Suite("A task-local value bound across a yield", .disabled(if: isSanitized, "what the lists lose is a leak"))
struct TaskLocalTests {
  enum Local {
    @TaskLocal static var name = "nobody"
  }

  @Test func `the consumer sees the body's value while the body waits, and its own again afterwards`() async {
    await #expect(processExitsWith: .success) {
      try Local.$name.withValue("consumer") {
        let generator = Self.binding()
        _ = try generator.next()
        precondition(Local.name == "body")
        _ = try generator.next()
        precondition(Local.name == "consumer")
      }
      precondition(Local.name == "nobody")
    }
  }

  @Test func `a scope that ends before the body's takes the body's value, and leaves its own bound`() async {
    await #expect(processExitsWith: .success) {
      let generator = Self.binding()
      try Local.$name.withValue("consumer") { _ = try generator.next() }
      precondition(Local.name == "consumer")
      _ = try generator.next()
      precondition(Local.name == "nobody")
    }
  }

  @Test func `a body that goes on in another task stops the program`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      nonisolated(unsafe) let generator = Self.binding()
      try await Task { _ = try unsafe generator.next() }.value
      try await Task { _ = try unsafe generator.next() }.value
    }
    #expect(result?.said("freed pointer was not the last allocation") == true)
  }

  @Test func `outside of tasks, a body that another thread resumes leaves its value to the first one`() async {
    await #expect(processExitsWith: .success) {
      let worker = Worker()
      let generator = Self.binding()
      worker.run { _ = try! generator.next() }
      onAnotherThread {
        precondition(Local.name == "nobody")
        _ = try! generator.next()
      }
      worker.run { precondition(Local.name == "body") }
    }
  }

  /// Yields once with a value bound, and then without.
  private static func binding() -> Generator<Int, any Error> {
    Generator { yield in
      try Local.$name.withValue("body") { try yield(1) }
      try yield(2)
    }
  }
}
