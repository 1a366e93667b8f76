import Testing

/// Lets a body get at its own generator.
final class Holder<Content> {
  var content: Content?
}

extension ExitTest.Result {
  /// Whether the process wrote this sentence to standard error.
  func said(_ sentence: String) -> Bool {
    String(decoding: standardErrorContent, as: UTF8.self).contains(sentence)
  }
}
