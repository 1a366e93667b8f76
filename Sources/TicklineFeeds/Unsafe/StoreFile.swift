package import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that grows at its end, for one process at a time.
package final class StoreFile {
  private let path: String
  private let file: FileDescriptor

  /// Opens a file, or makes it, and takes it for this process: a lock goes with the process that has it.
  package init(path: String) throws(StoreError) {
    self.path = path
    do {
      file = try FileDescriptor.open(
        FilePath(path), .readWrite, options: [.create, .closeOnExec],
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
    } catch {
      throw StoreError(.cantMake, "\(path) can't be written: \(Self.reason(error)).")
    }
    guard flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 else {
      try? file.close()
      throw StoreError(.cantMake, "\(path) is being written by another process; wait for it, or name another file.")
    }
  }

  deinit { try? file.close() }

  private static func reason(_ error: any Error) -> String {
    switch error as? Errno {
    case .noSuchFileOrDirectory?: "there is no such folder; make it first"
    case .permissionDenied?: "permission denied"
    case .isDirectory?: "it is a directory; name a file in it"
    case let errno?: "\(errno)"
    case nil: "\(error)"
    }
  }

  /// Cuts the file to a length, and goes on there.
  package func truncate(to size: Int64) throws(StoreError) {
    do {
      guard try file.seek(offset: 0, from: .end) >= size else {
        throw StoreError(
          .cantMake,
          "\(path) is shorter than what was written to it; remove it and what tells how far it is, and start anew.")
      }
      try file.resize(to: size)
      try file.seek(offset: size, from: .start)
    } catch {
      throw error as? StoreError ?? StoreError(.cantMake, "\(path) can't be cut: \(Self.reason(error)).")
    }
  }

  /// Writes bytes at the end.
  package func write(_ bytes: [UInt8]) throws(StoreError) {
    do { try file.writeAll(bytes) } catch {
      throw StoreError(
        .writeFailed, "Writing \(path) failed: \(Self.reason(error)). What was committed before is kept.")
    }
  }

  /// Writes bytes as all there is, and stays at the start.
  package func replaceContent(with bytes: [UInt8]) throws(StoreError) {
    do {
      try file.resize(to: 0)
      try file.writeAll(toAbsoluteOffset: 0, bytes)
    } catch {
      throw StoreError(.writeFailed, "Writing \(path) failed: \(Self.reason(error)).")
    }
  }

  /// Waits until what was written is safe.
  package func synchronize() throws(StoreError) {
    guard fsync(file.rawValue) == 0 || errno == EINVAL else {
      throw StoreError(
        .writeFailed, "Writing \(path) failed: \(Errno(rawValue: errno)). What was committed before is kept.")
    }
  }

  // MARK: - Small files

  /// The size of a file; nil where there is none.
  static func size(of path: String) -> Int64? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? Int64(status.st_size) : nil
  }

  /// What a small file holds; nil where there is none.
  static func text(of path: String) throws(StoreError) -> String? {
    do {
      let file = try FileDescriptor.open(FilePath(path), .readOnly, options: [.closeOnExec])
      defer { try? file.close() }
      var bytes = [UInt8](repeating: 0, count: 16 * 1024)
      let count = try unsafe bytes.withUnsafeMutableBytes { unsafe try file.read(into: $0) }
      return String(decoding: bytes[..<count], as: UTF8.self)
    } catch Errno.noSuchFileOrDirectory {
      return nil
    } catch {
      throw StoreError(.cantMake, "\(path) can't be read: \(reason(error)).")
    }
  }

  /// Replaces a small file as a whole: whoever looks finds the old one or the new one, also after a crash.
  static func replace(_ path: String, with text: String) throws(StoreError) {
    let temporary = path + ".new"
    do {
      let file = try FileDescriptor.open(
        FilePath(temporary), .writeOnly, options: [.create, .truncate, .closeOnExec],
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
      defer { try? file.close() }
      try file.writeAll(text.utf8)
      guard fsync(file.rawValue) == 0 || errno == EINVAL else { throw Errno(rawValue: errno) }
      guard unsafe rename(temporary, path) == 0 else { throw Errno(rawValue: errno) }
    } catch {
      throw StoreError(.cantMake, "\(path) can't be written: \(reason(error)).")
    }
  }
}

/// The first bytes of a file.
package enum TextSample {
  /// Up to 64 KiB from the start; none where they can't be read.
  package static func read(_ file: FileDescriptor) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 64 * 1024)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe (try? file.read(fromAbsoluteOffset: 0, into: $0)) ?? 0 }
    return Array(bytes[..<count])
  }
}
