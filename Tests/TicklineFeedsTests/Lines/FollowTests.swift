import Foundation
import Generators
import Testing
import TicklineFeeds

/// Files that grow while they are followed.
@Suite struct FollowTests {
  /// A follower whose every wait is the next step of a story.
  private func followed(
    _ paths: [String], steps: [() throws -> Void]
  ) throws -> [String] {
    var steps = steps[...]
    var found: [String] = []
    var quietCount = 0
    let feed = LineFeed(paths: paths, numbersLines: true) {
      // Asked at every look: a few in a row find nothing before the next step, so that each step was read.
      quietCount += 1
      guard quietCount > 4 * paths.count + 4 else { return false }
      quietCount = 0
      guard let step = steps.popFirst() else { return true }
      do { try step() } catch { Issue.record(error) }
      return false
    }
    let lines = LineFeed.lines(of: feed.followedBlocks(pollMilliseconds: 1))
    while let line = try lines.next() {
      quietCount = 0
      found.append("\(URL(fileURLWithPath: line.path).lastPathComponent):\(line.number ?? 0):\(line.text)")
    }
    return found
  }

  private func append(_ text: String, _ path: String) throws {
    if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(fileURLWithPath: path)) }
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  @Test func `what comes to a file is handed out line by line`() throws {
    try withTemporaryFolder { folder in
      let log = "\(folder)/log"
      try append("1\n2\nhal", log)
      let found = try followed(
        [log], steps: [{ try append("f\n", log) }, { try append("", log) }, { try append("4\n5\n", log) }])
      #expect(found == ["log:1:1", "log:2:2", "log:3:half", "log:4:4", "log:5:5"])
    }
  }

  @Test func `a file that was renamed is read to its end, and the new one from its start`() throws {
    try withTemporaryFolder { folder in
      let (log, old) = ("\(folder)/log", "\(folder)/log.1")
      try append("1\n", log)
      let found = try followed(
        [log],
        steps: [
          { try FileManager.default.moveItem(atPath: log, toPath: old) },
          { try append("2\n", old) },
          {
            try append("3 without an end", old)
            try append("new 1\n", log)
          },
          { try append("new 2\n", log) },
        ])
      #expect(found == ["log:1:1", "log:2:2", "log:3:3 without an end", "log:1:new 1", "log:2:new 2"])
    }
  }

  @Test func `a file that was cut is read anew`() throws {
    try withTemporaryFolder { folder in
      let log = "\(folder)/log"
      try append("one\ntwo\nthr", log)
      let found = try followed(
        [log],
        steps: [
          {
            let file = try #require(FileHandle(forWritingAtPath: log))
            try file.truncate(atOffset: 0)
            try file.write(contentsOf: Data("1\n".utf8))
            try file.close()
          },
          { try append("2\n", log) },
        ])
      #expect(found == ["log:1:one", "log:2:two", "log:3:thr", "log:1:1", "log:2:2"])
    }
  }

  @Test func `several files grow at once`() throws {
    try withTemporaryFolder { folder in
      let (a, b) = ("\(folder)/a", "\(folder)/b")
      try append("1\n", a)
      try append("", b)
      let found = try followed(
        [a, b], steps: [{ try append("2\n", b) }, { try append("3\n", a) }, { try append("4\n", b) }])
      #expect(found == ["a:1:1", "b:1:2", "a:2:3", "b:2:4"])
    }
  }

  @Test func `a line that grows beyond a piece is one line`() throws {
    try withTemporaryFolder { folder in
      let log = "\(folder)/log"
      let part = String(repeating: "z", count: 400_000)
      try append(part, log)
      let steps: [() throws -> Void] = (0..<5).map { _ in { try append(part, log) } } + [{ try append("\nend\n", log) }]
      let found = try followed([log], steps: steps)
      #expect(found.map(\.count) == [6 + 2_400_000, 9])
    }
  }

  @Test func `standard input can't be followed`() throws {
    let error = try #require(throws: FeedError.self) { try LineFeed(paths: ["-"]).followedBlocks().next() }
    #expect(error.code == .wrongUsage)
  }
}
