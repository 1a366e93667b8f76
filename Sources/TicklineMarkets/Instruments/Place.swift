/// The number of a source in its run's `SourceTable`, counted from 0 in the order they were added.
@frozen
public struct SourceID: Hashable, Sendable, BitwiseCopyable {
  /// The place in the table.
  public let index: UInt16

  /// The source at place `index`.
  @inlinable
  public init(index: UInt16) { self.index = index }
}

/// A place in a source: the line, offset, sequence number or key of a record, as the source counts.
@frozen
public struct Place: Hashable, Sendable, BitwiseCopyable {
  /// Which source.
  public var source: SourceID
  /// Where in it, in the source's unit.
  public var position: Int64

  /// The place at `position` of `source`.
  @inlinable
  public init(source: SourceID, position: Int64) {
    self.source = source
    self.position = position
  }
}
