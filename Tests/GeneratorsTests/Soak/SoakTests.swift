import CGeneratorsTestSupport
import Foundation
import Generators
import Testing

/// Random lives, in a process of their own: bodies that are dropped say what they like to the handler of the process.
@Suite("Soak")
struct SoakTests {
  @Test func `nothing is left of many bodies that were run in part and dropped`() async {
    await #expect(processExitsWith: .success) {
      stop_noting_thrown_errors()
      UnraisableError.setHandler { _ in }
      let lifetimes = Lifetimes()
      let (few, many) = isOptimized ? (100_000, 1_000_000) : (10_000, 60_000)
      var life = RandomLife(seed: 1, lifetimes)
      var before = 0
      for cycle in 0..<many {
        if cycle == few { before = residentBytes() }
        let body = life.make()
        life.drive(body, steps: life.random.below(8))
      }
      precondition(lifetimes.made > many && lifetimes.live == 0, "\(lifetimes.live) objects are left")
      let growth = residentBytes() - before
      precondition(growth < 4 << 20 || isSanitized, "\(growth) bytes more than after the first \(few) lives")
    }
  }

  /// Longer with TICKLINE_SOAK_SECONDS, which `make soak` sets.
  @Test func `threads that pass waiting bodies on leave nothing behind, and memory does not grow`() async {
    let result = await #expect(
      processExitsWith: .success, observing: [\.standardOutputContent, \.standardErrorContent]
    ) {
      stop_noting_thrown_errors()
      UnraisableError.setHandler { _ in }
      let seconds = ProcessInfo.processInfo.environment["TICKLINE_SOAK_SECONDS"].flatMap(Double.init) ?? 2
      let seed = UInt64.random(in: 0...999_999)
      print("soak: seed \(seed), \(seconds) seconds")
      let lifetimes = Lifetimes()
      Relay(lifetimes).run(threads: 3, seed: seed, seconds: seconds / 5)
      let before = residentBytes()
      Relay(lifetimes).run(threads: 3, seed: seed + 100, seconds: seconds * 4 / 5)
      let growth = residentBytes() - before
      print("soak: \(lifetimes.made) objects, \(lifetimes.live) left, \(growth) bytes of growth")
      // Each thread keeps up to 256 free stacks warm, and which thread's pool they come to is chance: over minutes all of
      // them fill. Optimised bodies touch a page or two of a stack, others three or four.
      let most = (isOptimized ? 8 : 16) << 20
      if lifetimes.live == 0, growth < most || isSanitized { print("soak: passed") }
    }
    let output = result.map { String(decoding: $0.standardOutputContent + $0.standardErrorContent, as: UTF8.self) }
    #expect(output?.contains("soak: passed") == true, "\(output ?? "it crashed")")
  }
}

/// Threads that make bodies, drive them for a while and lay them down for another thread to go on with.
private final class Relay: @unchecked Sendable {
  /// A waiting body between two threads: only the one that takes it out uses it.
  private struct Parcel {
    let body: RandomLife.Body
  }

  private let lifetimes: Lifetimes
  private let lock = NSLock()  // not Mutex, which the thread sanitizer does not see
  private var parcels: [Parcel] = []

  init(_ lifetimes: Lifetimes) { self.lifetimes = lifetimes }

  func run(threads: Int, seed: UInt64, seconds: Double) {
    let end = Date(timeIntervalSinceNow: seconds)
    DispatchQueue.concurrentPerform(iterations: threads) { number in
      var life = RandomLife(seed: seed + UInt64(number), lifetimes)
      while Date() < end { for _ in 0..<100 { takeTurn(&life) } }
    }
    parcels = []
  }

  private func takeTurn(_ life: inout RandomLife) {
    let taken = lock.withLock { parcels.popLast() }
    let parcel = taken ?? Parcel(body: life.make())
    life.drive(parcel.body, steps: life.random.below(5))
    if life.random.below(3) > 0 {
      lock.withLock { if parcels.count < 64 { parcels.append(parcel) } }
    }
  }
}
