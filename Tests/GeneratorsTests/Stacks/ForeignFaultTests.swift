import CGeneratorsTestSupport
import Foundation
import Generators
import Synchronization
import Testing

/// What is no body's end of stack goes to whoever had it before the report was switched on.
@Suite("Faults that are no body's end of stack")
struct ForeignFaultTests {
  @Test func `where nothing was set, the program ends by the signal`() async {
    let result = await #expect(processExitsWith: .fault, observing: [\.standardErrorContent]) {
      StackOverflowReport.enable()
      touch(16)
    }
    #expect(result?.said("Generators:") == false)
  }

  @Test func `inside of a body it is no end of stack either`() async {
    let result = await #expect(processExitsWith: .fault, observing: [\.standardErrorContent]) {
      StackOverflowReport.enable()
      let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
        touch(16)
        try yield(1)
      }
      _ = generator.next()
    }
    #expect(result?.said("Generators:") == false)
  }

  @Test func `a stray pointer into a waiting body's guard is not taken for its end of stack`() async {
    let result = await #expect(processExitsWith: .fault, observing: [\.standardErrorContent]) {
      StackOverflowReport.enable()
      let generator = Generator<UInt, Never>(stackSize: 100_000) { yield throws(GeneratorExit) in
        try yield(address_on_stack())
      }
      // A slot is aligned to its size, and the guard is its low end.
      touch((generator.next() ?? 0) & ~(256 * 1024 - 1) + 64)
      withExtendedLifetime(generator) {}
    }
    #expect(result?.said("Generators:") == false)
  }

  @Test func `a handler gets the fault's address`() async {
    await #expect(processExitsWith: .exitCode(42)) {
      onFault { _exit($0 == 48 ? 42 : 1) }
      StackOverflowReport.enable()
      touch(48)
    }
  }

  @Test func `a handler without details is called, too`() async {
    await #expect(processExitsWith: .exitCode(43)) {
      signal(SIGSEGV) { _exit($0 == SIGSEGV ? 43 : 1) }
      StackOverflowReport.enable()
      touch(16)
    }
  }

  @Test func `a handler that mends the fault is called each time, and the report goes on`() async {
    let result = await #expect(processExitsWith: .exitCode(4), observing: [\.standardErrorContent]) {
      let page = forbiddenPage()
      onFault(flags: SA_ONSTACK) { address in
        calls.add(1, ordering: .relaxed)
        if address != page { _exit(calls.load(ordering: .relaxed)) }
        allow(page)
      }
      StackOverflowReport.enable()
      for _ in 0..<3 {
        touch(page)
        forbid(page)
      }
      _ = deep().next()
    }
    #expect(result?.said("the body of 'deep'") == true)
  }

  @Test func `a handler for one fault is not called for the next`() async {
    await #expect(processExitsWith: .fault) {
      let page = forbiddenPage()
      onFault(flags: SA_RESETHAND) { address in
        if address != page { _exit(1) }
        allow(page)
      }
      StackOverflowReport.enable()
      touch(page)
      touch(16)
    }
  }

  @Test func `an end of stack goes to the handler that was set before, after it was reported`() async {
    let result = await #expect(processExitsWith: .exitCode(44), observing: [\.standardErrorContent]) {
      onFault(flags: SA_ONSTACK) { _ in _exit(44) }
      StackOverflowReport.enable()
      _ = deep().next()
    }
    #expect(result?.said("the body of 'deep'") == true)
  }

  @Test func `a signal that was sent ends the program`() async {
    let result = await #expect(processExitsWith: .fault, observing: [\.standardErrorContent]) {
      StackOverflowReport.enable()
      kill(getpid(), SIGSEGV)
      sleep(10)
    }
    #expect(result?.said("Generators:") == false)
  }

  @Test func `a signal that was sent and is ignored changes nothing`() async {
    let result = await #expect(processExitsWith: .fault, observing: [\.standardErrorContent]) {
      signal(SIGSEGV, SIG_IGN)
      StackOverflowReport.enable()
      kill(getpid(), SIGSEGV)
      _ = deep().next()
    }
    #expect(result?.said("the body of 'deep'") == true)
  }
}

// Counts in a process of its own.
private let calls = Atomic<Int32>(0)

private func deep() -> Generator<Int, Never> {
  Generator(name: "deep") { yield throws(GeneratorExit) in try yield(descend(from: 1)) }
}
