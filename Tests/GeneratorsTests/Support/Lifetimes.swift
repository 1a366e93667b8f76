import Synchronization

/// Counts the objects that it made and that are still alive. A leak leaves some, a double release too few.
final class Lifetimes: Sendable {
  private let alive = Atomic<Int>(0)
  private let everMade = Atomic<Int>(0)

  var live: Int { alive.load(ordering: .sequentiallyConsistent) }
  var made: Int { everMade.load(ordering: .sequentiallyConsistent) }

  func make(_ number: Int = 0) -> Tracked { Tracked(number, self) }

  fileprivate func begin() {
    alive.add(1, ordering: .sequentiallyConsistent)
    everMade.add(1, ordering: .sequentiallyConsistent)
  }

  fileprivate func end() { alive.subtract(1, ordering: .sequentiallyConsistent) }
}

/// An object whose life is counted.
final class Tracked: Sendable {
  let number: Int
  private let lifetimes: Lifetimes

  fileprivate init(_ number: Int, _ lifetimes: Lifetimes) {
    self.number = number
    self.lifetimes = lifetimes
    lifetimes.begin()
  }

  deinit { lifetimes.end() }
}
