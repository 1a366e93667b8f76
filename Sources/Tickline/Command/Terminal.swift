internal import SystemPackage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What the operating system says of the process's surroundings.
enum Terminal {
  /// Whether a person is at the other end.
  static func isOne(_ file: FileDescriptor) -> Bool { isatty(file.rawValue) == 1 }
}
