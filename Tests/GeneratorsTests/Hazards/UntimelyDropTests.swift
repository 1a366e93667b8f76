import Dispatch
import Foundation
import Generators
import Synchronization
import Testing

/// The last reference goes at a bad moment. The handler of errors belongs to the process: each test that sets it has its own.
@Suite("Untimely drops")
struct UntimelyDropTests {
  @Test func `a body that several threads resumed and that does not leave at once is told again`() async {
    await #expect(processExitsWith: .success) {
      UnraisableError.setHandler { _ in }
      let lifetimes = Lifetimes()
      let holder = Holder<Generator<Int, any Error>>()
      holder.content = Generator { yield in
        let held = lifetimes.make()
        for number in 1...3 { try? yield(number) }
        withExtendedLifetime(held) {}
      }
      _ = try holder.content?.next()
      onAnotherThread { _ = try! holder.content?.next() }
      holder.content = nil
      #expect(lifetimes.live == 0)
    }
  }

  @Test func `a body that runs drops the one that delegates to it: that one leaves, and cannot close it`() async {
    await #expect(processExitsWith: .success) {
      let reported = Reported()
      UnraisableError.setHandler { error in reported.errors.withLock { $0.append("\(error)") } }
      let (log, root) = (Log(), Holder<Generator<Int, any Error>>())
      let leaf = Generator<Int, any Error> { yield in
        try yield(1)
        root.content = nil
        log("dropped")
        try yield(2)
        try yield(3)
      }
      root.content = delegating(to: leaf, log)
      _ = try root.content?.next()
      #expect(try [leaf.next(), leaf.next(), leaf.next()] == [2, 3, nil])
      #expect(log.lines == ["outer leaves", "dropped"])
      #expect(reported.errors.withLock { $0 } == ["\(CoroutineError(.alreadyRunning))"])
    }
  }

  @Test func `a chain of delegators that the innermost drops leaves from the inside out`() async {
    await #expect(processExitsWith: .success) {
      UnraisableError.setHandler { _ in }
      let (log, root) = (Log(), Holder<Generator<Int, any Error>>())
      let leaf = Generator<Int, any Error> { yield in
        try yield(1)
        root.content = nil
        try yield(2)
      }
      root.content = delegating(to: delegating(to: delegating(to: leaf, log), log), log)
      _ = try root.content?.next()
      #expect(try [leaf.next(), leaf.next()] == [2, nil])
      #expect(log.lines == ["outer leaves", "outer leaves", "outer leaves"])
    }
  }

  @Test func `a delegator that another thread drops waits until the innermost has yielded`() async {
    await #expect(processExitsWith: .success) {
      let (log, root) = (Log(), Holder<Generator<Int, any Error>>())
      let gone = DispatchSemaphore(value: 0)
      let leaf = Generator<Int, any Error> { yield in
        try yield(1)
        nonisolated(unsafe) let root = root
        Thread.detachNewThread {
          unsafe root.content = nil
          gone.signal()
        }
        usleep(20_000)
        log("yields")
        try yield(2)
      }
      root.content = delegating(to: leaf, log)
      _ = try root.content?.next()
      #expect(try leaf.next() == 2)
      gone.wait()
      #expect(log.lines == ["yields", "outer leaves"])
      #expect(leaf.state == .finished)
    }
  }
}

/// Delegates, and tells when it leaves.
private func delegating(to inner: Generator<Int, any Error>, _ log: Log) -> Generator<Int, any Error> {
  Generator { yield in
    defer { log("outer leaves") }
    try yield(from: inner)
  }
}

private final class Reported: Sendable {
  let errors = Mutex<[String]>([])
}
