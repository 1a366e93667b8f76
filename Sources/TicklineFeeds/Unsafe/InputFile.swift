internal import CTicklineFeeds
internal import SystemPackage

/// The opening of files, and what can be known of one before it is read.
enum InputFile {
  /// Opens a file. A pipe with a name is waited for until someone writes to it; nil where the run is to end meanwhile.
  static func open(_ path: String, isInterrupted: () -> Bool) throws(FeedError) -> FileDescriptor? {
    do {
      while !isInterrupted() {
        do {
          return try FileDescriptor.open(
            FilePath(path), .readOnly, options: [.closeOnExec], retryOnInterrupt: false)
        } catch Errno.interrupted {}
      }
      return nil
    } catch {
      throw FeedError(.noInput, "\(path) can't be opened: \(reason(error)).")
    }
  }

  /// The size of a file; nil for what has none, such as a pipe.
  static func size(of descriptor: FileDescriptor) -> Int64? {
    guard let size = try? descriptor.seek(offset: 0, from: .end), (try? descriptor.seek(offset: 0, from: .start)) == 0
    else { return nil }
    return size
  }

  /// Throws where a file can't be opened.
  static func check(_ path: String) throws(FeedError) {
    let descriptor = try open(path) { false }
    try? descriptor?.close()
  }

  /// How a file is packed, by its first bytes, which are not used by that.
  static func form(of descriptor: FileDescriptor) -> byte_form {
    let start = UnsafeMutableRawBufferPointer.allocate(byteCount: Int(byte_form_size), alignment: 1)
    defer { unsafe start.deallocate() }
    guard let count = unsafe try? descriptor.read(fromAbsoluteOffset: 0, into: start) else { return byte_plain }
    return unsafe byte_form_of(start.baseAddress!.assumingMemoryBound(to: UInt8.self), count)
  }

  /// Why something failed, and what to do.
  static func reason(_ error: any Error) -> String {
    switch error as? Errno {
    case .noSuchFileOrDirectory?: "there is no such file; check the path"
    case .permissionDenied?: "permission denied; you need the right to read it"
    case .isDirectory?: "it is a directory; name a file in it"
    case let errno?: "\(errno)"
    case nil: "\(error)"
    }
  }
}
