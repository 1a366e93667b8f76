#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Which files the process has open.
public enum OpenFiles {
  /// Whether a file is open, by whatever path it was opened. It should be a test's own: others may read a shared one.
  ///
  /// - Complexity: a system call for each of the first 1,024 descriptors, those in use and those not.
  public static func contain(_ path: String) -> Bool {
    var wanted = stat()
    guard unsafe stat(path, &wanted) == 0 else { return false }
    return (0..<Int32(1_024)).contains { descriptor in
      var status = stat()
      return unsafe fstat(descriptor, &status) == 0 && status.st_dev == wanted.st_dev && status.st_ino == wanted.st_ino
    }
  }
}
