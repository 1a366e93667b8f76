public import Generators
public import TicklineMarkets

/// Trades from a table or a query of a database, by a cursor: the tutorial's `get_trades`.
///
/// ```swift
/// let feed = DatabaseFeed(.sqlite(path: "ticks.db"), rows: .table("trades"))
/// let events = feed.events(in: FeedSession())
/// while let event = try events.next() { … }
/// ```
///
/// The first row comes at once, and memory is the same for any table: nothing is read ahead but one block of up to 256
/// rows and what the database's own library buffers. Dropped or closed half-way, the feed ends the query and the
/// connection.
///
/// The columns are found by name (``ColumnRole/usualNames``), others by ``ColumnNames``. Values may be texts or numbers;
/// decimals are exact; a floating point number is taken for the shortest decimal that denotes it, which is said. What is
/// null is not there: a time is unknown then, a size 1, and a row without a price corrupt. A whole number in a column that
/// is called `ts_ns` is in nanoseconds, however many digits it has.
///
/// A query's rows come in its order. A table's come in the order of its time column where an index begins with it, those
/// of one time by key; else by key, and a remark says so. A row that can't be used is a corrupt event, whose place is the
/// row's key, or its number where it has none.
public struct DatabaseFeed: Feed {
  /// What is read of a database.
  public enum Rows: Hashable, Sendable {
    /// A table or a view; nil for `trades`, or else for the only one there is.
    case table(String?)
    /// What one statement of SQL gives that changes nothing.
    case query(String)
  }

  /// What a body that calls a database's library gets: parsing a long query and opening a connection with encryption take
  /// more than the usual stack is meant for.
  private static let stackSize = 1 << 20

  /// The database.
  public let database: Database

  /// What is read of it.
  public let rows: Rows

  /// A feed of a table or a query. Nothing is opened yet.
  public init(_ database: Database, rows: Rows = .table(nil)) {
    self.database = database
    self.rows = rows
  }

  /// The database as a command line names it, without a password.
  public var name: String {
    guard case .table(let table?) = rows else { return database.name }
    return "\(database.name)\(database.name.contains("?") ? "&" : "?")table=\(table)"
  }

  /// The trades and corrupt rows, one by one.
  ///
  /// - Throws: ``FeedError``, from the first `next()` on.
  public func events(in session: FeedSession) -> Generator<MarketEvent, any Error> {
    events(of: blocks(in: session))
  }

  /// The trades and corrupt rows in blocks of up to 256.
  public func blocks(in session: FeedSession) -> Generator<EventBlock, any Error> {
    let rows = rows
    switch database {
    case .sqlite(let path):
      return Generator(stackSize: Self.stackSize) { yield in
        var cursor = try SQLiteCursor(path: path, rows: rows, session: session)
        let block = EventBlock()
        while try cursor.fill(block) { try yield(block) }
      }
    case .postgreSQL(let address):
      return Generator(stackSize: Self.stackSize) { yield in
        let cursor = try PostgreSQLCursor(address, rows: rows, session: session)
        let block = EventBlock()
        while try cursor.fill(block) { try yield(block) }
      }
    }
  }
}
