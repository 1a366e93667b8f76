internal import CTicklineFeeds

/// A text to look for in large pieces of memory.
@safe
package final class TextSearch {
  /// The sets of instructions that a search may use.
  package enum Kind: CaseIterable, Sendable {
    case plain, sse2, avx2

    /// Whether this processor has it.
    package var isAvailable: Bool { number.rawValue <= line_search_best().rawValue }

    fileprivate var number: line_search_kind {
      switch self {
      case .plain: line_search_plain
      case .sse2: line_search_sse2
      case .avx2: line_search_avx2
      }
    }
  }

  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private var text: line_text

  /// Prepares a text of at least one byte, for the widest vectors there are where nothing is said.
  package init(_ text: [UInt8], kind: Kind? = nil) {
    precondition(!text.isEmpty, "An empty text is in every line and not looked for.")
    precondition(kind?.isAvailable ?? true, "This processor does not have these instructions.")
    unsafe bytes = .allocate(capacity: text.count)
    _ = unsafe bytes.initialize(from: text)
    unsafe self.text = line_text_make(bytes.baseAddress!, text.count, kind?.number ?? line_search_best())
  }

  deinit { unsafe bytes.deallocate() }

  /// Where the text begins first; nil where it does not. ``line_search_slack`` bytes behind the end can be read.
  func first(from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    unsafe line_text_find(&text, start, end)
  }

  /// Where the text begins first among bytes, and how many line feeds they have: for tests.
  package func find(in text: [UInt8], kind: Kind) -> (place: Int?, lineFeedCount: Int) {
    let padded = text + [UInt8](repeating: UInt8(ascii: "\n"), count: Int(line_search_slack))
    return unsafe padded.withUnsafeBufferPointer { buffer in
      let start = buffer.baseAddress!
      let end = unsafe start + text.count
      return unsafe (first(from: start, to: end).map { unsafe $0 - start }, line_feed_count(start, end, kind.number))
    }
  }
}
