/// Where a database is.
public enum Database: Hashable, Sendable {
  /// A file of SQLite.
  case sqlite(path: String)
  /// A database of a PostgreSQL server.
  case postgreSQL(PostgreSQLAddress)

  /// The database as a command line names it, without a password.
  public var name: String {
    switch self {
    case .sqlite(let path): "sqlite:\(path)"
    case .postgreSQL(let address): address.name
    }
  }

  /// Reads `sqlite:PATH[?table=NAME]` or `postgres://[USER@]HOST[:PORT]/NAME[?table=NAME&…]`.
  ///
  /// - Returns: the database and the table; nil where the text begins otherwise.
  /// - Throws: ``FeedError/Code/wrongUsage`` where it can't be used.
  public static func parse(_ text: String) throws(FeedError) -> (database: Database, table: String?)? {
    if text.hasPrefix("sqlite:") {
      var path = String(text.dropFirst("sqlite:".count))
      var table: String?
      if let range = path.firstRange(of: "?table=") {
        table = String(path[range.upperBound...])
        path = String(path[..<range.lowerBound])
      }
      guard !path.isEmpty, table != "" else {
        throw FeedError(.wrongUsage, "'\(text)' names no file or table; write sqlite:PATH or sqlite:PATH?table=NAME.")
      }
      return (.sqlite(path: path), table)
    }
    guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") else { return nil }
    let (address, table) = try PostgreSQLAddress.parse(text)
    return (.postgreSQL(address), table)
  }
}

/// A database of a PostgreSQL server, without the password: that comes from `PGPASSWORD` or the file `.pgpass`.
public struct PostgreSQLAddress: Hashable, Sendable {
  /// The address in libpq's form: `postgres://user@host:port/name?sslmode=require`.
  public let url: String

  /// The same: what a person calls it.
  public var name: String { url }

  /// Reads an address, and takes the table out of it.
  ///
  /// A password in it is refused: a command line is there for everyone to see.
  static func parse(_ text: String) throws(FeedError) -> (address: PostgreSQLAddress, table: String?) {
    guard !text.hasPassword else {
      throw FeedError(
        .wrongUsage,
        "The address \(text.withoutPasswords) has a password in it, which everyone sees who lists processes; put it into "
          + "the variable PGPASSWORD or the file .pgpass.")
    }
    let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var table: String?
    var others: [Substring] = []
    for parameter in parts.count > 1 ? parts[1].split(separator: "&") : [] {
      if parameter.hasPrefix("table=") {
        table = String(parameter.dropFirst("table=".count))
      } else {
        others.append(parameter)
      }
    }
    guard table != "" else {
      throw FeedError(.wrongUsage, "'\(text)' names no table; write postgres://user@host:port/db?table=NAME.")
    }
    return (PostgreSQLAddress(url: parts[0] + (others.isEmpty ? "" : "?" + others.joined(separator: "&"))), table)
  }
}

extension String {
  /// Whether an address has a password, between the user and the host or as a parameter.
  fileprivate var hasPassword: Bool { withoutPasswords != self }

  /// The text with each password of an address in it left out: `postgres://user@host/db`. For whatever is shown.
  public var withoutPasswords: String {
    guard contains("://") || contains("postgres") || lowercased().contains("password=") else { return self }
    // A number behind the colon that a slash ends is a port.
    return replacing(/:\/\/([^:@\/?#\s]*):(?![0-9,]*(?:[\/?\s]|$))[^\s'"]*@/) { "://\($0.1)@" }
      .replacing(/([?&])(?i:(?:ssl)?password)=[^&\s'"]*&?/) { "\($0.1)" }
      .replacing(/\b(postgres(?:ql)?:)(?!\/\/)[^\s'"@]*@/) { "\($0.1)" }
  }
}
