/// A place in a program's source: where a generator was made, or where it yielded last.
public struct SourcePlace: Sendable {
  /// Module and file, as `#fileID` gives them.
  public let file: String
  /// The line, from 1.
  public let line: Int

  @usableFromInline
  init(file: String, line: Int) {
    self.file = file
    self.line = line
  }
}

extension SourcePlace: Hashable {}

extension SourcePlace: CustomStringConvertible {
  /// `Module/File.swift:12`.
  public var description: String { "\(file):\(line)" }
}
