import Foundation
import Testing

/// A process with its outputs in files, so that neither side ever waits for the other.
///
/// Made by hand, since Foundation's `Process` loses a few bytes, which a leak check reports.
final class RunningProcess {
  /// Where the process writes.
  private static let outputName = "stdout", errorName = "stderr"
  /// After so many seconds a process is taken for one that hangs.
  private static let patience = 120.0

  let id: pid_t
  private let folder: Folder

  /// Starts a program in a folder.
  ///
  /// - Parameters:
  ///   - input: the file that is its standard input; an empty one where nothing is said.
  ///   - pipe: its standard input where it is a pipe.
  init(
    _ path: String, _ arguments: [String], input: String = "/dev/null", pipe: Pipe? = nil, in folder: Folder
  ) throws {
    self.folder = folder
    try folder.file(Self.outputName, "")
    try folder.file(Self.errorName, "")
    let pipeEnd = pipe?.fileHandleForReading.fileDescriptor
    if let pipe {
      for end in [pipe.fileHandleForReading, pipe.fileHandleForWriting] {
        _ = fcntl(end.fileDescriptor, F_SETFD, FD_CLOEXEC)
      }
    }
    id = try Spawn.process(
      path, arguments, environment: try Self.environment(in: folder), folder: folder.url.path, input: input,
      pipe: pipeEnd, output: folder.path(Self.outputName), errors: folder.path(Self.errorName))
    try pipe?.fileHandleForReading.close()
  }

  /// What a process finds in its environment: this one's, the width of the help, and for a leak check that the argument
  /// parser loses a few bytes where it throws.
  private static func environment(in folder: Folder) throws -> [String: String] {
    let suppressions = try folder.file("suppressions", "leak:ArgumentParser\n")
    let own = ["COLUMNS": "80", "LSAN_OPTIONS": "suppressions=\(suppressions):print_suppressions=0"]
    return ProcessInfo.processInfo.environment.merging(own) { $1 }
  }

  /// Sends it a signal.
  func signal(_ signal: Int32) { kill(id, signal) }

  /// Waits for its end. One that hangs is ended by force.
  func outcome() throws -> Outcome {
    var status: Int32 = 0
    let hasEnded = waited { (unsafe waitpid(id, &status, WNOHANG)) != 0 }
    if !hasEnded {
      signal(SIGKILL)
      unsafe waitpid(id, &status, 0)
    }
    // The shell's way of telling a signal from an exit code.
    let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    return Outcome(
      status: code, output: folder.text(Self.outputName) ?? "", errors: folder.text(Self.errorName) ?? "")
  }

  /// Waits until the last kilobytes of standard output hold a text.
  func waitForOutput(_ text: String) throws {
    let file = try FileHandle(forReadingFrom: folder.url.appendingPathComponent(Self.outputName))
    let isThere = try waited {
      try file.seek(toOffset: max(file.seekToEnd(), 4_096) - 4_096)
      return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self).contains(text)
    }
    try #require(isThere, "'\(text)' never came.")
  }

  /// Waits until something is so. False where it takes too long.
  func waited(until isSo: () throws -> Bool) rethrows -> Bool {
    let end = Date(timeIntervalSinceNow: Self.patience)
    while Date() < end {
      if try isSo() { return true }
      Thread.sleep(forTimeInterval: 0.002)
    }
    return false
  }
}
