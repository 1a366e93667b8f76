public import TicklineMarkets

/// A table of a file of SQLite: `seq INTEGER PRIMARY KEY, ts_ns INTEGER, symbol TEXT, price TEXT, volume TEXT`.
///
/// Prices and sizes are texts, since SQLite's numbers are binary: nothing is rounded. `seq` counts the rows in the order of
/// their source. How far the source was read stands in the table `tickline_positions`.
public final class SQLiteStore: TickStore {
  private let path: String
  private let table: String
  private var connection: SQLiteConnection?
  private var insertion: SQLiteStatement?
  private var position: StorePosition?
  private var rowCount: Int64 = 0
  private var hasBegun = false
  private var text: [UInt8] = []

  /// A store of a table. Nothing is opened yet.
  public init(path: String, table: String? = nil) {
    self.path = path
    self.table = table ?? "trades"
  }

  /// `sqlite:`, the path and the table.
  public var name: String { "sqlite:\(path)\(table == "trades" ? "" : "?table=\(table)")" }

  /// The file, and those that SQLite keeps beside it. Source: SQLite, "Temporary Files Used By SQLite".
  public var files: [String] { ["", "-journal", "-wal", "-shm"].map { path + $0 } }

  /// Opens the file and finds or makes the table.
  public func open(source: String) throws(StoreError) -> StorePosition? {
    do {
      let connection = try SQLiteConnection(path: path, mode: .writing) { false }
      self.connection = connection
      try connection.execute("BEGIN IMMEDIATE")
      let counts = StorePosition.countNames.map { "\($0.name) INTEGER NOT NULL" }.joined(separator: ", ")
      try connection.execute(
        "CREATE TABLE IF NOT EXISTS tickline_positions (table_name TEXT PRIMARY KEY, source TEXT NOT NULL, \(counts))")
      try addDigests(connection)
      let known = try storedPosition(connection)
      if known == nil {
        try requireNoTable(connection)
        try connection.execute(
          "CREATE TABLE \(table.quotedName) (seq INTEGER PRIMARY KEY, ts_ns INTEGER, symbol TEXT NOT NULL, "
            + "price TEXT NOT NULL, volume TEXT NOT NULL)")
        try keep(StorePosition(source: source), connection)
      }
      try connection.execute("COMMIT")
      position = known ?? StorePosition(source: source)
      rowCount = position?.rowCount ?? 0
      insertion = try connection.prepare("INSERT INTO \(table.quotedName) VALUES (?, ?, ?, ?, ?)")
      return known
    } catch let failure as SQLiteFailure {
      throw StoreError(.cantMake, "\(name) can't be written: \(failure.message).")
    } catch {
      throw error as? StoreError ?? StoreError(.cantMake, "\(error)")
    }
  }

  /// Adds the column that a table of an earlier version lacks.
  private func addDigests(_ connection: SQLiteConnection) throws(SQLiteFailure) {
    let name = StorePosition.digestName
    let statement = try connection.prepare("SELECT 1 FROM pragma_table_info('tickline_positions') WHERE name = ?")
    statement.bind(name, at: 1)
    if try statement.step() { return }
    try connection.execute("ALTER TABLE tickline_positions ADD COLUMN \(name) INTEGER NOT NULL DEFAULT 0")
  }

  private func requireNoTable(_ connection: SQLiteConnection) throws {
    let statement = try connection.prepare("SELECT 1 FROM sqlite_master WHERE name = ? COLLATE NOCASE")
    statement.bind(table, at: 1)
    guard try statement.step() else { return }
    throw StoreError(
      .cantMake,
      "\(path) has a table \(table) already, and nothing tells what it is of; name another: sqlite:\(path)?table=NAME.")
  }

  private func storedPosition(_ connection: SQLiteConnection) throws(SQLiteFailure) -> StorePosition? {
    let names = StorePosition.countNames
    let statement = try connection.prepare(
      "SELECT source, \(names.map(\.name).joined(separator: ", ")) FROM tickline_positions WHERE table_name = ?")
    statement.bind(table, at: 1)
    guard try statement.step() else { return nil }
    var position = StorePosition(source: statement.text(0))
    for (index, count) in names.enumerated() { position[keyPath: count.path] = statement.integer(Int32(index + 1)) }
    return position
  }

  private func keep(_ position: StorePosition, _ connection: SQLiteConnection) throws(SQLiteFailure) {
    let names = StorePosition.countNames
    let statement = try connection.prepare(
      "INSERT OR REPLACE INTO tickline_positions (table_name, source, \(names.map(\.name).joined(separator: ", "))) "
        + "VALUES (?, ?\(String(repeating: ", ?", count: names.count)))")
    statement.bind(table, at: 1)
    statement.bind(position.source, at: 2)
    for (index, count) in names.enumerated() { statement.bind(position[keyPath: count.path], at: Int32(index + 3)) }
    _ = try statement.step()
  }

  /// Adds a row to the transaction that is open, or begins one.
  public func append(_ trade: Trade, symbol: String) throws(StoreError) {
    do {
      guard let connection, let insertion else { return }
      if !hasBegun { try begin(connection) }
      rowCount += 1
      insertion.reset()
      insertion.bind(rowCount, at: 1)
      if trade.time.isKnown { insertion.bind(trade.time.nanoseconds, at: 2) } else { insertion.bindNull(at: 2) }
      insertion.bind(symbol, at: 3)
      text.removeAll(keepingCapacity: true)
      trade.price.write(into: &text)
      insertion.bind(text.span, at: 4)
      text.removeAll(keepingCapacity: true)
      trade.size.write(into: &text)
      insertion.bind(text.span, at: 5)
      _ = try insertion.step()
    } catch {
      throw failure(error)
    }
  }

  /// Begins a transaction, in which the position must be where this process left it.
  private func begin(_ connection: SQLiteConnection) throws(SQLiteFailure) {
    try connection.execute("BEGIN IMMEDIATE")
    hasBegun = true
    guard try storedPosition(connection) == position else {
      throw SQLiteFailure(code: 1, message: "another process has written to it meanwhile")
    }
  }

  /// Keeps the rows and the position in one transaction.
  public func commit(_ position: StorePosition) throws(StoreError) {
    do {
      guard let connection else { return }
      if !hasBegun { try begin(connection) }
      insertion?.reset()
      try keep(position, connection)
      try connection.execute("COMMIT")
      hasBegun = false
      self.position = position
    } catch {
      throw failure(error)
    }
  }

  private func failure(_ failure: SQLiteFailure) -> StoreError {
    StoreError(.writeFailed, "Writing \(name) failed: \(failure.message). What was committed before is kept.")
  }
}
