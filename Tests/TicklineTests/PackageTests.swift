import Foundation
import Testing

/// The project as another package's dependency, of which it uses `Generators` alone.
@Suite struct PackageTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  @Test func `a package that uses Generators alone fetches nothing else`() throws {
    try Outside.using {
      try writePackage()
      let outcome = try swift("package", "--disable-sandbox", "show-dependencies", "--format", "json")
      let start = try #require(outcome.output.firstIndex(of: "{"))
      let tree = try #require(String(outcome.output[start...]).json)
      let project = try #require((tree["dependencies"] as? [[String: Any]])?.first)
      #expect((project["dependencies"] as? [[String: Any]])?.isEmpty == true)
    }
  }

  @Test func `it is built in release with the switch in its own loop, and needs Swift's libraries alone`() throws {
    try Outside.using {
      if isSanitized { throw Outside.Missing(reason: "what another package builds is the same under a sanitizer.") }
      try writePackage()
      try swift("build", "--disable-sandbox", "-c", "release", "-j", "2")
      for place in [".build/checkouts", ".build/repositories"] {
        #expect(try !folder.has(place) || FileManager.default.contentsOfDirectory(atPath: folder.path(place)) == [])
      }
      let program = folder.path(".build/release/User")
      #expect(try RunningProcess(program, [], in: folder).outcome().output == "500500\n")
      let others = try neededLibraries(of: program).filter { library in
        !["libswift", "libc.", "libm.", "libgcc_s.", "libpthread.", "ld-linux"].contains { library.hasPrefix($0) }
      }
      #expect(others == [])
      let loop = try loopAroundSwitch(of: "total", in: program)
      #expect(loop.count > 10)
      #expect(loop.filter { $0.contains("call") } == [])
    }
  }

  /// Writes a package that depends on this project and sums what a generator yields.
  private func writePackage() throws {
    let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../..").standardized.path
    try folder.file(
      "Package.swift",
      """
      // swift-tools-version: 6.2
      import PackageDescription
      let package = Package(
        name: "user", platforms: [.macOS(.v15)],
        dependencies: [.package(name: "tickline", path: "\(root)", traits: [])],
        targets: [.executableTarget(name: "User", dependencies: [.product(name: "Generators", package: "tickline")])])
      """)
    let sources = folder.url.appendingPathComponent("Sources/User")
    try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
    try folder.file(
      "Sources/User/main.swift",
      """
      import Generators

      @inline(never)
      func total(_ numbers: Generator<Int, Never>) -> Int {
        var total = 0
        for number in numbers { total += number }
        return total
      }

      print(total(Generator { yield throws(GeneratorExit) in for number in 1...1_000 { try yield(number) } }))
      """)
  }

  @discardableResult
  private func swift(_ arguments: String...) throws -> Outcome {
    let outcome = try RunningProcess(Outside.program("swift", in: folder), arguments, in: folder).outcome()
    try #require(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    return outcome
  }

  /// What the toolchain's `llvm-objdump` says of a program.
  private func dump(_ arguments: String...) throws -> [Substring] {
    let swift = URL(fileURLWithPath: try Outside.program("swift", in: folder)).resolvingSymlinksInPath()
    let tool = swift.deletingLastPathComponent().appendingPathComponent("llvm-objdump").path
    if !FileManager.default.isExecutableFile(atPath: tool) { throw Outside.Missing(reason: "there is no \(tool).") }
    let outcome = try RunningProcess(tool, arguments, in: folder).outcome()
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome.output.split(separator: "\n")
  }

  private func neededLibraries(of program: String) throws -> [Substring] {
    let libraries = try dump("-p", program).compactMap { line in
      line.contains("NEEDED") ? line.split(separator: " ").last : nil
    }
    try #require(libraries.contains { $0.hasPrefix("libswiftCore") })
    return libraries
  }

  /// The instructions of a function's loop that switches: from its head to the switch, and from where a value arrives
  /// back to the head.
  private func loopAroundSwitch(of function: String, in program: String) throws -> [Substring] {
    let code = try dump("-d", "--no-show-raw-insn", program)
      .drop { !$0.hasSuffix(">:") || !$0.contains("4User5\(function)") }.dropFirst().prefix { !$0.hasSuffix(">:") }
      .compactMap(Instruction.init)
    let leap = try #require(code.firstIndex { $0.text.hasPrefix("jmp") && $0.text.contains("*0x28(%rcx)") })
    // After the switch comes the jump of everything that is no value, and after that a value arrives.
    let back = try #require(code[(leap + 2)...].first { $0.target.map { $0 < code[leap].address } ?? false })
    return code.filter { $0.address >= back.target ?? 0 && $0.address <= back.address }.map(\.text)
  }

  /// A line of a disassembled program.
  private struct Instruction {
    let address: Int
    let text: Substring
    /// Where it jumps to.
    let target: Int?

    init?(_ line: Substring) {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, let address = Int(parts[0].drop { $0 == " " }, radix: 16) else { return nil }
      self.address = address
      text = parts[1].drop { $0.isWhitespace }
      let words = text.split(whereSeparator: \.isWhitespace)
      target = text.hasPrefix("j") && words.count > 1 ? Int(words[1].dropFirst(2), radix: 16) : nil
    }
  }
}
