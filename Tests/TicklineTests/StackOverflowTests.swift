import Foundation
import Testing
import Tickline

@Suite("A body that runs out of stack in the command")
struct StackOverflowTests {
  @Test func `is named`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      // The command ends the process, whatever the arguments of this one say. What is done last of all is this.
      atexit {
        let generator = Generator<Int, Never>(name: "a deep feed") { yield throws(GeneratorExit) in
          try yield(descend(from: 1))
        }
        _ = generator.next()
      }
      TicklineCommand.main()
    }
    let said = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    #expect(said.contains("Generators: the body of 'a deep feed', made at TicklineTests/"), "\(said)")
  }
}

/// Never ends. The optimiser does not know that.
@inline(never)
private func descend(from number: Int) -> Int {
  let words = InlineArray<16, Int>(repeating: number)
  return number == 0 ? 0 : descend(from: number | number << 1) &+ words[number & 15]
}
