import CFuzzer
import TicklineFeeds

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that holds the bytes of one trial after the other.
private struct TrialFile {
  let descriptor: Int32

  init(path: String) {
    descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    precondition(descriptor >= 0, "\(path) can't be made; TICKLINE_FUZZ_FOLDER names a folder to write in.")
  }

  func hold(_ bytes: UnsafeRawPointer?, _ count: Int) {
    precondition(ftruncate(descriptor, 0) == 0 && pwrite(descriptor, bytes, count, 0) == count, "Writing failed.")
  }
}

private func setting(_ name: String, _ usual: String) -> String { getenv(name).map { String(cString: $0) } ?? usual }

private let format: Format = {
  let name = setting("TICKLINE_FUZZ", "csv")
  guard let format = formats[name] else {
    fatalError("TICKLINE_FUZZ=\(name) is no format; there are \(formats.keys.sorted()).")
  }
  return format
}()
private let path = setting("TICKLINE_FUZZ_FOLDER", "/tmp") + "/" + format.fileName
private let file = TrialFile(path: path)

/// Tries the format with bytes that libFuzzer makes, as the arguments say. Returns the exit code.
func runFuzzer() -> Int32 {
  var count = CommandLine.argc
  var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
  return LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
    file.hold(bytes, count)
    Trial(path: path, feed: format.feed).run()
    return 0
  }
}
