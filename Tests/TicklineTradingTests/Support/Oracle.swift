import Foundation
import Testing

/// The programs that compute the answers independently, and the real files they were tried on. Neither is a part of the
/// package: a test that lacks them says so and passes.
enum Oracle {
  /// What a test needs and does not have.
  struct Missing: Error {
    let reason: String
  }

  /// The folder of the programs.
  static func folder() throws(Missing) -> URL { try folder("TICKLINE_ORACLE", "../shared/oracle") }

  /// The folder of the real files.
  static func realData() throws(Missing) -> URL { try folder("TICKLINE_REAL_DATA", "../shared/data") }

  private static func folder(_ variable: String, _ usual: String) throws(Missing) -> URL {
    let package = URL(filePath: #filePath).appending(path: "../../../..").standardized
    let url =
      ProcessInfo.processInfo.environment[variable].map { URL(filePath: $0) }
      ?? package.appending(path: usual).standardized
    guard FileManager.default.fileExists(atPath: url.path) else {
      throw Missing(reason: "the folder \(url.path) is missing; \(variable) names another")
    }
    return url
  }

  /// Runs one of the programs and returns what it prints.
  static func run(_ program: String, _ arguments: [String]) throws -> Data {
    let program = try folder().appending(path: program).path
    let output = try TemporaryFolder()
    // The shell runs it because Foundation's `Process` loses a few bytes, which a leak check reports.
    let command = (["python3", program] + arguments).map { "'\($0)'" }.joined(separator: " ")
    switch unsafe system("command -v python3 >/dev/null || exit 9; \(command) >'\(output.path("answer"))'") >> 8 {
    case 0: return try output.read("answer")
    case 9: throw Missing(reason: "python3 is not installed")
    default: throw Breakdown(description: "\(program) failed.")
    }
  }

  /// Does what a test does; says why where it can't.
  static func test(_ work: () throws -> Void) throws {
    do { try work() } catch let missing as Missing {
      print("SKIPPED \(Test.current?.displayName ?? "a test of an oracle"): \(missing.reason)")
    }
  }
}

/// The figures that the programs print and that a run's summary has.
struct Answer: Decodable, Equatable {
  var ticks: Int
  var corrupt: Int
  var entries: Int
  var exits: Int
  var resets: Int
  var open: Int
  var profitInCents: Int

  enum CodingKeys: String, CodingKey {
    case ticks, corrupt, entries, exits, resets, open
    case profitInCents = "pnl_cents"
  }
}
