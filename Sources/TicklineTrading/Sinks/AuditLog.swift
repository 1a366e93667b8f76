internal import SystemPackage
public import TicklineFeeds
public import TicklineMarkets

/// Writes every event to a file, a line of JSON each: the tutorial's `audit_logger`.
///
/// It has the face of a bot: good events by `send`, corrupt ones by `throw`, the end by `close`, which writes out what is
/// still in memory. Dropped without that, it writes it out as well, but nobody hears of a failure.
///
/// Memory: a buffer of 64 KiB.
public final class AuditLog: Sink {
  /// Why a log can't be written: one sentence.
  public struct Failure: Error, CustomStringConvertible {
    /// Whether it was there at all.
    public let isOpen: Bool
    /// The sentence.
    public let description: String
  }

  private static let flushSize = 64 * 1024

  private let path: String
  private let file: FileDescriptor
  private var json: EventJSON
  private var isClosed = false

  /// Opens a file for writing; one that is there is emptied.
  ///
  /// - Throws: ``Failure``.
  public init(path: String, session: FeedSession) throws(Failure) {
    self.path = path
    json = EventJSON(session: session)
    do {
      file = try FileDescriptor.open(
        FilePath(path), .writeOnly, options: [.create, .truncate, .closeOnExec],
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
    } catch {
      throw Failure(isOpen: false, description: "The audit log \(path) can't be made: \(Self.reason(error)).")
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch error as? Errno {
    case .noSuchFileOrDirectory?: "there is no such folder; make it first"
    case .permissionDenied?: "permission denied"
    case .isDirectory?: "it is a directory; name a file in it"
    case let errno?: "\(errno)"
    case nil: "\(error)"
    }
  }

  deinit { try? close() }

  /// Writes a good event.
  ///
  /// - Throws: ``Failure`` where the file can't be written.
  public func send(_ event: MarketEvent) throws { try add(event) }

  /// Writes a corrupt event.
  ///
  /// - Throws: ``Failure`` where the file can't be written.
  public func `throw`(_ tick: CorruptTick) throws { try add(.corrupt(tick.corruption)) }

  /// Writes out what is in memory and closes the file. A second time does nothing.
  ///
  /// - Throws: ``Failure`` where the file can't be written.
  public func close() throws {
    guard !isClosed else { return }
    isClosed = true
    defer { try? file.close() }
    try flush()
  }

  private func add(_ event: MarketEvent) throws {
    guard !isClosed else { throw Failure(isOpen: true, description: "The audit log \(path) is closed.") }
    json.write(event)
    if json.bytes.count >= Self.flushSize { try flush() }
  }

  private func flush() throws {
    defer { json.removeAll() }
    do { try file.writeAll(json.bytes) } catch Errno.brokenPipe {
      // A reader that went away wants no more.
    } catch {
      throw Failure(isOpen: true, description: "Writing the audit log \(path) failed: \(error). It is cut off there.")
    }
  }
}
