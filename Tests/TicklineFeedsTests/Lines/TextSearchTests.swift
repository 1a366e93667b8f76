import Testing
import TicklineFeeds

/// The search for texts, in every set of instructions that this processor has, against the plainest one there is.
@Suite struct TextSearchTests {
  private static let kinds = TextSearch.Kind.allCases.filter(\.isAvailable)

  /// The plainest search.
  private func place(of needle: [UInt8], in text: [UInt8]) -> Int? {
    guard text.count >= needle.count else { return nil }
    return (0...(text.count - needle.count)).first { start in
      needle.indices.allSatisfy { text[start + $0] == needle[$0] }
    }
  }

  private func check(_ needle: [UInt8], _ text: [UInt8], _ kind: TextSearch.Kind, _ comment: Comment) {
    let found = TextSearch(needle, kind: kind).find(in: text, kind: kind)
    #expect(found.place == place(of: needle, in: text), comment)
    #expect(found.lineFeedCount == text.count { $0 == UInt8(ascii: "\n") }, comment)
  }

  @Test(arguments: kinds)
  func `every set of instructions finds what the plainest search finds`(kind: TextSearch.Kind) {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("TextSearchTests: seed \(seed)")
    var random = SplitMix64(seed: seed)
    for _ in 0..<2_000 {
      // Few letters, so that many places nearly fit, and line feeds among them.
      let letters: [UInt8] = Array("ab\nE".utf8).shuffled(using: &random)
      let kindCount = Int.random(in: 1...4, using: &random)
      let text = (0..<Int.random(in: 0...400, using: &random)).map { _ in
        letters[Int.random(in: 0..<kindCount, using: &random)]
      }
      let needle = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        letters[Int.random(in: 0..<kindCount, using: &random)]
      }
      check(needle, text, kind, "seed \(seed): \(needle) in \(text)")
    }
  }

  @Test(arguments: kinds)
  func `a text is found at every place of a piece, and not where it is cut by the end`(kind: TextSearch.Kind) {
    let needle = Array("ERROR".utf8)
    for count in 0..<300 {
      let text = [UInt8](repeating: UInt8(ascii: "."), count: count) + needle
      check(needle, text, kind, "at \(count)")
      check(needle, Array(text.dropLast()), kind, "cut at \(count)")
      check(needle, text + [UInt8](repeating: UInt8(ascii: "R"), count: 70), kind, "before others at \(count)")
    }
  }

  @Test(arguments: kinds, [1, 2, 31, 32, 33, 64, 200])
  func `texts of every length are found`(kind: TextSearch.Kind, length: Int) {
    let needle = (0..<length).map { UInt8($0 % 7 + 97) }
    check(needle, Array("xyz\n".utf8) + needle.dropFirst() + needle, kind, "length \(length)")
    check(
      [UInt8](repeating: 0xFF, count: length), [UInt8](repeating: 0xFF, count: 100), kind, "the same byte, \(length)")
    check([0] + needle, [0, 0, 0] + needle + needle, kind, "with a null byte")
  }
}
