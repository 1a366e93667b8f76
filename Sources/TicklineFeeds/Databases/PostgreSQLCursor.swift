internal import TicklineMarkets

/// The rows of a table or a query of a PostgreSQL server as they come, owned by their feed.
///
/// They come by `COPY … TO STDOUT`: the server sends each row as it finds it and waits where nobody takes them, so that
/// neither side keeps more than what fits a socket.
final class PostgreSQLCursor {
  private let connection: PostgreSQLConnection
  private let rows: CopyRows
  private let buffer = CopyBuffer()
  private var isAtEnd = false

  /// Connects and starts the query.
  init(_ address: PostgreSQLAddress, rows: DatabaseFeed.Rows, session: FeedSession) throws(FeedError) {
    connection = try PostgreSQLConnection(address, isInterrupted: session.isInterrupted)
    do {
      // The forms of values that are read here; and nothing is to be changed by a query.
      for setting in [
        "datestyle = ISO", "timezone = UTC", "extra_float_digits = 1", "default_transaction_read_only = on",
      ] {
        try connection.rows("SET \(setting)")
      }
      let query: PostgreSQLQuery
      switch rows {
      case .table(let table): query = try PostgreSQLQuery(table: table, of: connection, session)
      case .query(let sql): query = try PostgreSQLQuery(sql: sql, of: connection, session)
      }
      self.rows = CopyRows(columns: query.columns, columnCount: query.columnCount, reader: query.reader)
      try connection.startCopy("COPY (\(query.sql)\n) TO STDOUT")
    } catch let failure as PostgreSQLFailure {
      throw FeedError(asking: address, failure)
    } catch {
      throw error as? FeedError ?? FeedError(.readFailed, "\(error)")
    }
  }

  /// Fills a block with the next events. It ends early where the server has to be waited for. False once there is none left.
  func fill(_ block: EventBlock) throws(FeedError) -> Bool {
    block.removeAll()
    do {
      while true {
        rows.addEvents(of: buffer, to: block)
        if block.isFull { return true }
        if isAtEnd { return !block.isEmpty }
        try receive(waits: block.isEmpty)
        if buffer.isEmpty, !isAtEnd { return !block.isEmpty }
      }
    } catch {
      throw FeedError(
        .readFailed,
        "Reading \(connection.address.name) failed after \(rows.rowCount) rows: \(error.message). What came before is kept."
      )
    }
  }

  /// Takes rows until there are many or no more have come yet. Where there are none at all it waits for the first, unless
  /// the run is to end.
  private func receive(waits: Bool) throws(PostgreSQLFailure) {
    while !buffer.isRich {
      switch try connection.copyRow(to: buffer) {
      case .row: break
      case .end:
        isAtEnd = true
        return
      case .nothing:
        if !buffer.isEmpty || !waits { return }
        guard try connection.wait() else { return }
      }
    }
  }
}

extension FeedError {
  /// Why a server does not do what it is asked for before the first row.
  init(asking address: PostgreSQLAddress, _ failure: PostgreSQLFailure) {
    let code: Code =
      failure.isLost || failure.isForbidden ? .unavailable : failure.isWrongUsage ? .wrongUsage : .unusableContent
    self.init(code, "\(address.name) refuses: \(failure.message).".withoutPasswords)
  }
}
