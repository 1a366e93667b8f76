/// How far the source of a store was read when the store was last committed. It is kept in the store, in the transaction
/// that keeps the rows, so that both are there or neither.
public struct StorePosition: Hashable, Sendable {
  /// What the rows are of: the same text for the same source, read in the same way.
  public var source: String
  /// How many events of the source were used.
  public var eventCount: Int64 = 0
  /// The place of the last of them in its source, by which a source that has changed is known.
  public var lastPlace: Int64 = 0
  /// How many of them became rows.
  public var rowCount: Int64 = 0
  /// How many were corrupt.
  public var corruptCount: Int64 = 0
  /// How many were no trades, which a store does not keep.
  public var otherCount: Int64 = 0
  /// How many bytes the file of the corrupt ones has.
  public var rejectedByteCount: Int64 = 0
  /// A number that stands for the content of the events that were used; 0 where the store has none, as those of earlier
  /// versions.
  public var digest: Int64 = 0

  /// The start of a source.
  public init(source: String) { self.source = source }
}

extension StorePosition {
  /// The counts with their names, as stores keep them.
  static let countNames: [(name: String, path: any WritableKeyPath<StorePosition, Int64> & Sendable)] = [
    ("events", \.eventCount), ("last_place", \.lastPlace), ("rows_written", \.rowCount), ("corrupt", \.corruptCount),
    ("others", \.otherCount), ("rejected_bytes", \.rejectedByteCount),
    (digestName, \.digest),
  ]

  /// The name of the one count that stores of earlier versions lack.
  static let digestName = "digest"
}
