#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Which files a path stands for: itself, those of a folder, or those that match a pattern, in the order of their names.
package enum InputPaths {
  /// The files. A path that is no folder and no pattern is given as it is: whether it can be opened shows when it is.
  ///
  /// Files whose names begin with a point are passed, as a shell does. Source: POSIX, `glob`.
  ///
  /// - Throws: ``FeedError/Code/noInput`` where a folder or a pattern has no files.
  package static func files(of path: String) throws(FeedError) -> [String] {
    var status = stat()
    if unsafe path == "-" || stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR { return [path] }
    let isFolder = unsafe stat(path, &status) == 0
    guard isFolder || isPattern(path) else { return [path] }
    let files = matches(isFolder ? escaped(path) + "/*" : path)
    guard !files.isEmpty else {
      throw FeedError(
        .noInput,
        isFolder
          ? "\(path) is a directory without a file in it; name a file, or the directory that has them."
          : "No file matches \(path); check the pattern.")
    }
    return files
  }

  /// Whether a path has the marks of a pattern. A bracket that is not closed is a character like any other.
  private static func isPattern(_ path: String) -> Bool {
    path.contains { $0 == "*" || $0 == "?" } || path.firstIndex(of: "[").map { path[$0...].contains("]") } == true
  }

  /// Whether there is a file of a name.
  static func isThere(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0
  }

  /// The files that match a pattern; folders are left out.
  private static func matches(_ pattern: String) -> [String] {
    var found = unsafe glob_t()
    defer { unsafe globfree(&found) }
    guard unsafe glob(pattern, GLOB_MARK, nil, &found) == 0 else { return [] }
    return unsafe (0..<Int(found.gl_pathc)).map { unsafe String(cString: found.gl_pathv[$0]!) }
      .filter { !$0.hasSuffix("/") }
  }

  /// A path as a pattern that it alone matches.
  private static func escaped(_ path: String) -> String {
    path.reduce(into: "") { text, character in
      if "*?[]\\".contains(character) { text.append("\\") }
      text.append(character)
    }
  }

  /// The name of the folder that a file is in, also where its path does not say it.
  static func folderName(of path: String) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." }
    if parts.count > 1, parts[parts.count - 2] != ".." { return String(parts[parts.count - 2]) }
    guard let whole = unsafe realpath(path, nil) else { return "" }
    defer { unsafe free(whole) }
    return unsafe String(cString: whole).split(separator: "/").dropLast().last.map(String.init) ?? ""
  }
}
