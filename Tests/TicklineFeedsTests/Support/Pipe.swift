import Foundation

/// Calls `body` with the path of a pipe through which another thread sends `bytes` in pieces of the counts that
/// `nextCount` gives.
func withPipe<Result>(
  _ bytes: [UInt8], pieces nextCount: @escaping @Sendable () -> Int, _ body: (String) throws -> Result
) throws -> Result {
  try withTemporaryFolder { folder in
    let path = folder + "/pipe"
    guard unsafe mkfifo(path, 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
    Thread.detachNewThread {
      guard let pipe = FileHandle(forWritingAtPath: path) else { return }
      var sent = 0
      while sent < bytes.count {
        let end = min(bytes.count, sent + nextCount())
        pipe.write(Data(bytes[sent..<end]))
        sent = end
        usleep(20)  // so that the reader, which waits, gets this piece alone most of the time
      }
      try? pipe.close()
    }
    return try body(path)
  }
}
