import Foundation
import Generators
import Testing

/// What suspended bodies cost, and what is left of them. Each in a process of its own, whose memory is looked at.
@Suite("The memory of stacks", .disabled(if: isSanitized, "sanitizers keep memory of their own"))
struct StackMemoryTests {
  @Test func `waiting bodies cost at most 4.6 KB each, and every defer runs when they are dropped`() async {
    await #expect(processExitsWith: .success) {
      let count = 50_000
      let waiting = Waiting(count)
      // Unoptimised frames reach into a second page.
      let most = isOptimized ? 4_710 : 9_000
      precondition(waiting.bytesEach <= most, "\(waiting.bytesEach) bytes each")
      precondition(waiting.drop() == count, "every defer has run")
    }
  }

  @Test func `stacks above the watermark go back to the system`() async {
    await #expect(processExitsWith: .success) {
      _ = Waiting(300).drop()
      let before = residentBytes()
      let waiting = Waiting(5_000)
      let most = residentBytes() - before
      _ = waiting.drop()
      let left = residentBytes() - before
      precondition(most > 4_000 * 4_096, "\(most) bytes at most")  // some are still there from before
      precondition(left < most / 8, "\(left) bytes of \(most) are left")
    }
  }

  @Test func `stacks that went back serve again, and cost no more address space`() async {
    await #expect(processExitsWith: .success) {
      _ = Waiting(5_000).drop()
      let before = addressSpace()
      for _ in 0..<3 { precondition(Waiting(5_000).drop() == 5_000) }
      // A stack has at least 64 KiB, so that one more for each would show.
      precondition(addressSpace() - before < 5_000 * 65_536, "\(addressSpace() - before) bytes")
    }
  }
}

/// Bodies that wait at their first yield.
private final class Waiting {
  private var bodies: [Generator<Int, Never>] = []
  private let ended = Holder<Int>()
  private(set) var bytesEach = 0

  init(_ count: Int) {
    ended.content = 0
    bodies.reserveCapacity(count)
    let before = residentBytes()
    for number in 0..<count {
      let generator = Generator<Int, Never> { [ended] yield throws(GeneratorExit) in
        defer { ended.content! += 1 }
        try yield(number)
      }
      precondition(generator.next() == number)
      bodies.append(generator)
    }
    bytesEach = (residentBytes() - before) / count
    print("\(count) waiting bodies: \(bytesEach) bytes each")
  }

  /// How many `defer` blocks have run when all are dropped.
  func drop() -> Int {
    bodies = []
    return ended.content ?? 0
  }
}

/// Bytes of address space. Source: proc(5), statm.
private func addressSpace() -> Int {
  guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
  return (text.split(separator: " ").first.flatMap { Int($0) } ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
}
