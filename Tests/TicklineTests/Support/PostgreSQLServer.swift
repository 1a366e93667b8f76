import Foundation
import Testing

/// A PostgreSQL server of a test's own, on a free port and in a folder of its own, which goes with it.
final class PostgreSQLServer {
  let port: Int
  private let folder: URL
  private let programs: String
  private var isRunning = false

  /// Makes and starts one.
  ///
  /// - Throws: ``Outside/Missing`` where the server's programs are not there.
  init() throws {
    programs = try Self.programs()
    port = try Self.freePort()
    // The server's own user must reach it, which the folder of a test run by root does not allow.
    folder = URL(fileURLWithPath: "/tmp/tickline-postgres-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    if getuid() == 0 { try Self.shell("chown postgres '\(folder.path)'") }
    try asServer("'\(programs)/initdb' -D '\(folder.path)/data' -A trust -U tester --no-sync")
    try start()
  }

  deinit {
    stop()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Starts it, again after it was stopped.
  func start() throws {
    let options = "-p \(port) -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    try asServer(
      "'\(programs)/pg_ctl' -D '\(folder.path)/data' -o '\(options)' -l '\(folder.path)/log' -w -t 60 start >/dev/null")
    isRunning = true
  }

  /// Stops it at once, as a crash would.
  func stop() {
    guard isRunning else { return }
    isRunning = false
    try? asServer("'\(programs)/pg_ctl' -D '\(folder.path)/data' -m immediate stop >/dev/null 2>&1")
  }

  /// Its address, with a database and what follows.
  func address(_ rest: String = "") -> String { "postgres://tester@127.0.0.1:\(port)/postgres\(rest)" }

  /// What `psql` answers to a statement, a line a row, a bar between columns.
  @discardableResult
  func ask(_ sql: String, in folder: Folder) throws -> [String] {
    let file = try folder.file("statement.sql", sql)
    let outcome = try RunningProcess(
      "\(programs)/psql", [address(), "-XqAt", "-v", "ON_ERROR_STOP=1", "-f", file], in: folder
    ).outcome()
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome.lines
  }

  /// Runs a line of shell as the user that a server must run as.
  private func asServer(_ line: String) throws {
    let runner = getuid() == 0 ? "setpriv --reuid postgres --regid postgres --clear-groups " : ""
    try Self.shell("cd '\(folder.path)' && \(runner)\(line)")
  }

  private static func shell(_ line: String) throws {
    let folder = try Folder()
    let outcome = try RunningProcess("/bin/sh", ["-c", line], in: folder).outcome()
    try #require(outcome.status == 0, "\(line): \(outcome.output)\(outcome.errors)")
  }

  /// The folder of the newest server's programs.
  private static func programs() throws -> String {
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    let folders =
      versions.sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }.map { "\(root)/\($0)/bin" } + [
        "/opt/homebrew/bin", "/usr/local/bin", "/usr/bin",
      ]
    guard let folder = folders.first(where: { FileManager.default.isExecutableFile(atPath: "\($0)/initdb") }) else {
      throw Outside.Missing(reason: "there is no server of PostgreSQL; the package is called postgresql.")
    }
    return folder
  }

  /// A port that was free a moment ago.
  private static func freePort() throws -> Int {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = unsafe inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = unsafe withUnsafeMutablePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe bind(socket, address, size) == 0 && getsockname(socket, address, &size) == 0
      }
    }
    try #require(isBound)
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
