import Foundation
import Testing

/// `tickline convert`, killed at any moment.
@Suite struct KillTests {
  private static let rowCount = 30_000
  private static let killCount = 20

  private let folder: Folder

  init() throws { folder = try Folder() }

  /// Runs the command again and again, each time killed at a random moment, and once to its end; the store must hold the
  /// source's rows then, each once.
  private func kill(_ target: String, rows: () throws -> String) throws {
    try folder.file("ticks.csv", Ticks.csv(Self.rowCount) + "rubbish\n")
    let arguments = [
      "convert", "--source", "csv:ticks.csv", "--to", target, "--batch", "500", "--rejects", "bad.jsonl", "--quiet",
    ]
    let start = Date()
    var seconds = 1.0
    for round in 0..<Self.killCount {
      let running = try RunningProcess(Command.path, arguments, in: folder)
      Thread.sleep(forTimeInterval: .random(in: 0...min(seconds, 0.5)))
      running.signal(SIGKILL)
      let outcome = try running.outcome()
      #expect([137, 0].contains(outcome.status), "\(target), kill \(round): \(outcome.errors)")
      if outcome.status == 0 { seconds = Date().timeIntervalSince(start) / Double(round + 1) }
    }
    let outcome = try Command.run(arguments, in: folder)
    #expect(outcome.status == 0, "\(target): \(outcome.errors)")
    #expect(try rows() == Ticks.rows(Self.rowCount), "\(target)")
    #expect(folder.text("bad.jsonl")?.lines.count == 1)
  }

  @Test func `a file of separated values has each row once`() throws {
    try kill("csv:a.csv") { String((folder.text("a.csv") ?? "").drop { $0 != "\n" }.dropFirst()) }
  }

  @Test func `a file of JSON Lines has each row once`() throws {
    try kill("jsonl:a.jsonl") {
      (folder.text("a.jsonl") ?? "").lines.map { line in
        let object = line.json ?? [:]
        let time = object["ts_ns"] as? Int ?? 0
        return "\(time),\(object["symbol"] ?? ""),\(object["price"] ?? ""),\(object["volume"] ?? "")\n"
      }.joined()
    }
  }

  @Test func `a table of SQLite has each row once`() throws {
    try Outside.using {
      let program = try Outside.program("sqlite3", in: folder)
      try kill("sqlite:a.db") {
        let sql = "SELECT ts_ns, symbol, price, volume FROM trades ORDER BY seq"
        return try RunningProcess(program, ["-csv", "-newline", "\n", "a.db", sql], in: folder).outcome().output
      }
    }
  }

  @Test func `a table of PostgreSQL has each row once`() throws {
    try Outside.using {
      let server = try PostgreSQLServer()
      try kill(server.address()) {
        let sql = "SELECT concat_ws(',', ts_ns, symbol, price, volume) FROM trades ORDER BY seq"
        return try server.ask(sql, in: folder).map { "\($0)\n" }.joined()
      }
    }
  }
}
