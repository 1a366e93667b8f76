import CGeneratorsTestSupport
import Foundation
import Generators
import Testing

/// What a kernel may refuse is a typed error, and no body ever gets a stack without a guard.
@Suite("Limits of the kernel", .enabled(if: isLinux))
struct KernelLimitTests {
  @Test(.disabled(if: isSanitized, mappingsOfSanitizers))
  func `without MADV_GUARD_INSTALL the limit of mappings is a typed error`() async {
    await #expect(processExitsWith: .success) {
      precondition(forget_guard_install() == 0 && leave_mappings(3_000) == 0)
      var (all, error) = startUntilRefused()
      // A guard splits a mapping in three, so a stack costs two more.
      precondition((1_200...1_500).contains(all.count), "\(all.count) bodies")
      precondition(error == CoroutineError(.tooManyMappings))
      precondition(error.description.contains("vm.max_map_count"))
      let sum = try all.reduce(0) { try $0 + ($1.next() ?? 0) }
      precondition(sum == all.count, "all go on")
      all.removeLast(all.count / 2)
      let next = try counter().next()
      precondition(next == 0, "the stacks of those that ended serve others")
    }
  }

  @Test(.enabled(if: has_guard_install()), .disabled(if: isSanitized, mappingsOfSanitizers))
  func `with MADV_GUARD_INSTALL the same limit leaves room for thousands of bodies`() async {
    await #expect(processExitsWith: .success) {
      precondition(leave_mappings(20) == 0)
      let all = (0..<5_000).map { _ in counter() }
      let sum = try all.reduce(0) { try $0 + ($1.next() ?? 1) }
      precondition(sum == 0)
    }
  }

  @Test(.enabled(if: has_guard_install()), .disabled(if: isSanitized, mappingsOfSanitizers))
  func `with MADV_GUARD_INSTALL and no mapping left there is the same error`() async {
    await #expect(processExitsWith: .success) {
      _ = try counter().next()
      precondition(leave_mappings(0) == 0)
      let (all, error) = startUntilRefused()
      print("\(all.count) bodies, then \(error)")
      precondition(!all.isEmpty && error == CoroutineError(.tooManyMappings), "\(all.count) bodies, then \(error)")
    }
  }

  @Test(.disabled(if: isSanitized, mappingsOfSanitizers))
  func `a body that was refused can be started later`() async {
    await #expect(processExitsWith: .success) {
      precondition(forget_guard_install() == 0 && leave_mappings(500) == 0)
      var (all, _) = startUntilRefused()
      let refused = counter()
      #expect(throws: CoroutineError(.tooManyMappings)) { try refused.next() }
      precondition(refused.state == .created)
      all.removeLast()
      let first = try refused.next()
      precondition(first == 0)
    }
  }

  @Test(.disabled(if: isSanitized, mappingsOfSanitizers))
  func `after the refusal the program can go on: some mappings are left`() async {
    await #expect(processExitsWith: .success) {
      precondition(forget_guard_install() == 0 && leave_mappings(500) == 0)
      var (all, error) = startUntilRefused()
      precondition(error == CoroutineError(.tooManyMappings) && take_mappings(32))
      let refused = counter()
      #expect(throws: CoroutineError(.tooManyMappings)) { try refused.next() }
      precondition(take_mappings(16), "a second attempt takes none of them")
      all.removeAll()
    }
  }

  @Test(.disabled(if: isSanitized, mappingsOfSanitizers))
  func `where no guard can be made there is no body`() async {
    await #expect(processExitsWith: .success) {
      precondition(forget_guard_install() == 0 && refuse_mprotect() == 0)
      let (all, error) = startUntilRefused()
      precondition(all.isEmpty && error == CoroutineError(.tooManyMappings), "\(all.count) bodies, then \(error)")
    }
  }

  @Test func `without MADV_GUARD_INSTALL a body that runs out of stack is stopped and named`() async {
    let result = await #expect(processExitsWith: .fault, observing: [\.standardErrorContent]) {
      precondition(forget_guard_install() == 0)
      StackOverflowReport.enable()
      let neighbours = (0..<3).map { _ in counter() }
      for neighbour in neighbours { _ = try neighbour.next() }
      let generator = Generator<Int, Never>(name: "deep") { yield throws(GeneratorExit) in
        try yield(descend(from: 1))
      }
      _ = generator.next()
    }
    #expect(result?.said("the body of 'deep'") == true)
  }
}

private let mappingsOfSanitizers: Comment = "sanitizers need mappings of their own"

private var isLinux: Bool {
  #if os(Linux)
    true
  #else
    false
  #endif
}

private func counter() -> Generator<Int, any Error> {
  Generator { yield in for number in 0... { try yield(number) } }
}

/// Starts bodies until one is refused, at most 100,000.
private func startUntilRefused() -> (all: [Generator<Int, any Error>], refusal: CoroutineError) {
  var all: [Generator<Int, any Error>] = []
  all.reserveCapacity(100_000)
  for _ in 0..<100_000 {
    let generator = counter()
    do { _ = try generator.next() } catch {
      return (all, error as! CoroutineError)
    }
    all.append(generator)
  }
  preconditionFailure("None was refused.")
}
