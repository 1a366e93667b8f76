internal import SystemPackage

/// A file of results, buffered. A failure is kept and told at the end, since a run does not stop for it.
final class OutputFile {
  private static let flushSize = 64 * 1024

  private let path: String
  /// Which file it is, by whatever name.
  var identity: FileIdentity? { FileIdentity(of: file) }
  private let file: FileDescriptor
  private var bytes: [UInt8] = []
  private var failure: (any Error)?

  /// Makes the file; one that is there is emptied.
  ///
  /// - Throws: ``CommandFailure`` where it can't be made.
  init(path: String, option: String) throws(CommandFailure) {
    self.path = path
    do {
      file = try FileDescriptor.open(
        FilePath(path), .writeOnly, options: [.create, .truncate, .closeOnExec],
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
    } catch {
      let reason =
        switch error as? Errno {
        case .noSuchFileOrDirectory?: "there is no such folder; make it first"
        case .permissionDenied?: "permission denied"
        case .isDirectory?: "it is a directory; name a file in it"
        default: "\(error)"
        }
      throw CommandFailure(.cantCreate, "\(option) \(path) can't be made: \(reason).")
    }
  }

  func write(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    if bytes.count >= Self.flushSize { flush() }
  }

  private func flush() {
    if failure == nil { do { try file.writeAll(bytes) } catch { failure = error } }
    bytes.removeAll(keepingCapacity: true)
  }

  /// Writes out what is in memory and closes the file.
  ///
  /// - Throws: ``CommandFailure`` where not everything could be written.
  func finish() throws(CommandFailure) {
    flush()
    do { try file.close() } catch { failure = failure ?? error }
    // A reader that went away wants no more.
    if let failure, failure as? Errno != .brokenPipe {
      throw CommandFailure(.inputOutputFailed, "Writing \(path) failed: \(failure). It is cut off there.")
    }
  }
}
