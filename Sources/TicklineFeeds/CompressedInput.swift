/// Compressed input, which is recognised and refused.
enum CompressedInput {
  /// The first bytes of the usual forms.
  private static let forms: [(name: String, magic: [UInt8], command: String)] = [
    ("gzip", [0x1F, 0x8B], "zcat"),
    ("zstd", [0x28, 0xB5, 0x2F, 0xFD], "zstdcat"),
    ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xzcat"),
    ("bzip2", [0x42, 0x5A, 0x68], "bzcat"),
    ("zip", [0x50, 0x4B, 0x03, 0x04], "unzip -p"),
  ]

  /// - Throws: ``FeedError/Code/unusableContent`` where these are the first bytes of a compressed file.
  static func refuse(_ start: Span<UInt8>, name: String) throws(FeedError) {
    for form in forms where start.count >= form.magic.count {
      if form.magic.indices.allSatisfy({ start[$0] == form.magic[$0] }) {
        throw FeedError(
          .unusableContent,
          "\(name) is compressed (\(form.name)); unpack it on the way: \(form.command) FILE | tickline run --source -")
      }
    }
  }
}
