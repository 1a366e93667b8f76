import Foundation
import Generators
import Testing
import TicklineFeeds

/// The lines of files against those that cutting the whole text gives.
@Suite struct LineFeedTests {
  /// Lines as arrays of bytes, with their numbers.
  struct Lines: Equatable {
    var bytes: [[UInt8]] = []
    var numbers: [Int64?] = []
  }

  private func lines(_ blocks: Generator<LineBlock, any Error>) throws -> Lines {
    var lines = Lines()
    while let block = try blocks.next() {
      for index in 0..<block.count {
        let span = block[index]
        var bytes: [UInt8] = []
        block.write(lineAt: index, into: &bytes)
        #expect(span.count == bytes.count && (bytes.isEmpty || span[span.count / 2] == bytes[bytes.count / 2]))
        lines.bytes.append(bytes)
        lines.numbers.append(block.number(at: index))
      }
    }
    return lines
  }

  private func lines(of text: [UInt8], _ filter: LineFilter, numbers: Bool = true) throws -> Lines {
    try withFile(text) { path in
      try lines(LineFeed(paths: [path], filter: filter, numbersLines: numbers).blocks())
    }
  }

  /// What cutting the whole text gives.
  private func expected(_ text: [UInt8], where isWanted: ([UInt8]) -> Bool) -> Lines {
    var lines = Lines()
    var parts = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Array($0) }
    if parts.last == [] { parts.removeLast() }
    for (index, part) in parts.enumerated() where isWanted(part) {
      lines.bytes.append(part)
      lines.numbers.append(Int64(index + 1))
    }
    return lines
  }

  private func contains(_ line: [UInt8], _ text: String) -> Bool {
    Data(line).range(of: Data(text.utf8)) != nil
  }

  @Test func `random texts give the lines that cutting them gives`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("LineFeedTests: seed \(seed)")
    var random = SplitMix64(seed: seed)
    for _ in 0..<12 {
      // Lines of all lengths, some longer than a piece of the input.
      var text: [UInt8] = []
      for _ in 0..<Int.random(in: 0...60, using: &random) {
        let length = [3, 30, 300, 3_000, 300_000][min(4, Int.random(in: 0...80, using: &random) / 19)]
        let count = Int.random(in: 0...length, using: &random)
        let byte = UInt8.random(in: 0...255, using: &random)
        text += (Array(repeating: Array("ABCDEABCDEABCD".utf8) + [byte], count: count / 15 + 1).joined()).prefix(count)
        if Bool.random(using: &random) { text += Array("BCDX".utf8) }
        text.append(UInt8(ascii: "\n"))
      }
      if Bool.random(using: &random) { text += Array("the last one BCDX".utf8) }
      #expect(try lines(of: text, .everything) == expected(text) { _ in true }, "seed \(seed)")
      let one = try LineFilter(containing: ["BCDX"])
      #expect(try lines(of: text, one) == expected(text) { contains($0, "BCDX") }, "seed \(seed)")
      let two = try LineFilter(containing: ["XY", "EAAB", "BCDX"])
      #expect(
        try lines(of: text, two) == expected(text) { contains($0, "EAAB") || contains($0, "BCDX") }, "seed \(seed)")
    }
  }

  @Test func `every line of a text with many matches comes once`() throws {
    let text = Array(String(repeating: "a\nERROR\n\nERROR ERROR\n", count: 40_000).utf8)
    let found = try lines(of: text, try LineFilter(containing: ["ERROR"]))
    #expect(found == expected(text) { contains($0, "ERROR") })
    #expect(found.bytes.count == 80_000)
  }

  @Test(arguments: [
    ("", [String]()), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\n\nb", ["a", "", "b"]),
    ("a\r\nb\r\n", ["a\r", "b\r"]),
  ])
  func `a line ends with a line feed or with the file`(text: String, expected: [String]) throws {
    #expect(try lines(of: Array(text.utf8), .everything).bytes == expected.map { Array($0.utf8) })
  }

  @Test func `without numbers there are none`() throws {
    #expect(try lines(of: Array("a\nb\n".utf8), .everything, numbers: false).numbers == [nil, nil])
  }

  @Test func `a line that is longer than a piece is one line, wherever its text stands`() throws {
    for size in [262_143, 262_144, 262_145, 524_287, 524_288, 524_289, 3_000_000] {
      var long = [UInt8](repeating: UInt8(ascii: "x"), count: size)
      long.replaceSubrange(size / 2..<size / 2 + 5, with: Array("ERROR".utf8))
      let text = Array("first\n".utf8) + long + Array("\nERROR at last".utf8)
      let found = try lines(of: text, try LineFilter(containing: ["ERROR"]))
      #expect(found.bytes.map(\.count) == [size, 13] && found.numbers == [2, 3], "\(size)")
    }
  }

  @Test(arguments: [262_143, 262_144, 262_145, 300_000, 600_000], [[UInt8](), [UInt8(ascii: "\n")]])
  func `a last line of about a piece is one line, with and without its line feed`(size: Int, ending: [UInt8]) throws {
    var long = [UInt8](repeating: UInt8(ascii: "x"), count: size)
    long.replaceSubrange(size - 5..<size, with: Array("ERROR".utf8))
    let filter = try LineFilter(containing: ["ERROR"])
    for start in [[UInt8](), Array("first\n".utf8)] {
      let text = start + long + ending
      #expect(try lines(of: text, .everything) == expected(text) { _ in true })
      #expect(try lines(of: text, filter) == expected(text) { contains($0, "ERROR") })
    }
  }

  @Test func `an empty text is in every line`() throws {
    #expect(try lines(of: Array("a\n\nb".utf8), try LineFilter(containing: ["", "zzz"])).bytes.count == 3)
  }

  @Test func `a text with a line feed is refused`() {
    #expect(throws: FeedError.self) { try LineFilter(containing: ["a\nb"]) }
  }

  @Test(arguments: [
    ("^b.*c$", ["bxc"]), ("a{2}", ["xaa"]), ("[^a-z]", ["\u{1}\u{0}9"]), ("x|9", ["bxc", "xaa", "\u{1}\u{0}9"]),
  ])
  func `an expression is matched byte by byte, also behind a null byte`(pattern: String, expected: [String]) throws {
    let text = Array("bxc\nxaa\n\u{1}\u{0}9\n".utf8)
    let found = try lines(of: text, try LineFilter(matching: pattern))
    #expect(found.bytes.map { String(decoding: $0, as: UTF8.self) } == expected)
  }

  @Test func `with a text and an expression a line must have both`() throws {
    let filter = try LineFilter(containing: ["ERROR", "FATAL"], matching: "[0-9]+ ms")
    let text = "ERROR 5 ms\nERROR\n5 ms\nFATAL 17 ms\n"
    #expect(try lines(of: Array(text.utf8), filter).numbers == [1, 4])
  }

  @Test func `what is no expression is refused in a sentence`() throws {
    let error = try #require(throws: FeedError.self) { try LineFilter(matching: "a(") }
    #expect(error.code == .wrongUsage && error.description.contains("'a(' is no regular expression"))
  }

  @Test func `the lines of several files come one file after the other`() throws {
    try withTemporaryFolder { folder in
      let paths = ["1", "2", "3"].map { "\(folder)/\($0)" }
      for (path, text) in zip(paths, ["1\n2", "", "3\n"]) { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
      let lines = LineFeed(paths: paths, numbersLines: true).lines()
      var found: [String] = []
      while let line = try lines.next() { found.append("\(line.text) \(line.number ?? 0)") }
      #expect(found == ["1 1", "2 2", "3 1"])
    }
  }

  @Test func `a file that is not there is an error of the first next`() throws {
    let blocks = LineFeed(paths: ["/nowhere/at/all"]).blocks()
    let error = try #require(throws: FeedError.self) { try blocks.next() }
    #expect(error.code == .noInput)
  }
}
