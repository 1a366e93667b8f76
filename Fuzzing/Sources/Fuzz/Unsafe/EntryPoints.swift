import TicklineFeeds

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file in memory that holds the bytes of one trial after the other.
private struct MemoryFile {
  let descriptor: Int32
  var path: String { "/proc/self/fd/\(descriptor)" }

  init() {
    let path = "/dev/shm/tickline-fuzz-\(getpid())"
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
    unlink(path)
    precondition(descriptor >= 0, "The system gives no file in memory.")
  }

  func hold(_ bytes: UnsafeRawPointer?, _ count: Int) {
    precondition(ftruncate(descriptor, 0) == 0 && pwrite(descriptor, bytes, count, 0) == count, "Writing failed.")
  }
}

private let file = MemoryFile()
private let format: @Sendable (String) -> any Feed = {
  let name = getenv("TICKLINE_FUZZ").map { String(cString: $0) } ?? "csv"
  guard let format = formats[name] else { fatalError("TICKLINE_FUZZ=\(name) is no format; there are \(formats.keys.sorted()).") }
  return format
}()

/// libFuzzer's entry: called again and again with bytes of its making. Source: llvm.org/docs/LibFuzzer.html.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzerTestOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  file.hold(bytes, count)
  Trial(path: file.path, feed: format).run()
  return 0
}
