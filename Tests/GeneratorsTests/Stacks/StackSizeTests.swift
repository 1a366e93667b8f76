import CGeneratorsTestSupport
import Foundation
import Generators
import Testing

/// The default size suffices twice over for what bodies are likely to call. Each in a process of its own, since most stack is
/// needed the first time.
@Suite("The default size of a stack")
struct StackSizeTests {
  @Test(arguments: FoundationWork.allCases)
  func `is twice what Foundation needs at least`(_ work: FoundationWork) async {
    let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) { [work] in
      let coroutine = Coroutine<Void, Void, Int> { _ in
        paint_stack(paintedSize)
        try work.run()
        return used_stack()
      }
      let used = try coroutine.next().result ?? 0
      print("used \(used) bytes for \(work)")
      precondition(used > 0 && used * 2 <= coroutine.stackSize, "\(work) used \(used) of \(coroutine.stackSize) bytes")
      // Without a leak check: Foundation's `Process` loses a few bytes.
      fflush(nil)
      _exit(0)
    }
    print(result.map { usedLine(in: $0) } ?? "")
  }

  @Test(arguments: Misuse.allCases)
  func `is twice what the end of the program by a misuse needs at least`(_ misuse: Misuse) async {
    let result = await #expect(processExitsWith: .exitCode(9), observing: [\.standardOutputContent]) { [misuse] in
      tell_used_stack_at_trap()
      let coroutine = Coroutine<Void, Void, Void> { _ in
        paint_stack(paintedSize)
        try misuse.commit()
      }
      try coroutine.next()
    }
    let line = result.map { usedLine(in: $0) } ?? ""
    let used = line.firstMatch(of: /used ([0-9]+) bytes/).flatMap { Int($0.1) } ?? .max
    print("used \(used) bytes for \(misuse)")
    #expect(used > 0 && used <= defaultStackSize / 2)
  }

  private func usedLine(in result: ExitTest.Result) -> String {
    let output = String(decoding: result.standardOutputContent, as: UTF8.self)
    return output.firstMatch(of: /used .*\n/).map { String($0.output) } ?? ""
  }
}

/// Ways to end a program that say something first.
enum Misuse: CaseIterable, Codable, Sendable {
  case fatalError, unwrapping, tryingInVain, casting, overflow

  func commit() throws {
    switch self {
    case .fatalError: Swift.fatalError("the end of \([self])")
    case .unwrapping: print(Int("x" + "\(self)")!)
    case .tryingInVain: try! fail()
    case .casting: print([self as Any] as! [String])
    case .overflow: print(Int.max - "\(self)".count + 100)
    }
  }

  private func fail() throws { throw Fault.wrongTick }
}

/// Bytes that a body gets which asks for none in particular.
private var defaultStackSize: Int { Coroutine<Void, Void, Void> { _ in }.stackSize }

/// All of it but for the frames above and below the painter's.
private var paintedSize: Int { defaultStackSize - 4_096 }
