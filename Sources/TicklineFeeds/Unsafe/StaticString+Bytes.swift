extension StaticString {
  /// Whether these are its bytes.
  ///
  /// - Precondition: there are as many.
  @inline(__always)
  func equals(_ bytes: Span<UInt8>) -> Bool {
    precondition(bytes.count == utf8CodeUnitCount, "Only texts of one length are compared.")
    // Each index is below the count of both.
    for index in bytes.indices where unsafe utf8Start[index] != bytes[index] { return false }
    return true
  }

  /// Whether these are its bytes but for the size of letters, where it is all small ones.
  ///
  /// - Precondition: there are as many.
  func equalsIgnoringCase(_ bytes: Span<UInt8>) -> Bool {
    precondition(bytes.count == utf8CodeUnitCount, "Only texts of one length are compared.")
    for index in bytes.indices where unsafe utf8Start[index] != bytes[index] | 0x20 { return false }
    return true
  }
}
