public import TicklineMarkets

/// Where trades are kept: a file, a table of a database.
///
/// A store keeps time, symbol, price and size of each trade, exactly, in the order in which they came; and how far its
/// source was read, so that the work can go on where it was interrupted. It belongs to one thread.
public protocol TickStore: AnyObject {
  /// What a person calls it: `csv:ticks.csv`.
  var name: String { get }

  /// The files that it writes to, there already or not; none where a server keeps it.
  var files: [String] { get }

  /// Opens the store, or makes it, and takes it for this process alone.
  ///
  /// - Returns: how far a source was read before; nil for a store that is new.
  /// - Throws: ``StoreError``, also where there is something that no store has made.
  func open(source: String) throws(StoreError) -> StorePosition?

  /// Adds a trade, which is not there for others before the next commit.
  func append(_ trade: Trade, symbol: String) throws(StoreError)

  /// Keeps everything that was added, and how far the source was read, in one step.
  func commit(_ position: StorePosition) throws(StoreError)
}
