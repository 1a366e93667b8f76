import Dispatch
import Foundation

/// Runs `work` on a thread of its own and waits for its end: nothing is used by two threads at once.
func onAnotherThread(_ work: @escaping () -> Void) {
  // The two threads take turns: one waits while the other works.
  nonisolated(unsafe) let work = work
  let done = DispatchSemaphore(value: 0)
  Thread.detachNewThread {
    unsafe work()
    done.signal()
  }
  done.wait()
}
