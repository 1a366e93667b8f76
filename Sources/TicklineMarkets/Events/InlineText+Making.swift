extension InlineText {
  /// The text that `bytes` spell, made printable, cut where it is too long.
  ///
  /// - Complexity: Constant: what can't fit is not looked at. Allocates nothing where the bytes are printable ASCII.
  public init(_ bytes: Span<UInt8>) {
    self.init()
    // No byte of input makes less than a byte of output, so what begins behind these bytes can't fit; and a character
    // that is cut off at their end began where it can't either.
    let looked = bytes.extracting(first: InlineText.maximumCount + 4)
    var isPlain = true
    for index in looked.indices where !(looked[index].isVisibleASCII || looked[index] == .space) { isPlain = false }
    if isPlain {
      fill(plain: looked)
    } else {
      fill(String(decoding: looked.indices.map { looked[$0] }, as: UTF8.self).unicodeScalars)
    }
  }

  /// The text, made printable, cut where it is too long.
  public init(_ text: String) {
    self.init()
    fill(text.unicodeScalars)
  }

  /// A text of up to eight visible ASCII characters in a word, the first in its lowest byte; what is above them is not
  /// looked at.
  package init(visibleASCII word: UInt64, count: Int) {
    precondition(count >= 0 && count <= 8, "A word has eight bytes.")
    let kept: UInt64 = count == 8 ? .max : (1 &<< UInt64(truncatingIfNeeded: 8 &* count)) &- 1
    self.init(firstWord: word & kept, count: count)
  }

  /// Takes over printable ASCII.
  private mutating func fill(plain bytes: Span<UInt8>) {
    let isCut = bytes.count > InlineText.maximumCount
    let keptCount = isCut ? InlineText.maximumCount - InlineText.ellipsis.utf8.count : bytes.count
    for index in 0..<keptCount { self[byte: index] = bytes[index] }
    count = keptCount
    if isCut { _ = append(InlineText.ellipsis.utf8) }
  }

  /// Takes over characters until one does not fit.
  private mutating func fill(_ scalars: some Sequence<Unicode.Scalar>) {
    // The last place between two characters that leaves room for the ellipsis.
    var cut = 0
    for scalar in scalars {
      guard scalar.isPrintable ? append(UTF8.encode(scalar)!) : append(scalar.escaped.utf8) else {
        truncate(to: cut)
        _ = append(InlineText.ellipsis.utf8)
        return
      }
      if count + InlineText.ellipsis.utf8.count <= InlineText.maximumCount { cut = count }
    }
  }

  private static var ellipsis: String { "…" }
}

extension Unicode.Scalar {
  /// The character spelled out as in a Swift literal: `\u{1B}`.
  fileprivate var escaped: String { "\\u{\(String(value, radix: 16, uppercase: true))}" }
}

extension InlineText: ExpressibleByStringLiteral, CustomStringConvertible {
  /// A text written in the program.
  public init(stringLiteral text: String) { self.init(text) }

  /// The text.
  public var description: String {
    var buffer: [UInt8] = []
    buffer.reserveCapacity(count)
    write(into: &buffer)
    return String(decoding: buffer, as: UTF8.self)
  }
}
