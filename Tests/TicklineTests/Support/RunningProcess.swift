import Foundation
import Testing

/// A process with its outputs in files, so that neither side ever waits for the other.
final class RunningProcess {
  /// Where the process writes.
  private static let outputName = "stdout", errorName = "stderr"
  /// After so many seconds a process is taken for one that hangs.
  private static let patience = 120.0

  let process = Process()
  private let folder: Folder

  /// Starts a program in a folder.
  ///
  /// - Parameters:
  ///   - input: the file that is its standard input; an empty one where nothing is said.
  ///   - pipe: its standard input where it is a pipe.
  init(
    _ path: String, _ arguments: [String], input: String? = nil, pipe: Pipe? = nil, in folder: Folder
  ) throws {
    self.folder = folder
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.environment = ProcessInfo.processInfo.environment.merging(["COLUMNS": "80"]) { $1 }
    if let pipe {
      process.standardInput = pipe
    } else {
      process.standardInput = FileHandle(forReadingAtPath: input ?? "/dev/null")
    }
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.file(Self.outputName, "")))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.file(Self.errorName, "")))
    try process.run()
  }

  /// Waits for its end.
  func outcome() throws -> Outcome {
    let process = process
    let watchdog = DispatchWorkItem { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience, execute: watchdog)
    process.waitUntilExit()
    watchdog.cancel()
    // The shell's way of telling a signal from an exit code.
    let status = process.terminationStatus + (process.terminationReason == .uncaughtSignal ? 128 : 0)
    return Outcome(
      status: status, output: folder.text(Self.outputName) ?? "", errors: folder.text(Self.errorName) ?? "")
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
      Thread.sleep(forTimeInterval: 0.01)
    }
    return false
  }
}
