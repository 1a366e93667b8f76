internal import SystemPackage

/// Reads files of a few kilobytes whole.
enum SmallFile {
  /// The bytes of a file, the first 64 KiB of it; nil where it can't be read.
  static func bytes(of path: String) -> [UInt8]? {
    guard let file = try? FileDescriptor.open(FilePath(path), .readOnly, options: [.closeOnExec]) else { return nil }
    defer { try? file.close() }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    var count = 0
    while count < bytes.count {
      // The pointer is used within the closure alone, and only its part behind what is there.
      let read = try? unsafe bytes.withUnsafeMutableBytes { unsafe try file.read(into: .init(rebasing: $0[count...])) }
      guard let read else { return nil }
      if read == 0 { break }
      count += read
    }
    return Array(bytes.prefix(count))
  }
}
