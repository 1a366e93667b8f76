import Foundation

/// Calls `body` with the path of a pipe through which another thread sends `bytes` in pieces of the counts that
/// `nextCount` gives.
func withPipe<Result>(
  _ bytes: [UInt8], named name: String = "pipe", pieces nextCount: @escaping @Sendable () -> Int,
  _ body: (String) throws -> Result
) throws -> Result {
  try withTemporaryFolder { folder in
    let path = folder + "/" + name
    try FileManager.default.createDirectory(
      at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    signal(SIGPIPE, SIG_IGN)
    guard unsafe mkfifo(path, 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
    Thread.detachNewThread {
      guard let pipe = FileHandle(forWritingAtPath: path) else { return }
      var sent = 0
      while sent < bytes.count {
        let end = min(bytes.count, sent + nextCount())
        do { try pipe.write(contentsOf: Data(bytes[sent..<end])) } catch { break }  // The reader has gone.
        sent = end
        usleep(20)  // so that the reader, which waits, gets this piece alone most of the time
      }
      try? pipe.close()
    }
    return try body(path)
  }
}
