internal import CPostgreSQL

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a PostgreSQL server says of a request that failed.
struct PostgreSQLFailure: Error {
  /// The server's code of five letters or digits; nil where it did not answer. Source: PostgreSQL, appendix A.
  let state: String?
  let message: String

  /// Whether the server is gone, or ends the connection.
  var isLost: Bool { state == nil || state?.hasPrefix("57P") == true || state?.hasPrefix("08") == true }
  /// Whether what was asked makes no sense to the server.
  var isWrongUsage: Bool { state?.hasPrefix("42") == true || state?.hasPrefix("3F") == true }
}

/// A connection to a PostgreSQL server, which belongs to one thread.
@safe
final class PostgreSQLConnection {
  private static let connectSeconds = "10"

  let address: PostgreSQLAddress
  private let handle: OpaquePointer
  private let isInterrupted: () -> Bool
  /// Whether a copy goes on, which has to be cancelled where it is not wanted to its end.
  private var isCopying = false

  /// Connects. The password is libpq's business: the variable `PGPASSWORD`, or the file `.pgpass`.
  init(_ address: PostgreSQLAddress, isInterrupted: @escaping () -> Bool) throws(FeedError) {
    self.address = address
    self.isInterrupted = isInterrupted
    let parameters = [
      ("connect_timeout", Self.connectSeconds), ("fallback_application_name", "tickline"), ("dbname", address.url),
      ("client_encoding", "UTF8"),
    ]
    let handle = unsafe withCStrings(parameters.map(\.0)) { keywords in
      unsafe withCStrings(parameters.map(\.1)) { unsafe PQconnectdbParams(keywords.baseAddress!, $0.baseAddress!, 1) }
    }
    guard let handle = unsafe handle, unsafe PQstatus(handle) == CONNECTION_OK else {
      let message = unsafe handle.map { unsafe Self.sentence(PQerrorMessage($0)) } ?? "out of memory"
      unsafe PQfinish(handle)
      throw FeedError(.unavailable, "\(address.name) can't be reached: \(message).".withoutPasswords)
    }
    unsafe self.handle = handle
    unsafe PQsetNoticeProcessor(handle, { _, _ in }, nil)
  }

  // A copy that is not wanted any more is cancelled, so that the server does not go on with it.
  deinit {
    if isCopying, let cancel = unsafe PQgetCancel(handle) {
      var reason = [CChar](repeating: 0, count: 256)
      unsafe PQcancel(cancel, &reason, Int32(reason.count))
      unsafe PQfreeCancel(cancel)
    }
    unsafe PQfinish(handle)
  }

  /// libpq's messages are several lines with a full stop nowhere.
  private static func sentence(_ message: UnsafePointer<CChar>?) -> String {
    guard let message = unsafe message else { return "no reason was given" }
    let lines = unsafe String(cString: message).split(whereSeparator: \.isNewline).map(\.trimmed)
    let text = lines.joined(separator: "; ")
    return text.isEmpty ? "no reason was given" : String(text.hasSuffix(".") ? text.dropLast() : text[...])
  }

  private func failure(_ result: OpaquePointer?) -> PostgreSQLFailure {
    let state = unsafe result.flatMap { unsafe PQresultErrorField($0, Int32(UInt8(ascii: "C"))) }
    let message = unsafe result.flatMap { unsafe PQresultErrorField($0, Int32(UInt8(ascii: "M"))) }
    return unsafe PostgreSQLFailure(
      state: state.map { unsafe String(cString: $0) },
      message: Self.sentence(UnsafePointer(message ?? PQerrorMessage(handle))))
  }

  // MARK: - Requests

  /// Sends one statement, with texts for `$1`, `$2`, and gives the rows of its answer.
  @discardableResult
  func rows(_ sql: String, _ values: [String?] = []) throws(PostgreSQLFailure) -> [[String?]] {
    let result = unsafe withCStrings(values) { values in
      unsafe PQexecParams(handle, sql, Int32(values.count - 1), nil, values.baseAddress, nil, nil, 0)
    }
    defer { unsafe PQclear(result) }
    let status = unsafe PQresultStatus(result)
    guard status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK else { throw unsafe failure(result) }
    return unsafe (0..<PQntuples(result)).map { row in
      unsafe (0..<PQnfields(result)).map { column in
        unsafe PQgetisnull(result, row, column) != 0 ? nil : String(cString: PQgetvalue(result, row, column))
      }
    }
  }

  /// What columns a statement gives, with the numbers of their types; nothing is run.
  func columns(of sql: String) throws(PostgreSQLFailure) -> [(name: String, type: UInt32)] {
    let prepared = unsafe PQprepare(handle, "", sql, 0, nil)
    defer { unsafe PQclear(prepared) }
    guard unsafe PQresultStatus(prepared) == PGRES_COMMAND_OK else { throw unsafe failure(prepared) }
    let description = unsafe PQdescribePrepared(handle, "")
    defer { unsafe PQclear(description) }
    guard unsafe PQresultStatus(description) == PGRES_COMMAND_OK else { throw unsafe failure(description) }
    return unsafe (0..<PQnfields(description)).map {
      unsafe (String(cString: PQfname(description, $0)), PQftype(description, $0))
    }
  }

  // MARK: - Copying from the server

  /// Begins to copy what a query gives: `COPY (…) TO STDOUT`, or a table `FROM STDIN`.
  func startCopy(_ sql: String) throws(PostgreSQLFailure) {
    let result = unsafe PQexec(handle, sql)
    defer { unsafe PQclear(result) }
    let status = unsafe PQresultStatus(result)
    guard status == PGRES_COPY_OUT || status == PGRES_COPY_IN else { throw unsafe failure(result) }
    isCopying = true
  }

  enum Copied {
    /// A row, with its line feed.
    case row
    /// Nothing is there yet.
    case nothing
    /// That was the last.
    case end
  }

  /// Takes the next row, and adds it to `bytes`, where there is one.
  ///
  /// - Complexity: a copy of the row; libpq allocates and frees one, too.
  func copyRow(to bytes: CopyBuffer) throws(PostgreSQLFailure) -> Copied {
    var row: UnsafeMutablePointer<CChar>?
    let count = unsafe PQgetCopyData(handle, &row, 1)
    if count > 0, let row = unsafe row {
      unsafe bytes.append(UnsafeRawPointer(row).assumingMemoryBound(to: UInt8.self), Int(count))
      unsafe PQfreemem(row)
      return .row
    }
    if count == 0 { return .nothing }
    try finishCopy()
    return .end
  }

  /// Waits until the server has sent something. False where the run is to end.
  func wait() throws(PostgreSQLFailure) -> Bool {
    while true {
      if isInterrupted() { return false }
      var request = unsafe pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
      if unsafe poll(&request, 1, 200) > 0 { break }
    }
    guard unsafe PQconsumeInput(handle) == 1 else { throw unsafe failure(nil) }
    return true
  }

  /// The answer to a copy that has ended.
  private func finishCopy() throws(PostgreSQLFailure) {
    isCopying = false
    var lost: PostgreSQLFailure?
    while let result = unsafe PQgetResult(handle) {
      if unsafe PQresultStatus(result) != PGRES_COMMAND_OK { lost = unsafe failure(result) }
      unsafe PQclear(result)
      if unsafe PQstatus(handle) == CONNECTION_BAD { break }
    }
    if let lost { throw lost }
  }

  // MARK: - Copying to the server

  /// Sends rows in the server's text form.
  func sendCopy(_ bytes: Span<UInt8>) throws(PostgreSQLFailure) {
    let sent = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe PQputCopyData(
        handle, UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
    }
    guard sent == 1 else { throw unsafe failure(nil) }
  }

  /// Ends the rows and waits for the server's answer.
  func endCopy() throws(PostgreSQLFailure) {
    guard unsafe PQputCopyEnd(handle, nil) == 1 else { throw unsafe failure(nil) }
    try finishCopy()
  }
}

/// Lends texts in the form of C's arrays of strings, with a null pointer at the end.
private func withCStrings<Result>(
  _ texts: [String?], _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Result
) -> Result {
  let copies = unsafe texts.map { unsafe $0.flatMap { unsafe strdup($0) } }
  defer { unsafe copies.forEach { unsafe free($0) } }
  let pointers = unsafe copies.map { unsafe UnsafePointer($0) } + [nil]
  return unsafe pointers.withUnsafeBufferPointer { unsafe body($0) }
}

extension Substring {
  fileprivate var trimmed: String {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
