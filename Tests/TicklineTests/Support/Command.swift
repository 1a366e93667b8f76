import Foundation
import Testing

/// What a process that has ended left behind.
struct Outcome {
  let status: Int32
  let output: String
  let errors: String

  /// The lines of standard output, without their ends.
  var lines: [String] { output.lines }

  /// The lines of standard output as JSON objects; nil in place of one that is none.
  var objects: [[String: Any]?] { lines.map(\.json) }

  /// The last line of standard output as a JSON object.
  var summary: [String: Any] {
    get throws { try #require(lines.last?.json, "The last line is no JSON object: \(lines.last ?? "there is none")") }
  }
}

/// The built `tickline` as a process of its own.
enum Command {
  /// The executable, which the test run builds beside the test bundle.
  static let path: String = {
    let folders = [
      Bundle.main.bundleURL, URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent(),
    ].flatMap { [$0, $0.deletingLastPathComponent(), $0.deletingLastPathComponent().deletingLastPathComponent()] }
    let candidates = folders.map { $0.appendingPathComponent("tickline").path }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? candidates[0]
  }()

  /// Runs it to its end in a folder, with nothing on standard input where nothing is said.
  static func run(_ arguments: String..., input: String? = nil, in folder: Folder) throws -> Outcome {
    try run(arguments, input: input, in: folder)
  }

  /// Runs it to its end in a folder.
  static func run(_ arguments: [String], input: String? = nil, in folder: Folder) throws -> Outcome {
    try RunningProcess(path, arguments, input: try input.map { try folder.file("stdin", $0) }, in: folder).outcome()
  }

  /// Runs a line of shell in a folder. `"$0"` is the command.
  static func shell(_ line: String, in folder: Folder) throws -> Outcome {
    try RunningProcess("/bin/sh", ["-c", line, path], in: folder).outcome()
  }
}

extension String {
  /// The lines, without their ends.
  var lines: [String] {
    var lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The text as a JSON object; nil where it is none.
  var json: [String: Any]? { (try? JSONSerialization.jsonObject(with: Data(utf8))) as? [String: Any] }

  /// The text without the one field that no two runs share.
  var withoutSeconds: String {
    replacingOccurrences(of: #","seconds":[0-9.]+"#, with: "", options: .regularExpression)
  }
}
