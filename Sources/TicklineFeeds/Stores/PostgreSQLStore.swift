public import TicklineMarkets

/// A table of a PostgreSQL server: `seq BIGINT PRIMARY KEY, ts_ns BIGINT, symbol TEXT, price NUMERIC, volume NUMERIC`,
/// written by `COPY`.
///
/// `seq` counts the rows in the order of their source. How far the source was read stands in the table
/// `tickline_positions`. One process at a time writes to a table: a second one, also on another machine, is refused.
public final class PostgreSQLStore: TickStore {
  /// How long the end of another process's last transaction is waited for.
  private static let patienceMilliseconds = 10_000

  private let address: PostgreSQLAddress
  private let table: String
  private var connection: PostgreSQLConnection?
  /// Rows that are not yet sent, in the server's text form.
  private var bytes: [UInt8] = []
  private var rowCount: Int64 = 0

  /// A store of a table. Nothing is connected yet.
  public init(_ address: PostgreSQLAddress, table: String? = nil) {
    self.address = address
    self.table = table ?? "trades"
  }

  /// The address and the table.
  public var name: String {
    table == "trades" ? address.name : "\(address.name)\(address.name.contains("?") ? "&" : "?")table=\(table)"
  }

  /// None: the server has them.
  public var files: [String] { [] }

  /// Connects and finds or makes the table.
  public func open(source: String) throws(StoreError) -> StorePosition? {
    do {
      let connection = try PostgreSQLConnection(address) { false }
      self.connection = connection
      try lock(connection)
      try connection.rows("BEGIN")
      let counts = StorePosition.countNames.map { "\($0.name) BIGINT NOT NULL" }.joined(separator: ", ")
      try connection.rows(
        "CREATE TABLE IF NOT EXISTS tickline_positions (table_name TEXT PRIMARY KEY, source TEXT NOT NULL, \(counts))")
      try addDigests(connection)
      let known = try storedPosition(connection)
      if known == nil {
        guard try connection.rows("SELECT 1 WHERE to_regclass(quote_ident($1)) IS NOT NULL", [table]).isEmpty else {
          throw StoreError(
            .cantMake,
            "\(address.name) has a table \(table) already, and nothing tells what it is of; name another with ?table=NAME."
          )
        }
        try connection.rows(
          "CREATE TABLE \(table.quotedName) (seq BIGINT PRIMARY KEY, ts_ns BIGINT, symbol TEXT NOT NULL, "
            + "price NUMERIC NOT NULL, volume NUMERIC NOT NULL)")
        try keep(StorePosition(source: source), connection)
      }
      try connection.rows("COMMIT")
      rowCount = known?.rowCount ?? 0
      return known
    } catch let error as FeedError {
      throw StoreError(.unavailable, error.description)
    } catch let failure as PostgreSQLFailure {
      throw StoreError(
        failure.isLost ? .unavailable : .cantMake, "\(name) can't be written: \(failure.message).".withoutPasswords)
    } catch {
      throw error as? StoreError ?? StoreError(.cantMake, "\(error)")
    }
  }

  /// Takes the table for this connection. The server of a process that was killed may still be at its last transaction.
  private func lock(_ connection: PostgreSQLConnection) throws {
    for _ in 0..<Self.patienceMilliseconds / 50 {
      let taken = try connection.rows(
        "SELECT pg_try_advisory_lock(hashtextextended(current_schema() || '.' || $1, 7400001))", [table])
      if taken.first?.first == "t" { return }
      Pause.milliseconds(50)
    }
    throw StoreError(.cantMake, "\(name) is being written by another process; wait for it, or name another table.")
  }

  /// Adds the column that a table of an earlier version lacks. It is looked for first, since only the owner of a table may
  /// ask for one that is there already.
  private func addDigests(_ connection: PostgreSQLConnection) throws(PostgreSQLFailure) {
    let name = StorePosition.digestName
    let found = try connection.rows(
      "SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass('tickline_positions') AND attname = $1 "
        + "AND NOT attisdropped", [name])
    guard found.isEmpty else { return }
    try connection.rows(
      "ALTER TABLE tickline_positions ADD COLUMN IF NOT EXISTS \(name) BIGINT NOT NULL DEFAULT 0")
  }

  private func storedPosition(_ connection: PostgreSQLConnection) throws(PostgreSQLFailure) -> StorePosition? {
    let names = StorePosition.countNames
    let rows = try connection.rows(
      "SELECT source, \(names.map(\.name).joined(separator: ", ")) FROM tickline_positions WHERE table_name = $1",
      [table])
    guard let row = rows.first, let source = row[0] else { return nil }
    var position = StorePosition(source: source)
    for (index, count) in names.enumerated() {
      position[keyPath: count.path] = row[index + 1].flatMap { Int64($0) } ?? 0
    }
    return position
  }

  private func keep(_ position: StorePosition, _ connection: PostgreSQLConnection) throws(PostgreSQLFailure) {
    let names = StorePosition.countNames
    let values = names.map { "\(position[keyPath: $0.path])" }
    let places = (3..<names.count + 3).map { "$\($0)" }.joined(separator: ", ")
    let changes = names.map { "\($0.name) = excluded.\($0.name)" }.joined(separator: ", ")
    try connection.rows(
      "INSERT INTO tickline_positions (table_name, source, \(names.map(\.name).joined(separator: ", "))) "
        + "VALUES ($1, $2, \(places)) ON CONFLICT (table_name) DO UPDATE SET \(changes)",
      [table, position.source] + values)
  }

  /// Adds a row to those that the next commit sends.
  public func append(_ trade: Trade, symbol: String) throws(StoreError) {
    rowCount += 1
    TradeText.append(rowCount, to: &bytes)
    bytes.append(UInt8(ascii: "\t"))
    if trade.time.isKnown {
      TradeText.append(trade.time.nanoseconds, to: &bytes)
    } else {
      bytes.append(contentsOf: "\\N".utf8)
    }
    bytes.append(UInt8(ascii: "\t"))
    TradeText.append(copied: symbol, to: &bytes)
    bytes.append(UInt8(ascii: "\t"))
    trade.price.write(into: &bytes)
    bytes.append(UInt8(ascii: "\t"))
    trade.size.write(into: &bytes)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Sends the rows and the position in one transaction.
  public func commit(_ position: StorePosition) throws(StoreError) {
    do {
      guard let connection else { return }
      try connection.rows("BEGIN")
      if !bytes.isEmpty {
        try connection.startCopy("COPY \(table.quotedName) FROM STDIN")
        try connection.sendCopy(bytes.span)
        try connection.endCopy()
      }
      try keep(position, connection)
      try connection.rows("COMMIT")
      bytes.removeAll(keepingCapacity: true)
    } catch {
      throw StoreError(
        .writeFailed, "Writing \(name) failed: \(error.message). What was committed before is kept.".withoutPasswords)
    }
  }
}
