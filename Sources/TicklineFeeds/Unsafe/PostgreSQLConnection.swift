internal import CTicklineFeeds

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
  /// Whether the user may not do what was asked.
  var isForbidden: Bool { state == "42501" || state?.hasPrefix("28") == true }
  /// Whether what was asked makes no sense to the server, or would change something.
  var isWrongUsage: Bool { ["42", "3F", "25006"].contains { state?.hasPrefix($0) == true } }
}

/// A connection to a PostgreSQL server, which belongs to one thread.
@safe
final class PostgreSQLConnection {
  private static let connectSeconds = "10"

  let address: PostgreSQLAddress
  private let libpq: postgresql_client
  private let handle: OpaquePointer
  private let isInterrupted: () -> Bool
  /// Whether a copy goes on, which has to be cancelled where it is not wanted to its end.
  private var isCopying = false

  /// Connects. The password is libpq's business: the variable `PGPASSWORD`, or the file `.pgpass`.
  init(_ address: PostgreSQLAddress, isInterrupted: @escaping () -> Bool) throws(FeedError) {
    self.address = address
    self.isInterrupted = isInterrupted
    guard let libpq = unsafe postgresql_client()?.pointee else {
      throw FeedError(
        .unavailable,
        "\(address.name) can't be reached: PostgreSQL's client library is not installed; packages call it libpq5, "
          + "postgresql-libs or libpq.")
    }
    self.libpq = libpq
    let parameters = [
      ("connect_timeout", Self.connectSeconds), ("fallback_application_name", "tickline"), ("dbname", address.url),
      ("client_encoding", "UTF8"),
    ]
    let handle = unsafe withCStrings(parameters.map(\.0)) { keywords in
      unsafe withCStrings(parameters.map(\.1)) {
        unsafe libpq.connectdbParams(keywords.baseAddress!, $0.baseAddress!, 1)
      }
    }
    guard let handle = unsafe handle, unsafe libpq.status(handle) == postgresql_connected else {
      let message = unsafe handle.map { unsafe Self.sentence(libpq.errorMessage($0)) } ?? "out of memory"
      unsafe libpq.finish(handle)
      throw FeedError(.unavailable, "\(address.name) can't be reached: \(message).".withoutPasswords)
    }
    unsafe self.handle = handle
    _ = unsafe libpq.setNoticeProcessor(handle, { _, _ in }, nil)
  }

  // A copy that is not wanted any more is cancelled, so that the server does not go on with it.
  deinit {
    if isCopying, let cancel = unsafe libpq.getCancel(handle) {
      var reason = [CChar](repeating: 0, count: 256)
      _ = unsafe libpq.cancel(cancel, &reason, Int32(reason.count))
      unsafe libpq.freeCancel(cancel)
    }
    unsafe libpq.finish(handle)
  }

  /// libpq's messages are several lines with a full stop nowhere.
  private static func sentence(_ message: UnsafePointer<CChar>?) -> String {
    guard let message = unsafe message else { return "no reason was given" }
    let lines = unsafe String(cString: message).split(whereSeparator: \.isNewline).map(\.trimmed)
    let text = lines.joined(separator: "; ")
    return text.isEmpty ? "no reason was given" : String(text.hasSuffix(".") ? text.dropLast() : text[...])
  }

  private func failure(_ result: OpaquePointer?) -> PostgreSQLFailure {
    let state = unsafe result.flatMap { unsafe libpq.resultErrorField($0, Int32(UInt8(ascii: "C"))) }
    let message = unsafe result.flatMap { unsafe libpq.resultErrorField($0, Int32(UInt8(ascii: "M"))) }
    return unsafe PostgreSQLFailure(
      state: state.map { unsafe String(cString: $0) },
      message: Self.sentence(UnsafePointer(message ?? libpq.errorMessage(handle))))
  }

  // MARK: - Requests

  /// Sends one statement, with texts for `$1`, `$2`, and gives the rows of its answer.
  @discardableResult
  func rows(_ sql: String, _ values: [String?] = []) throws(PostgreSQLFailure) -> [[String?]] {
    let result = unsafe withCStrings(values) { values in
      unsafe libpq.execParams(handle, sql, Int32(values.count - 1), nil, values.baseAddress, nil, nil, 0)
    }
    defer { unsafe libpq.clear(result) }
    let status = unsafe libpq.resultStatus(result)
    guard status == postgresql_tuples_ok || status == postgresql_command_ok else { throw unsafe failure(result) }
    return unsafe (0..<libpq.ntuples(result)).map { row in
      unsafe (0..<libpq.nfields(result)).map { column in
        unsafe libpq.getisnull(result, row, column) != 0 ? nil : String(cString: libpq.getvalue(result, row, column)!)
      }
    }
  }

  /// What columns a statement gives, with the numbers of their types; nothing is run.
  func columns(of sql: String) throws(PostgreSQLFailure) -> [(name: String, type: UInt32)] {
    let prepared = unsafe libpq.prepare(handle, "", sql, 0, nil)
    defer { unsafe libpq.clear(prepared) }
    guard unsafe libpq.resultStatus(prepared) == postgresql_command_ok else { throw unsafe failure(prepared) }
    let description = unsafe libpq.describePrepared(handle, "")
    defer { unsafe libpq.clear(description) }
    guard unsafe libpq.resultStatus(description) == postgresql_command_ok else { throw unsafe failure(description) }
    return unsafe (0..<libpq.nfields(description)).map {
      unsafe (String(cString: libpq.fname(description, $0)!), libpq.ftype(description, $0))
    }
  }

  // MARK: - Copying from the server

  /// Begins to copy what a query gives: `COPY (…) TO STDOUT`, or a table `FROM STDIN`.
  func startCopy(_ sql: String) throws(PostgreSQLFailure) {
    let result = unsafe libpq.exec(handle, sql)
    defer { unsafe libpq.clear(result) }
    let status = unsafe libpq.resultStatus(result)
    guard status == postgresql_copy_out || status == postgresql_copy_in else { throw unsafe failure(result) }
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
    let count = unsafe libpq.getCopyData(handle, &row, 1)
    if count > 0, let row = unsafe row {
      unsafe bytes.append(UnsafeRawPointer(row).assumingMemoryBound(to: UInt8.self), Int(count))
      unsafe libpq.freemem(row)
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
      var request = unsafe pollfd(fd: libpq.socket(handle), events: Int16(POLLIN), revents: 0)
      if unsafe poll(&request, 1, 200) > 0 { break }
    }
    guard unsafe libpq.consumeInput(handle) == 1 else { throw unsafe failure(nil) }
    return true
  }

  /// The answer to a copy that has ended.
  private func finishCopy() throws(PostgreSQLFailure) {
    isCopying = false
    var lost: PostgreSQLFailure?
    while let result = unsafe libpq.getResult(handle) {
      if unsafe libpq.resultStatus(result) != postgresql_command_ok { lost = unsafe failure(result) }
      unsafe libpq.clear(result)
      if unsafe libpq.status(handle) == postgresql_broken { break }
    }
    if let lost { throw lost }
  }

  // MARK: - Copying to the server

  /// Sends rows in the server's text form.
  func sendCopy(_ bytes: Span<UInt8>) throws(PostgreSQLFailure) {
    let sent = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe libpq.putCopyData(
        handle, UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
    }
    guard sent == 1 else { throw unsafe failure(nil) }
  }

  /// Ends the rows and waits for the server's answer.
  func endCopy() throws(PostgreSQLFailure) {
    guard unsafe libpq.putCopyEnd(handle, nil) == 1 else { throw unsafe failure(nil) }
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
