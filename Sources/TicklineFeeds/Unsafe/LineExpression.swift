internal import CTicklineFeeds

/// An extended regular expression of POSIX, matched byte by byte. Source: POSIX, "Extended Regular Expressions".
@safe
final class LineExpression {
  private let compiled: OpaquePointer

  /// - Throws: ``FeedError/Code/wrongUsage`` where the pattern is none.
  init(_ pattern: String) throws(FeedError) {
    var reason = [CChar](repeating: 0, count: 200)
    guard let compiled = unsafe line_expression_make(pattern, &reason, reason.count) else {
      let text = String(decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw FeedError(
        .wrongUsage,
        "'\(pattern)' is no regular expression: \(text). Write one of POSIX, as for grep -E; a backslash makes a "
          + "character stand for itself.")
    }
    unsafe self.compiled = compiled
  }

  deinit { unsafe line_expression_free(compiled) }

  /// Whether it matches somewhere in a line. Of one beyond 2 GiB only the first 2 GiB are looked at.
  func matches(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = line.baseAddress else { return false }
    return unsafe line_expression_matches(compiled, start, min(line.count, Int(Int32.max)))
  }
}
