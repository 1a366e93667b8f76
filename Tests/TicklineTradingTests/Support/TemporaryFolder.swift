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

  /// What is in a file.
  func read(_ name: String) throws -> Data {
    // Not `Data(contentsOf:)`, which loses a buffer where the file is empty, and a leak check reports it.
    try FileHandle(forReadingFrom: url.appending(path: name)).readToEnd() ?? Data()
  }

  /// The lines of a file.
  func lines(of name: String) throws -> [String] {
    let text = String(decoding: try read(name), as: UTF8.self)
    return text.split(separator: "\n").map(String.init)
  }
}
