import Foundation

/// Asks the compiler about programs that must not compile, against the library that was built for these tests.
struct TypeChecker {
  private let modules: URL
  private let header: URL

  /// Nil where the build's modules lie somewhere else than beside the test product.
  init?() {
    var product = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    if !FileManager.default.fileExists(atPath: product.path) {
      product = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    }
    modules = product.deletingLastPathComponent().appending(path: "Modules")
    var root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<4 { root.deleteLastPathComponent() }
    header = root.appending(path: "Sources/CContextSwitch/include")
    let module = modules.appending(path: "Generators.swiftmodule")
    guard FileManager.default.fileExists(atPath: module.path) else { return nil }
  }

  /// The errors that the compiler finds in a program.
  func errors(in program: String) throws -> [(line: Int, message: Substring)] {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = folder.appending(path: "Program.swift")
    try Data(program.utf8).write(to: source)
    let output = folder.appending(path: "errors")
    // Sending is checked after the types are, so the program is taken as far as optimisation, and nothing is written.
    // The shell runs it because Foundation's `Process` loses a few bytes, which a leak check reports.
    let command = [
      "swiftc", "-swift-version", "6", "-strict-memory-safety", "-parse-as-library", "-emit-sil", "-o", "/dev/null",
      "-module-cache-path", folder.appending(path: "cache").path,
      "-I", modules.path, "-I", header.path, source.path,
    ].map { "'\($0)'" }.joined(separator: " ")
    _ = unsafe system("\(command) > /dev/null 2> '\(output.path)'")
    let text = try String(decoding: Data(contentsOf: output), as: UTF8.self)
    return text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: ":", maxSplits: 4)
      guard parts.count == 5, line.hasPrefix(source.path), parts[3].contains("error") else { return nil }
      return Int(parts[1]).map { ($0, parts[4]) }
    }
  }
}
