/// Why a store can't be written: one sentence that says what, where and what to do.
public struct StoreError: Error, Hashable, CustomStringConvertible {
  /// The kinds, each with its own exit code of the command.
  public enum Code: Hashable, Sendable {
    /// The request makes no sense.
    case wrongUsage
    /// The store can't be made, or what is there already is something else.
    case cantMake
    /// A server is not there or refuses.
    case unavailable
    /// Writing failed half-way; what was committed before is kept.
    case writeFailed
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
