internal import SystemPackage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Which regular file a path leads to, whatever the path is: by links, too, and for `-` by standard input.
struct FileIdentity: Hashable {
  private let device: dev_t
  private let number: ino_t

  /// Nil where there is no such file, or it is a device, a pipe or the like, which nothing can empty.
  init?(of path: String) {
    if path == "-" {
      self.init(of: .standardInput)
    } else {
      var status = stat()
      let result = unsafe stat(path, &status)
      self.init(result, status)
    }
  }

  /// That of a stream of the process.
  init?(of stream: FileDescriptor) {
    var status = stat()
    let result = unsafe fstat(stream.rawValue, &status)
    self.init(result, status)
  }

  private init?(_ result: Int32, _ status: stat) {
    guard result == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    device = status.st_dev
    number = status.st_ino
  }
}
