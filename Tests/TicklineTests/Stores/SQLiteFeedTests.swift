import Foundation
import Testing

/// `run` on files of SQLite, which its own program makes.
@Suite struct SQLiteFeedTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private func sqlite(_ sql: String) throws {
    let file = try folder.file("statements.sql", sql)
    let outcome = try RunningProcess(
      try Outside.program("sqlite3", in: folder), ["-bail", "ticks.db"], input: file, in: folder
    ).outcome()
    try #require(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
  }

  private func run(_ source: String, _ options: String...) throws -> Outcome {
    try Command.run(["run", "--source", source, "--format", "json"] + options, in: folder)
  }

  /// The prices of the events, those of corrupt ones as what was read.
  private func values(_ outcome: Outcome) -> [String] {
    outcome.objects.compactMap { object in
      switch object?["event"] as? String {
      case "trade": "\(object?["symbol"] as? String ?? "-") \(object?["price"] as? String ?? "-")"
      case "corrupt": "\(object?["place"] as? String ?? "-") \(object?["reason"] as? String ?? "-")"
      default: nil
      }
    }
  }

  @Test func `values of every type are read exactly, or are corrupt at their key`() throws {
    try Outside.using {
      try sqlite(
        """
        CREATE TABLE trades (ts_ns INTEGER, symbol TEXT, price, volume);
        INSERT INTO trades VALUES (1700000000000000001, 'A', '149.20', '100');
        INSERT INTO trades VALUES (1700000000000000002, 'A', 150, 1.5);
        INSERT INTO trades VALUES (1700000000000000003, 'A', 149.3, 1);
        INSERT INTO trades VALUES (1700000000000000004, 'A', '0.000000001', NULL);
        INSERT INTO trades VALUES (1700000000000000005, 'A', NULL, 1);
        INSERT INTO trades VALUES (1700000000000000006, 'A', 'x', 1);
        INSERT INTO trades VALUES (1700000000000000007, NULL, 5, 1);
        INSERT INTO trades VALUES (NULL, 'A', '1e2', 1);
        INSERT INTO trades VALUES (1700000000000000009, 'A', -3, 1);
        INSERT INTO trades VALUES (1700000000000000010, 'A', '-4.5', 1);
        INSERT INTO trades VALUES (1700000000000000011, 'A', x'31', 1);
        INSERT INTO trades VALUES (12, 'A', 7, 1);
        """)
      let outcome = try run("sqlite:ticks.db")
      #expect(
        values(outcome) == [
          "A 149.20", "A 150.00", "A 149.30", "A 0.000000001", "ticks.db/trades#5 missingField",
          "ticks.db/trades#6 malformedPrice", "ticks.db/trades#7 unreadableSymbol", "A 100.00",
          "ticks.db/trades#9 negativePrice", "ticks.db/trades#10 negativePrice", "A 1.00",
          "ticks.db/trades#12 timeWentBack",
        ])
      #expect(outcome.status == 0)
      #expect(outcome.errors.contains("some prices are floating point numbers"))
      #expect(outcome.errors.contains("no index begins with the column ts_ns"))
    }
  }

  @Test func `an index on the time gives the order, those of one time by key`() throws {
    try Outside.using {
      try sqlite(
        """
        CREATE TABLE trades (symbol TEXT, price TEXT, time INTEGER);
        INSERT INTO trades VALUES ('A', 3, 1700000003), ('A', 1, 1700000001), ('A', 2, 1700000002), ('A', 9, 1700000001);
        CREATE INDEX by_time ON trades (time);
        """)
      let outcome = try run("sqlite:ticks.db?table=trades")
      #expect(values(outcome) == ["A 1.00", "A 9.00", "A 2.00", "A 3.00"])
      #expect(!outcome.errors.contains("no index"))
    }
  }

  @Test func `a view's rows are counted from one, since they have no key`() throws {
    try Outside.using {
      try sqlite(
        """
        CREATE TABLE t (symbol TEXT, price TEXT);
        INSERT INTO t VALUES ('A', 1), ('A', 'x'), ('A', 3), ('A', '-4');
        CREATE VIEW v AS SELECT symbol, price FROM t;
        """)
      let outcome = try run("sqlite:ticks.db?table=v")
      #expect(values(outcome) == ["A 1.00", "ticks.db/v#2 malformedPrice", "A 3.00", "ticks.db/v#4 negativePrice"])
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
  }

  @Test func `a query's rows come in its order, under its names`() throws {
    try Outside.using {
      try sqlite("CREATE TABLE t (a, b, c); INSERT INTO t VALUES ('A', 1, 5), ('B', 2, 6), ('A', 3, 'bad');")
      let sql = "SELECT a AS symbol, c AS price FROM t ORDER BY b DESC;"
      let outcome = try run("sqlite:ticks.db", "--query", sql)
      #expect(values(outcome) == ["ticks.db#1 malformedPrice", "B 6.00", "A 5.00"])
    }
  }

  @Test(arguments: [
    ("sqlite:nowhere.db", [], 66, "no such file"), ("sqlite:text", [], 65, "no database of SQLite"),
    ("sqlite:ticks.db?table=x", [], 65, "no table x: it has t, u"), ("sqlite:ticks.db", [], 65, "no table trades"),
    ("sqlite:ticks.db?table=t", [], 65, "no column is called price"),
    ("sqlite:ticks.db", ["--query", "DELETE FROM t"], 64, "reads no rows"),
    ("sqlite:ticks.db", ["--query", "SELECT 1 AS price; SELECT 2"], 64, "more than one statement"),
    ("sqlite:ticks.db", ["--query", "SELECT missing"], 65, "no such column"), ("sqlite:", [], 64, "names no file"),
    ("csv:text", ["--query", "SELECT 1"], 64, "--query is for one database"),
  ])
  func `what can't be read is said in a sentence`(source: String, options: [String], status: Int32, text: String) throws
  {
    try Outside.using {
      try sqlite("CREATE TABLE t (a, b); CREATE TABLE u (a);")
      try folder.file("text", String(repeating: "no database\n", count: 100))
      let outcome = try Command.run(["run", "--source", source] + options, in: folder)
      #expect(outcome.status == status && outcome.output == "")
      #expect(outcome.errors.contains(text) && outcome.errors.lines.count == 1, "\(outcome.errors)")
    }
  }

  @Test func `the oracle's ticks, corrupt ones among them, give its answer`() throws {
    try Outside.using {
      let ticks = try Outside.python(try Outside.oracle("make_ticks.py"), ["20000", "7"], in: folder)
      let path = try folder.file("ticks.csv", ticks)
      let answer = try Outside.python(try Outside.oracle("pipeline.py"), [path, "AAPL", "150", "200"], in: folder)
      let expected = try #require(answer.json)
      try sqlite(
        """
        CREATE TABLE trades (ts_ns INTEGER, symbol TEXT, price TEXT, volume TEXT);
        .mode csv
        .import --skip 1 ticks.csv trades
        """)
      let summary = try run("sqlite:ticks.db", "--symbols", "AAPL", "--quiet").summary
      for name in ["ticks", "corrupt", "entries", "exits", "resets", "open"] {
        #expect(summary[name] as? Int == expected[name] as? Int, "\(name)")
      }
    }
  }
}
