/// Which lines are wanted: those that hold one of some texts, that match an expression, or both; all where neither is
/// said.
///
/// Everything is compared byte by byte, as `grep` does in the C locale, so that any content will do.
public struct LineFilter {
  let texts: [TextSearch]
  let expression: LineExpression?

  /// A filter.
  ///
  /// - Parameters:
  ///   - texts: a line must hold one of them; an empty one is in every line. None: no condition.
  ///   - expression: a line must match this extended regular expression of POSIX, too, the syntax of `grep -E`.
  /// - Throws: ``FeedError/Code/wrongUsage`` where the expression is none, or a text holds a line feed.
  public init(containing texts: [String] = [], matching expression: String? = nil) throws(FeedError) {
    for text in texts where text.utf8.contains(UInt8(ascii: "\n")) {
      throw FeedError(.wrongUsage, "A text to look for has a line feed in it, which no line has; look for one line.")
    }
    // An empty text is in every line: then the others say nothing.
    let isInEveryLine = texts.contains("")
    self.texts = isInEveryLine ? [] : texts.map { TextSearch(Array($0.utf8)) }
    self.expression = try expression.map { pattern throws(FeedError) in try LineExpression(pattern) }
  }

  /// A filter that every line passes.
  public static var everything: LineFilter { LineFilter(texts: []) }

  private init(texts: [TextSearch]) {
    self.texts = texts
    expression = nil
  }

  /// The filter with another set of instructions, for tests.
  package init(containing texts: [[UInt8]], kind: TextSearch.Kind) {
    self.texts = texts.map { TextSearch($0, kind: kind) }
    expression = nil
  }
}
