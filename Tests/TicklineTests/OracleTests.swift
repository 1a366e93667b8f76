import Foundation
import Testing

/// The command's answers against those of the tutorial's pipeline in Python.
@Suite struct OracleTests {
  /// Which ticks, and what is asked of them.
  struct Question: Sendable, CustomTestStringConvertible {
    let seed: String, symbol: String, entry: String, exit: String
    var testDescription: String { "seed \(seed), \(symbol), \(entry) to \(exit)" }
  }

  private static let questions = [
    Question(seed: "20240229", symbol: "AAPL", entry: "150", exit: "200"),
    Question(seed: "1", symbol: "MSFT", entry: "140.25", exit: "180.5"),
    Question(seed: "77", symbol: "GOOG", entry: "100.01", exit: "249.99"),
    Question(seed: "123456789", symbol: "AMZN", entry: "175", exit: "175.01"),
  ]

  private let folder: Folder

  init() throws { folder = try Folder() }

  /// The oracle's answer, on ticks that stand in ticks.csv afterwards.
  private func expected(_ question: Question) throws -> [String: Any] {
    let ticks = try Outside.python(try Outside.oracle("make_ticks.py"), ["20000", question.seed], in: folder)
    let path = try folder.file("ticks.csv", ticks)
    let answer = try Outside.python(
      try Outside.oracle("pipeline.py"), [path, question.symbol, question.entry, question.exit], in: folder)
    return try #require(answer.json)
  }

  private func options(_ question: Question) -> [String] {
    ["--symbols", question.symbol, "--entry", question.entry, "--exit", question.exit, "--quiet", "--format", "json"]
  }

  private func compare(_ outcome: Outcome, _ expected: [String: Any]) throws {
    #expect(outcome.status == 0 && outcome.errors == "" && outcome.lines.count == 1)
    let summary = try outcome.summary
    for name in ["ticks", "corrupt", "entries", "exits", "resets", "open"] {
      #expect(summary[name] as? Int == expected[name] as? Int, "\(name)")
    }
    let cents = try #require(expected["pnl_cents"] as? Int)
    let digits = String(cents % 100)
    #expect(summary["pnl"] as? String == "\(cents / 100)." + (digits.count == 1 ? "0" : "") + digits)
    #expect(summary["unattributed"] as? Int == 0)
  }

  @Test(arguments: questions, ["csv:ticks.csv", "ticks.csv"])
  func `a CSV file gives the oracle's answer`(question: Question, source: String) throws {
    try Outside.using {
      let expected = try expected(question)
      try compare(Command.run(["run", "--source", source] + options(question), in: folder), expected)
    }
  }

  @Test func `a million rows, which are read ahead, give the oracle's answer`() throws {
    try Outside.using {
      let python = try Outside.program("python3", in: folder)
      let make = try Outside.oracle("make_ticks.py")
      let made = try Command.shell("'\(python)' '\(make)' 1000000 20240229 > ticks.csv", in: folder)
      try #require(made.status == 0, "\(made.errors)")
      let answer = try Outside.python(
        try Outside.oracle("pipeline.py"), ["ticks.csv", "AAPL", "150", "200"], in: folder)
      let options = ["--symbols", "AAPL", "--quiet", "--format", "json"]
      let outcome = try Command.run(["run", "--source", "csv:ticks.csv"] + options, in: folder)
      try compare(outcome, try #require(answer.json))
      #expect(try outcome.summary["ticks"] as? Int == 250_278 && outcome.summary["pnl"] as? String == "85835.33")
    }
  }

  @Test(arguments: questions, ["jsonl:ticks.jsonl", "ticks.jsonl"])
  func `the same ticks as JSON Lines give the oracle's answer`(question: Question, source: String) throws {
    try Outside.using {
      let expected = try expected(question)
      try folder.file("ticks.jsonl", Ticks.jsonLines(ofCSV: folder.text("ticks.csv") ?? ""))
      try compare(Command.run(["run", "--source", source] + options(question), in: folder), expected)
    }
  }

  @Test(arguments: questions, ["csv", "jsonl"])
  func `a pipe whose format is guessed gives the oracle's answer`(question: Question, format: String) throws {
    try Outside.using {
      let expected = try expected(question)
      try folder.file("ticks.jsonl", Ticks.jsonLines(ofCSV: folder.text("ticks.csv") ?? ""))
      let arguments = options(question).joined(separator: " ")
      try compare(Command.shell(#"cat ticks.\#(format) | "$0" run --source - \#(arguments)"#, in: folder), expected)
    }
  }
}
