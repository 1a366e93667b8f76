import Foundation
import Generators
import Testing

/// What belongs to a thread, in a body that goes on on another one.
@Suite("A thread's own things across a yield")
struct ThreadStateTests {
  @Test func `the current thread and errno are those of the thread that resumed the body`() throws {
    let generator = Generator<(thread: Thread, errno: Int32), any Error> { yield in
      while true { try yield((Thread.current, errno)) }
    }
    let first = try generator.next()
    #expect(first?.thread === Thread.current)
    onAnotherThread {
      errno = 77
      let second = try! generator.next()
      #expect(second?.thread === Thread.current)
      #expect(second?.errno == 77)
    }
  }

  /// `pthread_self` is declared to give the same for ever; so optimised code may ask only once.
  @Test func `the number of the thread may be that of the first one in optimised code, and there alone`() throws {
    let generator = Generator<UInt, any Error> { yield in while true { try yield(UInt(pthread_self())) } }
    let first = try #require(try generator.next())
    onAnotherThread {
      let second = try! generator.next()!
      #expect(second == UInt(pthread_self()) || isOptimized && second == first)
    }
  }
}
