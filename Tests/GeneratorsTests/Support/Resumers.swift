import Dispatch
import Foundation

/// A thread that does one piece of work after the other, until it is let go.
final class Worker {
  private let (wanted, done) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
  private var work: (() -> Void)?

  init() {
    // The thread and its clients take turns: one waits while the other works.
    nonisolated(unsafe) let worker = self
    Thread.detachNewThread {
      while true {
        unsafe worker.wanted.wait()
        guard let work = unsafe worker.work else { break }
        work()
        unsafe worker.done.signal()
      }
    }
  }

  /// Does `work` on the thread, and waits for its end.
  func run(_ work: @escaping () -> Void) {
    self.work = work
    wanted.signal()
    done.wait()
    self.work = nil
  }

  /// The thread ends.
  func end() { wanted.signal() }
}

/// Where a suspended body goes on.
enum Resumer: CaseIterable, Sendable {
  case here, otherThread, threadOfItsOwnEachTime

  /// Calls `body` with what does each piece of work on the thread that it is for.
  func callAsFunction(_ body: (@escaping (@escaping () -> Void) -> Void) throws -> Void) rethrows {
    switch self {
    case .here: try body { $0() }
    case .threadOfItsOwnEachTime: try body(onAnotherThread)
    case .otherThread:
      let worker = Worker()
      defer { worker.end() }
      try body(worker.run)
    }
  }
}
