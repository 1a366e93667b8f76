/// Why a feed can't go on, or can't begin: one sentence that says what, where and what to do.
public struct FeedError: Error, Hashable, CustomStringConvertible {
  /// The kinds, each with its own exit code of the command.
  public enum Code: Hashable, Sendable {
    /// The request makes no sense.
    case wrongUsage
    /// There is no such input, or it can't be opened.
    case noInput
    /// A service, such as a database's server, is not there or refuses.
    case unavailable
    /// The input is there but its content can't be used at all.
    case unusableContent
    /// Reading failed half-way; what came before is good.
    case readFailed
  }

  /// The kind.
  public let code: Code

  /// The sentence.
  public let description: String

  /// An error with its sentence.
  public init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
