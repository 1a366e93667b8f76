import Foundation
import Testing

@Suite struct MemoryTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  /// The peak memory of a run on a pipe, in kilobytes, before the pipe ends.
  private func peak(_ count: Int) throws -> Int {
    let pipe = Pipe()
    let running = try RunningProcess(
      Command.path, ["run", "--source", "csv:-", "--format", "json", "--audit", "audit.log"], pipe: pipe, in: folder)
    try pipe.fileHandleForWriting.write(contentsOf: Data(Ticks.csv(count).utf8))
    try running.waitForOutput(#""time":"\#(Self.lastTime(count))""#)
    let status = try String(contentsOfFile: "/proc/\(running.process.processIdentifier)/status", encoding: .utf8)
    try pipe.fileHandleForWriting.close()
    #expect(try running.outcome().status == 0)
    let match = try #require(status.firstMatch(of: /VmHWM:\s+([0-9]+) kB/))
    return try #require(Int(match.1))
  }

  private static func lastTime(_ count: Int) -> String {
    let digits = String(count - 1)
    return "2023-11-14T22:13:20." + String(repeating: "0", count: 9 - digits.count) + digits + "Z"
  }

  @Test func `a hundred thousand rows take no more memory than ten thousand`() throws {
    try Outside.using {
      guard FileManager.default.fileExists(atPath: "/proc/self/status") else {
        throw Outside.Missing(reason: "there is no /proc, which knows the peak memory.")
      }
      let few = try peak(10_000)
      let many = try peak(100_000)
      #expect(many - few < 2_048, "\(few) kB for few, \(many) kB for many")
      // A sanitizer needs memory of its own, several times this.
      if !Self.isSanitized { #expect(many < 32_768) }
    }
  }

  private static let isSanitized = {
    guard let handle = unsafe dlopen(nil, RTLD_NOW) else { return false }
    defer { unsafe dlclose(handle) }
    return unsafe dlsym(handle, "__asan_init") != nil || dlsym(handle, "__tsan_init") != nil
  }()
}
