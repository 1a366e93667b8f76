import Dispatch
import Generators
import Synchronization
import Testing

/// A body that waits inside of `DispatchQueue.sync` keeps the queue.
@Suite("DispatchQueue.sync across a yield")
struct QueueTests {
  @Test func `other work waits until the body goes on, here or on another thread`() throws {
    for goOn in [{ (work: @escaping () -> Void) in work() }, onAnotherThread] {
      let queue = DispatchQueue(label: "kept")
      let generator = keeping(queue)
      _ = try generator.next()
      let (ran, done) = (Flag(), DispatchSemaphore(value: 0))
      queue.async {
        ran.raise()
        done.signal()
      }
      #expect(done.wait(timeout: .now() + .milliseconds(20)) == .timedOut)
      #expect(!ran.isRaised)
      goOn { #expect(throws: Never.self) { try generator.next() } }
      #expect(done.wait(timeout: .now() + .seconds(10)) == .success)
    }
  }

  @Test func `a consumer that calls sync on the same queue is stopped by the library of queues`() async {
    let result = await #expect(processExitsWith: .failure) {
      let queue = DispatchQueue(label: "kept")
      let generator = keeping(queue)
      _ = try generator.next()
      queue.sync {}
    }
    guard case .signal = result?.exitStatus else {
      Issue.record("it ended with \(String(describing: result?.exitStatus))")
      return
    }
  }
}

/// Yields once on the queue, and then outside of it.
private func keeping(_ queue: DispatchQueue) -> Generator<Int, any Error> {
  Generator { yield in
    try queue.sync { try yield(1) }
    try yield(2)
  }
}

private final class Flag: Sendable {
  private let value = Atomic(false)
  var isRaised: Bool { value.load(ordering: .acquiring) }
  func raise() { value.store(true, ordering: .releasing) }
}
