import Foundation
import Testing

@Suite struct MemoryTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  /// The peak memory, in kilobytes, of a run on a pipe, when a text has come out and before the pipe ends.
  private func peak(of input: [Data], until text: String) throws -> Int {
    let pipe = Pipe()
    let running = try RunningProcess(
      Command.path, ["run", "--source", "csv:-", "--format", "json", "--audit", "audit.log"], pipe: pipe, in: folder)
    for piece in input { try pipe.fileHandleForWriting.write(contentsOf: piece) }
    try running.waitForOutput(text)
    let status = try String(contentsOfFile: "/proc/\(running.id)/status", encoding: .utf8)
    try pipe.fileHandleForWriting.close()
    #expect(try running.outcome().status == 0)
    let match = try #require(status.firstMatch(of: /VmHWM:\s+([0-9]+) kB/))
    return try #require(Int(match.1))
  }

  private func peak(_ count: Int) throws -> Int {
    try peak(of: [Data(Ticks.csv(count).utf8)], until: #""time":"\#(Self.lastTime(count))""#)
  }

  /// Runs a test of memory where it can be measured.
  private func measuring(_ body: () throws -> Void) throws {
    try Outside.using {
      guard FileManager.default.fileExists(atPath: "/proc/self/status") else {
        throw Outside.Missing(reason: "there is no /proc, which knows the peak memory.")
      }
      if isSanitized { throw Outside.Missing(reason: "a sanitizer takes memory of its own.") }
      try body()
    }
  }

  private static func lastTime(_ count: Int) -> String {
    let digits = String(count - 1)
    return "2023-11-14T22:13:20." + String(repeating: "0", count: 9 - digits.count) + digits + "Z"
  }

  @Test func `a hundred thousand rows take no more memory than ten thousand`() throws {
    try measuring {
      let few = try peak(10_000)
      let many = try peak(100_000)
      #expect(many - few < 2_048, "\(few) kB for few, \(many) kB for many")
      #expect(many < 32_768)
    }
  }

  @Test func `a line that does not end takes no more memory than a short one, and no more room in the log`() throws {
    try measuring {
      let megabyte = Data(repeating: 0x78, count: 1 << 20)
      let (start, end) = (Data("symbol,price\nA,1\n".utf8), Data("\nA,77.25\n".utf8))
      let long = Array(repeating: megabyte, count: 64)
      let peak = try peak(of: [start] + long + [end], until: "77.25")
      #expect(peak < 32_768)
      #expect(folder.text("audit.log")?.lines.count == 3)
      #expect(try #require(folder.text("audit.log")?.utf8.count) < 500)
    }
  }
}
