import Foundation
import Generators
import Synchronization

/// Lets two threads do the same, as nearly at the same time as can be.
///
/// What they use is shared against all rules: that is what the tests are about.
enum Racers {
  /// Runs `first` and `second` on threads of their own, both of which wait until the other is there, and waits for both.
  static func race(_ first: @escaping () -> Void, _ second: @escaping () -> Void) {
    let line = Line()
    nonisolated(unsafe) let second = second
    let done = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      line.wait(for: 2)
      unsafe second()
      done.signal()
    }
    line.wait(for: 2)
    first()
    done.wait()
  }

  /// The line at which racers meet, as often as they like.
  final class Line: Sendable {
    private let arrived = Atomic<Int>(0)

    /// Waits until so many have arrived in all.
    func wait(for count: Int) {
      arrived.add(1, ordering: .sequentiallyConsistent)
      var spins = 0
      while arrived.load(ordering: .sequentiallyConsistent) < count {
        spins += 1
        // Where there is one processor only, the other one needs it.
        if spins.isMultiple(of: 1_000) { sched_yield() }
      }
    }
  }
}

/// What one racer got.
final class Catch {
  private(set) var values: [Int] = []
  private(set) var refusals = 0
  private(set) var ends = 0
  /// What should not have happened: the first few.
  private(set) var surprises: [String] = []

  /// Takes what an attempt gives: a value, nil at the end, or a refusal.
  func attempt(_ next: () throws -> Int?) {
    do {
      if let value = try next() { values.append(value) } else { ends += 1 }
    } catch let error as CoroutineError where error.code == .alreadyRunning {
      refusals += 1
    } catch {
      if surprises.count < 10 { surprises.append("\(error)") }
    }
  }
}
