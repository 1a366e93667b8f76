import Foundation
import Generators
import Synchronization
import Testing

/// A lock that a body holds at a yield stays locked while the body waits. What comes of that is the lock's own affair.
@Suite("A lock held across a yield")
struct LockTests {
  @Test func `a consumer that locks the Mutex is stopped with a sentence`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let guarded = Guarded()
      let generator = guarded.counting()
      _ = try generator.next()
      precondition(guarded.mutex.withLockIfAvailable { $0 } == nil)
      guarded.mutex.withLock { $0 = 0 }
    }
    #expect(result?.said("Recursive call to lock Mutex") == true)
  }

  @Test func `a Mutex that the body unlocks on the same thread is free again`() throws {
    let guarded = Guarded()
    let generator = guarded.counting()
    #expect(try generator.next() == 1)
    #expect(try generator.next() == 100)
    #expect(guarded.mutex.withLock { $0 } == 2)
  }

  /// Optimised code keeps the number of the thread that locked it, and so does not notice.
  @Test func `a Mutex that the body unlocks on another thread stops an unoptimised program with a sentence`() async {
    let expected: ExitTest.Condition = isOptimized ? .success : .failure
    let result = await #expect(processExitsWith: expected, observing: [\.standardErrorContent]) {
      let guarded = Guarded()
      let generator = guarded.counting()
      _ = try generator.next()
      onAnotherThread { _ = try! generator.next() }
      onAnotherThread { precondition(guarded.mutex.withLockIfAvailable { $0 } == 2) }
    }
    #expect(result?.said("Call to unlock Mutex on a thread which hasn't acquired the lock") == !isOptimized)
  }

  @Test func `a consumer that locks an NSLock waits until the body goes on elsewhere, and that may be never`() throws {
    let lock = NSLock()
    let generator = Generator<Int, any Error> { yield in
      try lock.withLock { try yield(1) }
      try yield(2)
    }
    #expect(try generator.next() == 1)
    #expect(!lock.lock(before: Date(timeIntervalSinceNow: 0.02)))
    onAnotherThread { #expect(try! generator.next() == 2) }
    #expect(lock.lock(before: Date(timeIntervalSinceNow: 10)))
    lock.unlock()
  }

  @Test func `an NSRecursiveLock that is unlocked on another thread stays with the first one for good`() throws {
    let lock = NSRecursiveLock()
    let generator = Generator<Int, any Error> { yield in
      try lock.withLock { try yield(1) }
      try yield(2)
    }
    _ = try generator.next()
    // The consumer gets in: the lock is its own thread's.
    #expect(lock.try())
    lock.unlock()
    onAnotherThread { #expect(try! generator.next() == 2) }
    onAnotherThread { #expect(!lock.try()) }
  }

  @Test func `a pthread mutex that checks for errors is not unlocked by another thread`() throws {
    let lock = CheckedLock()
    let generator = Generator<Int32, any Error> { yield in
      lock.lock()
      try yield(0)
      try yield(lock.unlock())
    }
    #expect(try generator.next() == 0)
    onAnotherThread { #expect(try! generator.next() == EPERM) }
    #expect(lock.unlock() == 0)
  }
}

private final class Guarded: Sendable {
  let mutex = Mutex(0)

  /// Yields once with the lock held, and then without.
  func counting() -> Generator<Int, any Error> {
    Generator { yield in
      try self.mutex.withLock { count in
        count += 1
        try yield(count)
        count += 1
      }
      try yield(100)
    }
  }
}

/// A mutex that answers misuse with an error.
@safe private final class CheckedLock {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  init() {
    unsafe mutex = .allocate(capacity: 1)
    var attributes = pthread_mutexattr_t()
    unsafe pthread_mutexattr_init(&attributes)
    unsafe pthread_mutexattr_settype(&attributes, Int32(PTHREAD_MUTEX_ERRORCHECK))
    unsafe pthread_mutex_init(mutex, &attributes)
  }

  deinit {
    unsafe pthread_mutex_destroy(mutex)
    unsafe mutex.deallocate()
  }

  func lock() { unsafe pthread_mutex_lock(mutex) }
  func unlock() -> Int32 { unsafe pthread_mutex_unlock(mutex) }
}
