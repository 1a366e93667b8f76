import Foundation

/// A folder of one test's own, removed with this object.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "tickline-trading-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of a file in it.
  func path(_ name: String) -> String { url.appending(path: name).path }

  /// Writes a file and returns its path.
  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: url.appending(path: name))
    return path(name)
  }

  /// The lines of a file.
  func lines(of name: String) throws -> [String] {
    let text = String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
    return text.split(separator: "\n").map(String.init)
  }
}
