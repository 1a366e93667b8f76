/// What happened, in order, as a test's bodies and their consumer tell it.
final class Log {
  private(set) var lines: [String] = []

  func callAsFunction(_ line: String) { lines.append(line) }
}

/// An error of a test's own.
enum Fault: String, Error {
  case wrongTick
  case another
}
