import CFeedsTestSupport

/// The forms in which an input may be compressed.
enum Packing: CaseIterable {
  case gzip, zstd, xz, bzip2, zip

  /// Those that are a stream of bytes and no archive.
  static let streams: [Packing] = [.gzip, .zstd, .xz, .bzip2]

  var name: String { "\(self)" }

  /// The bytes, packed; in an archive as one file, `ticks`.
  func packed(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .gzip: Self.packed(bytes, pack_gzip)
    case .zstd: Self.packed(bytes, pack_zstd)
    case .xz: Self.packed(bytes, pack_xz)
    case .bzip2: Self.packed(bytes, pack_bzip2)
    case .zip: zipArchive([("ticks", bytes)])
    }
  }

  private static func packed(_ bytes: [UInt8], _ form: pack_form) -> [UInt8] {
    var packed = [UInt8](repeating: 0, count: bytes.count + bytes.count / 8 + 4_096)
    let capacity = packed.count
    let count = unsafe packed.withUnsafeMutableBufferPointer { packed in
      unsafe bytes.withUnsafeBufferPointer { bytes in
        unsafe pack(form, bytes.baseAddress, bytes.count, packed.baseAddress, capacity)
      }
    }
    return Array(packed.prefix(count))
  }
}

/// A zip archive of a folder and files.
func zipArchive(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
  var packed = [UInt8](repeating: 0, count: files.reduce(65_536) { $0 + $1.bytes.count * 9 / 8 + 4_096 })
  let capacity = packed.count
  let count = unsafe packed.withUnsafeMutableBufferPointer { packed in
    let archive = unsafe pack_archive_open(packed.baseAddress, capacity)
    for file in files {
      unsafe file.bytes.withUnsafeBufferPointer { bytes in
        unsafe pack_archive_add(archive, file.name, bytes.baseAddress, bytes.count)
      }
    }
    return unsafe pack_archive_close(archive)
  }
  return Array(packed.prefix(count))
}

/// What another reader makes of the start of a gzip stream.
func intactPart(ofGzip packed: [UInt8], capacity: Int) -> [UInt8] {
  var bytes = [UInt8](repeating: 0, count: capacity)
  let count = unsafe bytes.withUnsafeMutableBufferPointer { bytes in
    unsafe packed.withUnsafeBufferPointer { packed in
      unsafe pack_intact_gzip(packed.baseAddress, packed.count, bytes.baseAddress, capacity)
    }
  }
  return Array(bytes.prefix(count))
}
