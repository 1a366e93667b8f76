public import CContextSwitch

/// Where a body was made, in the form that a signal handler can read without Swift.
extension context_origin {
  @inlinable @inline(__always)
  init(_ name: StaticString, _ file: StaticString, _ line: UInt) {
    unsafe self.init(
      name: Self.bytes(of: name), file: Self.bytes(of: file),
      name_length: Self.length(of: name), file_length: Self.length(of: file),
      line: UInt32(truncatingIfNeeded: line))
  }

  /// The UTF-8 of a text, which lies in the program for ever; nil for one that is a lone Unicode scalar.
  @inlinable @inline(__always)
  static func bytes(of text: StaticString) -> UnsafePointer<CChar>? {
    guard text.hasPointerRepresentation else { return nil }
    return unsafe UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
  }

  /// How many bytes that are, or the lone Unicode scalar.
  @inlinable @inline(__always)
  static func length(of text: StaticString) -> UInt32 {
    text.hasPointerRepresentation ? UInt32(truncatingIfNeeded: text.utf8CodeUnitCount) : text.unicodeScalar.value
  }

  /// The text that was taken apart.
  fileprivate static func text(_ bytes: UnsafePointer<CChar>?, _ length: UInt32) -> String {
    guard let bytes = unsafe bytes else { return Unicode.Scalar(length).map { String(Character($0)) } ?? "" }
    let start = unsafe UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt8.self)
    return unsafe String(decoding: UnsafeBufferPointer(start: start, count: Int(length)), as: UTF8.self)
  }
}

extension Resumable {
  final var nameOfCreator: String { unsafe context_origin.text(handle.origin.name, handle.origin.name_length) }
  final var fileOfCreation: String { unsafe context_origin.text(handle.origin.file, handle.origin.file_length) }
  final var lineOfCreation: Int { unsafe Int(handle.origin.line) }
}
