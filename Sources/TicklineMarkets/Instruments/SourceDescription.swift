/// What a source is called and what its positions count.
public struct SourceDescription: Hashable, Sendable {
  /// What the positions of a source count.
  @frozen
  public enum Unit: Hashable, Sendable, BitwiseCopyable, CaseIterable {
    /// Lines of a text file, from 1.
    case line
    /// Bytes from the beginning of a file, from 0.
    case offset
    /// Numbers of a stream.
    case sequence
    /// Keys of a table's rows.
    case key
  }

  /// The name for people: a file, a table, a stream.
  public var name: String
  /// What its positions count.
  public var unit: Unit

  /// A source called `name` that counts in `unit`.
  public init(name: String, unit: Unit) {
    self.name = name
    self.unit = unit
  }
}
