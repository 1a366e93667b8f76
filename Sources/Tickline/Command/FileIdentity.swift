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

/// Where a file is or would be: the folder, whatever the path to it, and the name in it.
struct FilePlace: Equatable {
  private let device: dev_t
  private let number: ino_t
  private let name: String

  /// Nil where there is no such folder.
  init?(of path: String) {
    let end = path.lastIndex(of: "/")
    let folder = end.map { String(path[...$0]) } ?? "."
    name = end.map { String(path[path.index(after: $0)...]) } ?? path
    var status = stat()
    let result = unsafe stat(folder, &status)
    guard result == 0 else { return nil }
    device = status.st_dev
    number = status.st_ino
  }

  /// Whether two paths lead to one file, or would where there is none yet.
  static func areSame(_ first: String, _ second: String) -> Bool {
    if let identity = FileIdentity(of: first), identity == FileIdentity(of: second) { return true }
    guard let place = FilePlace(of: first) else { return false }
    return place == FilePlace(of: second)
  }
}
