/// What the feed has to say to a person. It waits until the input has proven to be readable: where it can't be read, one
/// sentence says so, and nothing else is written.
final class Remarks {
  private let areShown: Bool
  private var waiting: [String]? = []

  init(areShown: Bool) { self.areShown = areShown }

  func add(_ sentence: String) {
    if waiting == nil { write(sentence) } else { waiting?.append(sentence) }
  }

  /// Writes what waited, and from here on each remark at once.
  func show() {
    for sentence in waiting ?? [] { write(sentence) }
    waiting = nil
  }

  private func write(_ sentence: String) {
    if areShown { StandardError.say(sentence) }
  }
}
