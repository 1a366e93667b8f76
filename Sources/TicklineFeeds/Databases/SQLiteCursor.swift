internal import TicklineMarkets

/// A cursor over a table or a query of SQLite, owned by its feed.
struct SQLiteCursor {
  private let path: String
  private var rows: SQLiteRows
  private let session: FeedSession

  /// Opens the file and prepares the query; nothing is read yet.
  init(path: String, rows: DatabaseFeed.Rows, session: FeedSession) throws(FeedError) {
    self.path = path
    self.session = session
    try SQLiteCursor.requireFile(path)
    do {
      let connection = try SQLiteConnection(path: path, mode: .reading, isInterrupted: session.isInterrupted)
      try connection.noteEncoding()
      switch rows {
      case .table(let table):
        let table = try SQLiteTable(named: table, of: connection)
        self.rows = try SQLiteCursor.rows(of: table, connection, session)
      case .query(let sql):
        self.rows = try SQLiteCursor.rows(of: sql, connection, session)
      }
    } catch let failure as SQLiteFailure {
      throw FeedError(opening: path, failure)
    } catch {
      throw error as? FeedError ?? FeedError(.readFailed, "\(error)")
    }
  }

  /// SQLite's own words for a file that is not there say less.
  private static func requireFile(_ path: String) throws(FeedError) {
    if path == "-" { throw FeedError(.wrongUsage, "SQLite reads no standard input; name a file: sqlite:PATH.") }
    _ = try ByteInput(path: path, readsAhead: false) { false }
  }

  private static func rows(
    of table: SQLiteTable, _ connection: SQLiteConnection, _ session: FeedSession
  ) throws -> SQLiteRows {
    let name = "\(connection.path), table \(table.name)"
    var columns = try RowColumns.find(names: table.columns, place: name, session: session)
    let query = try table.query(for: &columns, connection) { session.remark("\(name): \($0)") }
    let timeName = columns.time < 0 ? nil : query.names[Int(columns.time)]
    let reader = RowReader(
      session: session, sourceName: "\(connection.path)/\(table.name)", hasKey: columns.key >= 0, timeName: timeName,
      hasSymbols: columns.symbol >= 0)
    return SQLiteRows(
      statement: try connection.prepare(query.sql), readsTextInPlace: connection.isUTF8, columns: columns,
      reader: reader)
  }

  private static func rows(
    of sql: String, _ connection: SQLiteConnection, _ session: FeedSession
  ) throws -> SQLiteRows {
    let statement = try connection.prepare(sql)
    let names = statement.columnNames
    guard statement.isReadOnly, !names.isEmpty else {
      throw FeedError(.wrongUsage, "--query '\(sql)' reads no rows; write a SELECT.")
    }
    guard statement.rest.allSatisfy({ $0.isWhitespace || $0 == ";" }) else {
      throw FeedError(.wrongUsage, "--query has more than one statement; write one SELECT.")
    }
    let columns = try RowColumns.find(names: names, place: "\(connection.path), query", session: session)
    let reader = RowReader(
      session: session, sourceName: connection.path, hasKey: false,
      timeName: columns.time < 0 ? nil : names[Int(columns.time)], hasSymbols: columns.symbol >= 0)
    return SQLiteRows(
      statement: statement, readsTextInPlace: connection.isUTF8, columns: columns, reader: reader)
  }

  /// Fills a block with the next events. False once there is none left.
  mutating func fill(_ block: EventBlock) throws(FeedError) -> Bool {
    if session.isInterrupted() { return false }
    do { return try rows.fill(block) } catch {
      if error.isInterrupted { return !block.isEmpty }
      throw FeedError(
        .readFailed, "Reading \(path) failed after \(rows.rowCount) rows: \(error.message). What came before is kept.")
    }
  }
}

extension FeedError {
  /// Why a file of SQLite can't be read.
  init(opening path: String, _ failure: SQLiteFailure) {
    if failure.isNoDatabase {
      self.init(.unusableContent, "\(path) is no database of SQLite; name one, or another kind of source: csv:\(path).")
    } else if failure.isBusy {
      self.init(.unavailable, "\(path) is held by another process: \(failure.message). Try again once that is done.")
    } else {
      self.init(.unusableContent, "\(path) can't be read: \(failure.message).")
    }
  }
}
