import Foundation
import Testing

/// `run` on tables of a real server of PostgreSQL.
@Suite struct PostgreSQLFeedTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private func run(_ source: String, _ options: String...) throws -> Outcome {
    try Command.run(["run", "--source", source, "--format", "json"] + options, in: folder)
  }

  /// The prices of the events, those of corrupt ones as what was read.
  private func values(_ outcome: Outcome) -> [String] {
    outcome.objects.compactMap { object in
      switch object?["event"] as? String {
      case "trade":
        "\(object?["symbol"] as? String ?? "-") \(object?["price"] as? String ?? "-") \(object?["size"] as? String ?? "-")"
      case "corrupt":
        "\((object?["place"] as? String ?? "-").split(separator: "/").last ?? "") \(object?["reason"] as? String ?? "-")"
      default: nil
      }
    }
  }

  @Test func `a server gives what its tables and queries hold, and its end is said`() throws {
    try Outside.using {
      let server = try PostgreSQLServer()
      try typesAreExact(server)
      try orderIsThatOfTheIndex(server)
      try queriesKeepTheirOrder(server)
      try whatCannotBeReadIsSaid(server)
      try passwordsAreNotShown(server)
      try aRunThatEndsEarlyEndsTheQuery(server)
      try aServerThatDiesIsSaid(server)
    }
  }

  private func typesAreExact(_ server: PostgreSQLServer) throws {
    try server.ask(
      #"""
      CREATE TABLE trades (n INT PRIMARY KEY, ts_ns BIGINT, symbol TEXT, price NUMERIC, volume DOUBLE PRECISION);
      INSERT INTO trades VALUES (11, 1700000000000000001, 'A', 149.20, 100), (12, 1700000000000000002, E'B\\C', 0.000000001, 0.1),
        (13, 1700000000000000003, 'A', NULL, 1), (14, 1700000000000000004, 'A', -3.5, 1), (15, NULL, 'A', 1e3, NULL),
        (16, 1700000000000000006, E'a\tb', 1, 1), (17, 1700000000000000007, 'A', 0.0000000001, 1), (18, 12, 'A', 7, 1),
        (19, 1700000000000000008, 'A', 'NaN', 1), (-20, 1600000000000000000, E'B\\C', 5, 1e-7);
      """#, in: folder)
    let outcome = try run(server.address())
    #expect(
      values(outcome) == [
        #"B\C 5.00 0.0000001"#, "A 149.20 100", #"B\C 0.000000001 0.1"#, "trades#13 missingField",
        "trades#14 negativePrice", "A 1000.00 1", "trades#16 unreadableSymbol", "trades#17 tooFine",
        "trades#18 timeWentBack", "trades#19 malformedPrice",
      ])
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("some sizes are floating point numbers"))
    #expect(outcome.errors.contains("in the order of their key, n."))
  }

  private func orderIsThatOfTheIndex(_ server: PostgreSQLServer) throws {
    try server.ask(
      """
      CREATE TABLE "Odd Name" (id BIGINT PRIMARY KEY, "time" TIMESTAMPTZ, ticker TEXT, price NUMERIC);
      INSERT INTO "Odd Name" VALUES (1, '2024-01-01 00:00:03+00', 'A', 3), (3, '2024-01-01 00:00:01+00', 'A', 2),
        (2, '2024-01-01 00:00:01.000001+02', 'A', 1);
      CREATE INDEX ON "Odd Name" ("time");
      """, in: folder)
    let outcome = try run(server.address("?table=Odd Name"))
    #expect(values(outcome) == ["A 1.00 1", "A 2.00 1", "A 3.00 1"])
    #expect(outcome.lines.first?.json?["time"] as? String == "2023-12-31T22:00:01.000001000Z")
    #expect(!outcome.errors.contains("no index"))
  }

  private func queriesKeepTheirOrder(_ server: PostgreSQLServer) throws {
    let outcome = try run(
      server.address(), "--query", "SELECT symbol, price, n FROM trades WHERE n > 16 ORDER BY n DESC -- last first\n;")
    #expect(values(outcome).map { $0.split(separator: " ").last } == ["malformedPrice", "1", "tooFine"])
    #expect(outcome.status == 0)
  }

  private func whatCannotBeReadIsSaid(_ server: PostgreSQLServer) throws {
    let cases: [(String, [String], Int32, String)] = [
      (server.address("?table=nowhere"), [], 65, "no table nowhere: it has"),
      (server.address(), ["--query", "SELECT missing"], 64, "does not exist"),
      (server.address(), ["--query", "DELETE FROM trades RETURNING price, symbol"], 64, "read-only transaction"),
      (server.address().replacing("/postgres", with: "/nobody"), [], 69, "does not exist"),
      ("postgres://tester@127.0.0.1:1/postgres", [], 69, "can't be reached"),
    ]
    for (source, options, status, text) in cases {
      let outcome = try Command.run(["run", "--source", source] + options, in: folder)
      #expect(outcome.status == status && outcome.output == "", "\(source)")
      #expect(outcome.errors.contains(text) && outcome.errors.lines.count == 1, "\(outcome.errors)")
    }
  }

  private func passwordsAreNotShown(_ server: PostgreSQLServer) throws {
    for address in ["postgres://tester:sesame@127.0.0.1:\(server.port)/x", server.address("?password=sesame")] {
      let outcome = try run(address)
      #expect(outcome.status == 64 && outcome.errors.contains("PGPASSWORD"))
      #expect(!outcome.errors.contains("sesame"))
      let convert = try Command.run("convert", "--source", "sim", "--too", address, in: folder)
      #expect(convert.status == 64 && !convert.errors.contains("sesame"), "\(convert.errors)")
    }
  }

  private func aRunThatEndsEarlyEndsTheQuery(_ server: PostgreSQLServer) throws {
    let sql = "SELECT 'A' AS symbol, generate_series(1, 1000000000) AS price"
    let outcome = try run(server.address(), "--query", sql, "--ticks", "1000", "--quiet")
    #expect(outcome.status == 0)
    #expect(try outcome.summary["ticks"] as? Int == 1_000)
    let count = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'tickline'"
    var isGone = false
    for _ in 0..<200 where !isGone {
      isGone = try server.ask(count, in: folder) == ["0"]
      if !isGone { Thread.sleep(forTimeInterval: 0.05) }
    }
    #expect(isGone)
  }

  private func aServerThatDiesIsSaid(_ server: PostgreSQLServer) throws {
    let sql =
      "SELECT 'A' AS symbol, n AS price, pg_sleep(CASE WHEN n < 2000 THEN 0 ELSE 60 END)::text FROM generate_series(1, 5000) AS n"
    let running = try RunningProcess(
      Command.path, ["run", "--source", server.address(), "--query", sql, "--format", "json"], in: folder)
    // The server sends what fills its buffer: some of the rows before the one that takes so long.
    try running.waitForOutput(#""price":"19"#)
    server.stop()
    let outcome = try running.outcome()
    #expect(outcome.status == 74)
    let ticks = try #require(try outcome.summary["ticks"] as? Int)
    #expect(1_900..<2_000 ~= ticks)
    #expect(outcome.errors.contains("failed after \(ticks) rows"), "\(outcome.errors)")
  }
}
