import Foundation
import Testing

/// Things that are not part of the project: the tutorial's pipeline in Python, and real data. Where they are missing, a
/// test says that it skips.
enum Outside {
  /// What is missing.
  struct Missing: Error {
    let reason: String
  }

  /// Runs a test that needs something from outside.
  static func using(_ body: () throws -> Void, name: String? = Test.current?.displayName ?? Test.current?.name) throws {
    do { try body() } catch let missing as Missing {
      print("SKIPPED \(name ?? "a test of the command"): \(missing.reason)")
    }
  }

  /// A file of the oracle's folder.
  static func oracle(_ name: String) throws -> String {
    try file(name, variable: "TICKLINE_ORACLE", standard: "../shared/oracle")
  }

  /// A file of the folder with real data.
  static func realData(_ name: String) throws -> String {
    try file(name, variable: "TICKLINE_REAL_DATA", standard: "../shared/data")
  }

  private static func file(_ name: String, variable: String, standard: String) throws -> String {
    let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../..").standardized
    let folder =
      ProcessInfo.processInfo.environment[variable].map { URL(fileURLWithPath: $0) }
      ?? root.appendingPathComponent(standard).standardized
    let path = folder.appendingPathComponent(name).path
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw Missing(reason: "there is no \(path); \(variable) names its folder.")
    }
    return path
  }

  /// The path of a program, as the shell finds it.
  static func program(_ name: String, in folder: Folder) throws -> String {
    let found = try RunningProcess("/bin/sh", ["-c", "command -v \(name)"], in: folder).outcome()
    guard found.status == 0, let path = found.lines.first else { throw Missing(reason: "there is no \(name).") }
    return path
  }

  /// What a Python program prints.
  static func python(_ script: String, _ arguments: [String], in folder: Folder) throws -> String {
    let outcome = try RunningProcess(try program("python3", in: folder), [script] + arguments, in: folder).outcome()
    try #require(outcome.status == 0, "\(script): \(outcome.errors)")
    return outcome.output
  }
}
