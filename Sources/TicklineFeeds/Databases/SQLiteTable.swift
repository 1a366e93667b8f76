internal import TicklineMarkets

/// A table or a view of SQLite: its columns, and in which order its rows are read.
struct SQLiteTable {
  let name: String
  let columns: [String]

  /// Looks a table up; nil for `trades`, or else for the only one there is.
  ///
  /// - Throws: ``FeedError`` where there is none, or ``SQLiteFailure``.
  init(named name: String?, of connection: SQLiteConnection) throws {
    let tables = try SQLiteTable.names(of: connection)
    let known = tables.first { $0.lowercased() == (name ?? "trades").lowercased() }
    guard let found = known ?? (name == nil && tables.count == 1 ? tables[0] : nil) else {
      let list = tables.isEmpty ? "it has none" : "it has \(tables.prefix(20).joined(separator: ", "))"
      throw FeedError(
        .unusableContent,
        "\(connection.path) has no table \(name ?? "trades"): \(list). Name one: sqlite:\(connection.path)?table=NAME.")
    }
    self.name = found
    let statement = try connection.prepare("SELECT name FROM pragma_table_info(?)")
    statement.bind(found, at: 1)
    var columns: [String] = []
    while try statement.step() { columns.append(statement.text(0)) }
    self.columns = columns
  }

  private static func names(of connection: SQLiteConnection) throws(SQLiteFailure) -> [String] {
    let statement = try connection.prepare(
      "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' "
        + "AND name NOT LIKE 'tickline_%' ORDER BY name")
    var names: [String] = []
    while try statement.step() { names.append(statement.text(0)) }
    return names
  }

  /// The query that reads the columns wanted, with the row's key in front where there is one. `columns` counts those of the
  /// table before and those of the query after.
  func query(
    for columns: inout RowColumns, _ connection: SQLiteConnection, remark: (String) -> Void
  ) throws(SQLiteFailure) -> (sql: String, names: [String]) {
    let time = columns.time < 0 ? nil : self.columns[Int(columns.time)]
    let hasKey = try rowsHaveKey(connection)
    var names = hasKey ? ["rowid"] : []
    var selected = names
    if hasKey { columns.key = 0 }
    for role in ColumnRole.allCases where columns[role] >= 0 {
      let name = self.columns[Int(columns[role])]
      columns[role] = Int32(names.count)
      names.append(name)
      selected.append(name.quotedName)
    }
    var order: [String] = []
    if let time, try isOrdered(by: time, connection) {
      order = [time.quotedName] + (hasKey ? ["rowid"] : [])
    } else {
      if hasKey { order = ["rowid"] }
      if let time {
        remark(
          "no index begins with the column \(time), so the rows come in the order of "
            + (hasKey ? "their key, rowid." : "the table."))
      }
    }
    let orderClause = order.isEmpty ? "" : " ORDER BY \(order.joined(separator: ", "))"
    return ("SELECT \(selected.joined(separator: ", ")) FROM \(name.quotedName)\(orderClause)", names)
  }

  /// Whether the rows have a key of SQLite's own. Those of a view have none, though SQLite takes the name and gives nothing.
  private func rowsHaveKey(_ connection: SQLiteConnection) throws(SQLiteFailure) -> Bool {
    let statement = try connection.prepare("SELECT 1 FROM sqlite_master WHERE type = 'view' AND name = ?")
    statement.bind(name, at: 1)
    if try statement.step() { return false }
    return (try? connection.prepare("SELECT rowid FROM \(name.quotedName)")) != nil
  }

  /// Whether an index, or the key itself, has the rows in the order of a column.
  private func isOrdered(by column: String, _ connection: SQLiteConnection) throws(SQLiteFailure) -> Bool {
    let statement = try connection.prepare(
      """
      SELECT 1 FROM pragma_index_list(?1) AS list, pragma_index_info(list.name) AS part
      WHERE part.seqno = 0 AND part.name = ?2 AND list.partial = 0
      UNION ALL
      SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2 AND pk = 1 AND upper(type) = 'INTEGER'
        AND (SELECT count(*) FROM pragma_table_info(?1) WHERE pk > 0) = 1
      """)
    statement.bind(name, at: 1)
    statement.bind(column, at: 2)
    return try statement.step()
  }
}

extension String {
  /// The text as a name in SQL.
  var quotedName: String { "\"\(replacing("\"", with: "\"\""))\"" }

  /// The text as a value in SQL.
  var quotedValue: String { "'\(replacing("'", with: "''"))'" }
}
