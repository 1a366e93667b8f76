internal import CSQLite

/// What SQLite says of a call that failed.
struct SQLiteFailure: Error {
  let code: Int32
  let message: String

  /// Whether the file is no database.
  var isNoDatabase: Bool { code == SQLITE_NOTADB }
  /// Whether another process holds the database.
  var isBusy: Bool { code == SQLITE_BUSY || code == SQLITE_LOCKED }
  /// Whether the run is to end.
  var isInterrupted: Bool { code == SQLITE_INTERRUPT }
}

/// A connection to a file of SQLite, which belongs to one thread.
///
/// The C interface and no wrapper above it: a cursor has to outlive the call that made it.
@safe
final class SQLiteConnection {
  enum Mode {
    case reading
    /// The file is made where it is not there.
    case writing
  }

  /// After how many instructions of SQLite's machine it is asked whether the run is to end: some milliseconds.
  private static let interruptionInterval: Int32 = 100_000
  /// How long another process that holds the database is waited for.
  private static let patienceMilliseconds: Int32 = 5_000

  let path: String
  /// Whether texts are kept in UTF-8, and not in UTF-16.
  private(set) var isUTF8 = true
  fileprivate let handle: OpaquePointer
  private let isInterrupted: InterruptionTest

  /// Opens a file.
  init(path: String, mode: Mode, isInterrupted: @escaping () -> Bool) throws(SQLiteFailure) {
    self.path = path
    self.isInterrupted = InterruptionTest(isInterrupted)
    let flags =
      mode == .reading ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    var handle: OpaquePointer?
    let code = unsafe sqlite3_open_v2(path, &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let handle = unsafe handle else {
      let message = unsafe handle.map { unsafe String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      unsafe sqlite3_close_v2(handle)
      throw SQLiteFailure(code: code, message: message)
    }
    unsafe self.handle = handle
    unsafe sqlite3_busy_timeout(handle, Self.patienceMilliseconds)
    unsafe sqlite3_progress_handler(
      handle, Self.interruptionInterval,
      { unsafe Unmanaged<InterruptionTest>.fromOpaque($0!).takeUnretainedValue().isInterrupted() ? 1 : 0 },
      Unmanaged.passUnretained(self.isInterrupted).toOpaque())
  }

  // A statement that is still there keeps the connection until it is gone, too.
  deinit { unsafe sqlite3_close_v2(handle) }

  /// Looks how texts are kept.
  func noteEncoding() throws(SQLiteFailure) {
    let statement = try prepare("PRAGMA encoding")
    if try statement.step() { isUTF8 = statement.text(0) == "UTF-8" }
  }

  /// Prepares one statement.
  func prepare(_ sql: String) throws(SQLiteFailure) -> SQLiteStatement { try SQLiteStatement(sql, of: self) }

  /// Runs one statement to its end.
  func execute(_ sql: String) throws(SQLiteFailure) {
    let statement = try prepare(sql)
    while try statement.step() {}
  }

  /// The failure of the last call.
  fileprivate func failure(_ code: Int32) -> SQLiteFailure {
    unsafe SQLiteFailure(code: code & 0xFF, message: String(cString: sqlite3_errmsg(handle)))
  }
}

/// What the progress handler asks: an object, since C keeps a pointer to it.
private final class InterruptionTest {
  let isInterrupted: () -> Bool
  init(_ isInterrupted: @escaping () -> Bool) { self.isInterrupted = isInterrupted }
}

/// A prepared statement; also a cursor over its rows.
@safe
final class SQLiteStatement {
  enum Value { case null, integer, real, text, blob }

  private let connection: SQLiteConnection
  private let handle: OpaquePointer
  /// What follows the first statement.
  let rest: String

  fileprivate init(_ sql: String, of connection: SQLiteConnection) throws(SQLiteFailure) {
    self.connection = connection
    var handle: OpaquePointer?
    let bytes = Array(sql.utf8CString)
    var rest = ""
    let code = unsafe bytes.withUnsafeBufferPointer { buffer in
      var tail: UnsafePointer<CChar>?
      let code = unsafe sqlite3_prepare_v2(connection.handle, buffer.baseAddress, -1, &handle, &tail)
      if let tail = unsafe tail { unsafe rest = String(cString: tail) }
      return code
    }
    guard code == SQLITE_OK else { throw connection.failure(code) }
    guard let handle = unsafe handle else { throw SQLiteFailure(code: SQLITE_ERROR, message: "there is no statement") }
    unsafe self.handle = handle
    self.rest = rest
  }

  deinit { unsafe sqlite3_finalize(handle) }

  /// Goes to the next row. False once there is none.
  @inline(__always)
  func step() throws(SQLiteFailure) -> Bool {
    let code = unsafe sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    if code == SQLITE_DONE { return false }
    throw connection.failure(code)
  }

  /// Makes the statement ready to run again, and keeps what is bound.
  func reset() { unsafe sqlite3_reset(handle) }

  /// Whether it changes nothing.
  var isReadOnly: Bool { unsafe sqlite3_stmt_readonly(handle) != 0 }

  /// The names of its columns.
  var columnNames: [String] {
    unsafe (0..<sqlite3_column_count(handle)).map { unsafe String(cString: sqlite3_column_name(handle, $0)) }
  }

  func bind(_ value: Int64, at index: Int32) { unsafe sqlite3_bind_int64(handle, index, value) }

  func bindNull(at index: Int32) { unsafe sqlite3_bind_null(handle, index) }

  func bind(_ text: String, at index: Int32) { bind(Array(text.utf8).span, at: index) }

  func bind(_ text: Span<UInt8>, at index: Int32) {
    unsafe text.withUnsafeBufferPointer { bytes in
      let start = unsafe UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
      unsafe tickline_sqlite_bind_text(handle, index, start ?? UnsafePointer(bitPattern: 1), Int32(bytes.count))
    }
  }

  @inline(__always)
  func value(_ column: Int32) -> Value {
    switch unsafe sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: .integer
    case SQLITE_FLOAT: .real
    case SQLITE_TEXT: .text
    case SQLITE_BLOB: .blob
    default: .null
    }
  }

  @inline(__always)
  func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, column) }

  func real(_ column: Int32) -> Double { unsafe sqlite3_column_double(handle, column) }

  /// The bytes of a text, in UTF-8 whatever the database keeps, or of a blob; until the next step.
  @inline(__always)
  func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    let start = unsafe sqlite3_column_text(handle, column)
    return unsafe UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(handle, column)))
  }

  /// A value of the current row for ``UsualValue``.
  @inline(__always)
  func usualValue(_ column: Int32) -> UsualValue { unsafe UsualValue(sqlite3_column_value(handle, column)) }

  /// A value as text.
  func text(_ column: Int32) -> String { unsafe String(decoding: bytes(column), as: UTF8.self) }
}

/// A value of the current row of a statement, looked at without a copy.
///
/// SQLite warns that such a value is not protected by a lock: the connection belongs to one thread and has none.
@safe
struct UsualValue {
  private let value: OpaquePointer?

  @inline(__always)
  fileprivate init(_ value: OpaquePointer?) { unsafe self.value = value }

  /// Whether it is a whole number.
  @inline(__always)
  var isInteger: Bool { unsafe sqlite3_value_type(value) == SQLITE_INTEGER }

  /// Whether it is a text.
  @inline(__always)
  var isText: Bool { unsafe sqlite3_value_type(value) == SQLITE_TEXT }

  @inline(__always)
  var integer: Int64 { unsafe sqlite3_value_int64(value) }

  /// The bytes of a text in the database's own encoding, which are not ended by a null byte: no copy is made.
  @inline(__always)
  var bytes: UnsafeBufferPointer<UInt8> {
    let start = unsafe sqlite3_value_blob(value)?.assumingMemoryBound(to: UInt8.self)
    return unsafe UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_value_bytes(value)))
  }
}
