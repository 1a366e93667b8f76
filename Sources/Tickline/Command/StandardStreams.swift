internal import SystemPackage
internal import TicklineFeeds

/// Standard output, buffered. A reader that went away is no error: what comes after is dropped, and ``isClosed`` says so.
final class StandardOutput {
  private static let flushSize = 64 * 1024

  private let file = FileDescriptor.standardOutput
  private var bytes: [UInt8] = []
  private var failure: Errno?

  /// Whether a person looks on.
  let isTerminal = Terminal.isOne(.standardOutput)

  /// Whether nothing more can be written.
  var isClosed: Bool { failure != nil }

  func write(_ text: String) { write(text.utf8) }

  func write(_ more: some Sequence<UInt8>) {
    guard failure == nil else { return }
    bytes.append(contentsOf: more)
    if bytes.count >= Self.flushSize { flush() }
  }

  /// Hands on what is in memory.
  func flush() {
    guard failure == nil, !bytes.isEmpty else { return }
    do { try file.writeAll(bytes) } catch { failure = error as? Errno ?? .ioError }
    bytes.removeAll(keepingCapacity: true)
  }

  /// Hands on what is in memory, for the last time.
  ///
  /// - Throws: ``CommandFailure`` where not everything could be written to a reader that is still there.
  func finish() throws(CommandFailure) {
    flush()
    guard let failure, failure != .brokenPipe else { return }
    throw CommandFailure(.inputOutputFailed, "Writing standard output failed: \(failure).")
  }
}

/// Standard error, unbuffered.
enum StandardError {
  /// Writes a sentence as a line. What it names, such as a path, may hold anything; a password is left out.
  static func say(_ sentence: String) { write("\(sentence.withoutPasswords.printable)\n") }

  static func write(_ text: String) {
    _ = try? FileDescriptor.standardError.writeAll(text.utf8)
  }
}
