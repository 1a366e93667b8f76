internal import TicklineFeeds
internal import TicklineMarkets
internal import TicklineTrading

/// The file of the events that could not be kept: a line of JSON each, as in an audit log.
final class RejectsFile {
  private let file: StoreFile
  private var json: EventJSON
  /// How many bytes the file has, with those that are not yet written.
  private(set) var byteCount: Int64

  /// Opens the file, cut to the length that it had when its store was last committed.
  init(path: String, byteCount: Int64, session: FeedSession) throws(StoreError) {
    file = try StoreFile(path: path)
    try file.truncate(to: byteCount)
    self.byteCount = byteCount
    json = EventJSON(session: session)
  }

  func add(_ event: MarketEvent) {
    let count = json.bytes.count
    json.write(event)
    byteCount += Int64(json.bytes.count - count)
  }

  /// Writes what is in memory, before the store is committed.
  func flush() throws(StoreError) {
    try file.write(json.bytes)
    try file.synchronize()
    json.removeAll()
  }
}
