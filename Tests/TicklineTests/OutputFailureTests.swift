import Foundation
import Testing

@Suite struct OutputFailureTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private func requireFullDevice() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else {
      throw Outside.Missing(reason: "there is no /dev/full.")
    }
  }

  @Test(arguments: [
    ("none/audit.log", "there is no such folder; make it first"), (".", "it is a directory; name a file in it"),
  ])
  func `an audit log that can't be made is 73`(path: String, reason: String) throws {
    let outcome = try Command.run("run", "--audit", path, in: folder)
    #expect(outcome.status == 73 && outcome.output == "")
    #expect(outcome.errors == "tickline: The audit log \(path) can't be made: \(reason).\n")
  }

  @Test func `an audit log that can't be written is 74, and the summary stands`() throws {
    try Outside.using {
      try requireFullDevice()
      let outcome = try Command.run("run", "--audit", "/dev/full", "--quiet", in: folder)
      #expect(outcome.status == 74)
      #expect(outcome.lines.first == "[BRIDGE] Pipeline complete. Processed 30 AAPL ticks.")
      #expect(outcome.errors.lines.count == 1 && outcome.errors.contains("Writing the audit log /dev/full failed"))
    }
  }

  @Test func `a long audit log that can't be written ends the run`() throws {
    try Outside.using {
      try requireFullDevice()
      let outcome = try Command.run("run", "--audit", "/dev/full", "--quiet", "--ticks", "100000000", in: folder)
      #expect(outcome.status == 74 && outcome.lines.count == 2 && outcome.errors.lines.count == 1)
    }
  }

  @Test(arguments: ["", "--quiet", "--format json", "--ticks 100000"])
  func `standard output that can't be written is 74`(options: String) throws {
    try Outside.using {
      try requireFullDevice()
      let outcome = try Command.shell(#""$0" run \#(options) > /dev/full"#, in: folder)
      #expect(outcome.status == 74)
      #expect(outcome.errors == "tickline: Writing standard output failed: No space left on device.\n")
    }
  }

  @Test(arguments: ["--ticks 100000000", "--ticks 100000000 --format json", "--seed 1", "--symbols AAPL,IBM"])
  func `a reader that goes away ends the program quietly`(options: String) throws {
    let line = #"{ "$0" run \#(options) --audit audit.log; echo $? > status; } | head -1"#
    let outcome = try Command.shell(line, in: folder)
    #expect(outcome.lines.count == 1 && outcome.errors == "")
    #expect(folder.text("status") == "0\n")
    #expect(folder.text("audit.log")?.lines.allSatisfy { $0.json != nil } == true)
  }

  @Test(arguments: ["ticks.csv", "./ticks.csv", "link.csv", "hard.csv"], ["csv:ticks.csv", "link.csv", "-"])
  func `the audit log can't be the file that is read`(audit: String, source: String) throws {
    try folder.file("ticks.csv", Ticks.csv(10))
    try FileManager.default.createSymbolicLink(atPath: folder.path("link.csv"), withDestinationPath: "ticks.csv")
    try FileManager.default.linkItem(atPath: folder.path("ticks.csv"), toPath: folder.path("hard.csv"))
    let outcome = try Command.shell(#""$0" run --source '\#(source)' --audit '\#(audit)' < ticks.csv"#, in: folder)
    #expect(outcome.status == 64 && outcome.output == "")
    #expect(outcome.errors == "tickline: --audit \(audit) is the file that is read; give the log a name of its own.\n")
    #expect(folder.text("ticks.csv") == Ticks.csv(10))
  }

  @Test(arguments: [">>", ">", "1<>"], ["csv:ticks.csv", "link.csv", "-"])
  func `a run whose output goes to the file that is read is refused, since it would never end`(
    redirection: String, source: String
  ) throws {
    try folder.file("ticks.csv", Ticks.csv(10))
    try FileManager.default.createSymbolicLink(atPath: folder.path("link.csv"), withDestinationPath: "ticks.csv")
    let line = #"exec "$0" run --source '\#(source)' < ticks.csv \#(redirection) ticks.csv"#
    let outcome = try Command.shell(line, in: folder)
    let name = source == "-" ? "the file of standard input" : source.replacing("csv:", with: "")
    #expect(outcome.status == 64)
    #expect(
      outcome.errors == "tickline: Standard output goes to \(name), which is read; send it to a file of its own.\n")
    #expect(folder.text("ticks.csv") == (redirection == ">" ? "" : Ticks.csv(10)))
  }

  @Test(arguments: [("> shared", "output"), ("2> shared", "error"), (">> shared", "output")])
  func `the audit log can't be the file of a standard stream`(redirection: String, stream: String) throws {
    let outcome = try Command.shell(#"exec "$0" run --audit shared 3>&2 \#(redirection)"#, in: folder)
    let sentence =
      "tickline: --audit shared is the file that standard \(stream) goes to; give the log a name of its own.\n"
    #expect(outcome.status == 64)
    #expect(outcome.errors + (folder.text("shared") ?? "") == sentence)
  }

  @Test func `a file that is not allowed to grow further is 74, and what was written stands`() throws {
    try Outside.using {
      if isSanitized {
        throw Outside.Missing(reason: "the thread sanitizer maps a file of its own, cut off by the limit.")
      }
      let options = "--ticks 100000000 --quiet --audit audit.log"
      // Not the shell's last command: a shell that becomes the program hands down that this process blocks signals.
      let outcome = try Command.shell(#"ulimit -f 512; "$0" run \#(options); exit $?"#, in: folder)
      #expect(outcome.status == 74 && outcome.lines.count == 2)
      #expect(outcome.errors.contains("Writing the audit log audit.log failed: File too large"))
      #expect(folder.text("audit.log")?.utf8.count == 512 * 512)
    }
  }
}
