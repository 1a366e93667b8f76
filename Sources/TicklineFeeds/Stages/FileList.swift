/// The files that a path leads to, in the order of their names' bytes.
///
/// A folder stands for the files that lie in it, without those whose names begin with a point and without those of folders
/// in it. A path with `*`, `?` or `[` is a pattern, as the shell has them, unless there is something of that very name. A
/// folder that matches stands for its files again.
public struct FileList {
  /// The files; a path that is neither a folder nor a pattern is one of its own, whether it is there or not.
  public let files: [String]

  /// Looks up the files.
  ///
  /// - Throws: ``FeedError/Code/noInput`` where there is none.
  public init(path: String) throws(FeedError) {
    if path == "-" {
      files = [path]
    } else if Directory.isOne(path) {
      files = try FileList.files(inFolder: path)
    } else if FileList.isPattern(path), !Directory.exists(path) {
      var found: [String] = []
      for match in Directory.matches(of: path).sorted(by: FileList.precedes) {
        found += Directory.isOne(match) ? try FileList.files(inFolder: match) : [match]
      }
      guard !found.isEmpty else {
        throw FeedError(
          .noInput, "No file matches \(path); check the pattern, and quote it so that the shell leaves it alone.")
      }
      files = found
    } else {
      files = [path]
    }
  }

  private static func files(inFolder path: String) throws(FeedError) -> [String] {
    guard let names = Directory.names(in: path) else {
      throw FeedError(.noInput, "The folder \(path) can't be read; you need the right to.")
    }
    let prefix = path.hasSuffix("/") ? path : path + "/"
    let files = names.filter { !$0.hasPrefix(".") }.sorted(by: precedes).map { prefix + $0 }
      .filter { !Directory.isOne($0) }
    guard !files.isEmpty else {
      throw FeedError(.noInput, "There is no file in the folder \(path); name one that has some.")
    }
    return files
  }

  /// A bracket that is not closed is one like any other character.
  private static func isPattern(_ path: String) -> Bool {
    path.contains { $0 == "*" || $0 == "?" } || path.firstIndex(of: "[").map { path[$0...].contains("]") } == true
  }

  // By bytes: the same order on every machine, whatever its language.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
