import Foundation
import Testing

/// `tickline lines` against `grep`.
@Suite struct LinesTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private func log(_ count: Int) -> String {
    (0..<count).map { line in
      let level = line % 7 == 3 ? "ERROR" : line % 5 == 1 ? "WARN" : "INFO"
      return "2026-11-30T10:00:\(line % 60) \(level) request \(line) took \(line % 1_000) ms"
    }.joined(separator: "\n")
  }

  @Test(
    arguments: [
      ["-F", "-e", "ERROR"], ["-F", "-e", "ERROR", "-e", "WARN"], ["-F", "-e", "nowhere"],
      ["-E", "-e", "ERROR .*[0-9]{3} ms$"],
      ["-F", "-e", ""],
    ], [[], ["-c"], ["-n"]])
  func `it prints and counts what grep does`(patterns: [String], form: [String]) throws {
    try folder.file("a.log", log(3_000))
    try folder.file("b.log", "ERROR \u{0}\u{1}\n\n" + log(100) + "\n")
    let option = patterns[0] == "-E" ? "--regex" : "--containing"
    let own =
      patterns.dropFirst().map { $0 == "-e" ? option : $0 }
      + form.map { $0 == "-c" ? "--count" : "--line-number" }
    for files in [["a.log"], ["b.log"], ["a.log", "b.log"]] {
      let outcome = try Command.run(["lines"] + files + own, in: folder)
      let grep = try RunningProcess(
        "/bin/sh", ["-c", #"LC_ALL=C exec grep -a "$@""#, "grep"] + patterns + form + files, in: folder
      ).outcome()
      #expect(outcome.output == grep.output, "\(files)")
      #expect(outcome.status == grep.status && outcome.errors == "", "\(files): \(outcome.errors)")
    }
  }

  @Test func `standard input is read to its end`() throws {
    let outcome = try Command.run("lines", "-", "--containing", "two", input: "one\ntwo\nthree", in: folder)
    #expect(outcome.status == 0 && outcome.output == "two\n")
  }

  @Test func `a file that is not there leaves the others their lines`() throws {
    try folder.file("b.log", "ERROR\n")
    let outcome = try Command.run("lines", "nowhere", "b.log", "--containing", "ERROR", in: folder)
    #expect(outcome.status == 66 && outcome.output == "b.log:ERROR\n")
    #expect(outcome.errors.lines.count == 1 && outcome.errors.contains("nowhere can't be opened"))
  }

  @Test func `an expression that is none is wrong usage`() throws {
    try folder.file("b.log", "ERROR\n")
    let outcome = try Command.run("lines", "b.log", "--regex", "a(", in: folder)
    #expect(outcome.status == 64 && outcome.errors.contains("'a(' is no regular expression"))
  }

  @Test func `a reader that goes away ends it quietly`() throws {
    try folder.file("a.log", log(200_000))
    let outcome = try Command.shell(#"{ "$0" lines a.log; echo $? >status; } | head -n 2"#, in: folder)
    #expect(outcome.lines.count == 2 && outcome.errors == "")
    #expect(folder.text("status") == "0\n")
  }

  @Test func `a file is followed across its rotation until the interruption`() throws {
    let path = try folder.file("a.log", "ERROR 1\nINFO 2\n")
    let running = try RunningProcess(
      Command.path, ["lines", "a.log", "--containing", "ERROR", "--follow", "--line-number"], in: folder)
    try running.waitForOutput("1:ERROR 1")
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data("ERROR 3\n".utf8))
    try running.waitForOutput("3:ERROR 3")
    try FileManager.default.moveItem(atPath: path, toPath: folder.path("a.log.1"))
    try file.write(contentsOf: Data("ERROR 4".utf8))
    try folder.file("a.log", "ERROR of the new one\n")
    try running.waitForOutput("1:ERROR of the new one")
    running.signal(SIGINT)
    let outcome = try running.outcome()
    #expect(outcome.status == 130)
    #expect(outcome.lines == ["1:ERROR 1", "3:ERROR 3", "4:ERROR 4", "1:ERROR of the new one"])
  }

  @Test(arguments: ["gzip -c", "bzip2 -c", "xz -c", "zstd -qc"])
  func `what is compressed is unpacked on the way`(program: String) throws {
    try Outside.using {
      _ = try Outside.program(String(program.split(separator: " ")[0]), in: folder)
      try folder.file("a.log", log(20_000))
      let line = #"\#(program) <a.log >packed && "$0" lines packed --containing ERROR --line-number"#
      let packed = try Command.shell(line, in: folder)
      let plain = try Command.run("lines", "a.log", "--containing", "ERROR", "--line-number", in: folder)
      #expect(packed.status == 0 && packed.output == plain.output && !plain.output.isEmpty, "\(packed.errors)")
      let piped = try Command.shell(#""$0" lines - --containing ERROR --line-number <packed"#, in: folder)
      #expect(piped.status == 0 && piped.output == plain.output, "\(piped.errors)")
    }
  }
}
