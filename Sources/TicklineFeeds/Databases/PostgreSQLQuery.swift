internal import TicklineMarkets

/// What is asked of a PostgreSQL server, and how its rows are read.
struct PostgreSQLQuery {
  let sql: String
  let columns: RowColumns
  let columnCount: Int
  let reader: RowReader

  /// The numbers of the types that hold floating point numbers. Source: PostgreSQL, pg_type.dat.
  private static let floatingPointTypes: Set<UInt32> = [700, 701]

  /// A query of a person's own.
  init(sql: String, of connection: PostgreSQLConnection, _ session: FeedSession) throws {
    // Nothing may follow the statement where it becomes a part of another one.
    self.sql = String(sql.reversed().drop { $0.isWhitespace || $0 == ";" }.reversed())
    let found = try connection.columns(of: self.sql)
    guard !found.isEmpty else { throw FeedError(.wrongUsage, "--query '\(sql)' reads no rows; write a SELECT.") }
    let name = connection.address.name
    columns = try RowColumns.find(names: found.map(\.name), place: "\(name), query", session: session)
    columnCount = found.count
    reader = PostgreSQLQuery.reader(name, columns, found, session)
  }

  /// The query of a table's rows.
  init(table: String?, of connection: PostgreSQLConnection, _ session: FeedSession) throws {
    let table = try PostgreSQLTable(named: table, of: connection)
    let place = "\(connection.address.name), table \(table.name)"
    let all = try RowColumns.find(names: table.columns, place: place, session: session)
    var columns = RowColumns()
    var selected = table.key.map { [$0.quotedName] } ?? []
    if table.key != nil { columns.key = 0 }
    for role in ColumnRole.allCases where all[role] >= 0 {
      columns[role] = Int32(selected.count)
      selected.append(table.columns[Int(all[role])].quotedName)
    }
    let time = all.time < 0 ? nil : table.columns[Int(all.time)]
    let order = try PostgreSQLQuery.order(table, time: time, connection) { session.remark("\(place): \($0)") }
    sql = "SELECT \(selected.joined(separator: ", ")) FROM \(table.sqlName)\(order)"
    self.columns = columns
    columnCount = selected.count
    reader = PostgreSQLQuery.reader(
      "\(connection.address.name)/\(table.name)", columns, try connection.columns(of: sql), session)
  }

  /// The clause for the order in which a table has its rows already, so that the first one comes at once.
  private static func order(
    _ table: PostgreSQLTable, time: String?, _ connection: PostgreSQLConnection, remark: (String) -> Void
  ) throws -> String {
    // Rows from several processes at once, or from the middle of the table on, would be in no order at all.
    try connection.rows("SET max_parallel_workers_per_gather = 0")
    try connection.rows("SET synchronize_seqscans = off")
    var order: [String] = []
    if let time, try table.isOrdered(by: time, connection) {
      order = [time] + (table.key.map { $0 == time ? [] : [$0] } ?? [])
    } else {
      order = table.key.map { [$0] } ?? []
      if let time {
        remark(
          "no index begins with the column \(time), so the rows come in the order of "
            + (table.key.map { "their key, \($0)." } ?? "the table."))
      }
    }
    guard !order.isEmpty else { return "" }
    // The index has the order: a sort of the whole table would let the first row wait for the last.
    try connection.rows("SET enable_sort = off")
    return " ORDER BY " + order.map(\.quotedName).joined(separator: ", ")
  }

  private static func reader(
    _ name: String, _ columns: RowColumns, _ found: [(name: String, type: UInt32)], _ session: FeedSession
  ) -> RowReader {
    let reader = RowReader(
      session: session, sourceName: name, hasKey: columns.key >= 0,
      timeName: columns.time < 0 ? nil : found[Int(columns.time)].name, hasSymbols: columns.symbol >= 0)
    for role in ColumnRole.allCases where columns[role] >= 0 {
      if floatingPointTypes.contains(found[Int(columns[role])].type) { reader.noteFloatingPoint(role) }
    }
    return reader
  }
}

/// A table or a view of a PostgreSQL server.
struct PostgreSQLTable {
  /// As a person calls it.
  let name: String
  /// As SQL calls it, with its schema.
  let sqlName: String
  private let number: String
  let columns: [String]
  /// The column that is its primary key by itself and holds whole numbers.
  let key: String?

  /// Looks a table up; nil for `trades`, or else for the only one there is.
  ///
  /// - Throws: ``FeedError`` where there is none, or ``PostgreSQLFailure``.
  init(named name: String?, of connection: PostgreSQLConnection) throws {
    let tables = try connection.rows(
      """
      SELECT c.oid, c.relname, format('%I.%I', n.nspname, c.relname),
        c.relname = $1 AND pg_table_is_visible(c.oid) OR n.nspname || '.' || c.relname = $1 AS is_named
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND c.relname NOT LIKE 'tickline\\_%'
        AND (n.nspname = ANY (current_schemas(false)) OR n.nspname || '.' || c.relname = $1)
      ORDER BY 2
      """, [name ?? "trades"])
    guard let found = tables.first(where: { $0[3] == "t" }) ?? (name == nil && tables.count == 1 ? tables[0] : nil),
      let number = found[0], let relation = found[1], let sqlName = found[2]
    else {
      let list = tables.prefix(20).compactMap { $0[1] }.joined(separator: ", ")
      throw FeedError(
        .unusableContent,
        "\(connection.address.name) has no table \(name ?? "trades"): \(list.isEmpty ? "it has none" : "it has \(list)"). "
          + "Name one with ?table=NAME.")
    }
    self.name = relation
    self.number = number
    self.sqlName = sqlName
    columns = try connection.rows(
      "SELECT attname FROM pg_attribute WHERE attrelid = $1::oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
      [number]
    ).compactMap { $0[0] }
    key = try connection.rows(
      """
      SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
      WHERE i.indrelid = $1::oid AND i.indisprimary AND i.indnkeyatts = 1
        AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)
      """, [number]
    ).first?[0]
  }

  /// Whether an index has the rows in the order of a column.
  func isOrdered(by column: String, _ connection: PostgreSQLConnection) throws(PostgreSQLFailure) -> Bool {
    try !connection.rows(
      """
      SELECT 1 FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
      WHERE i.indrelid = $1::oid AND a.attname = $2 AND m.amname = 'btree' AND i.indisvalid AND i.indpred IS NULL
      """, [number, column]
    ).isEmpty
  }
}
