import Foundation
import Testing

/// The line that says how far a long run has come, on a terminal that `script` of util-linux plays.
@Suite struct ProgressTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  /// What a terminal shows of a line of shell.
  private func shown(_ line: String) throws -> String {
    _ = try Outside.program("script", in: folder)
    let outcome = try RunningProcess(
      "/bin/sh", ["-c", #"export TICKLINE="$0"; script -qefc '\#(line)' typescript"#, Command.path], in: folder
    ).outcome()
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }

  /// A run on a pipe, which goes on after some seconds.
  private static let long = #"{ cat ticks.csv; sleep 3; tail -n +2 ticks.csv; } | "$TICKLINE" run --source csv:- "#
  /// A run on a pipe, which goes on once progress was shown, or after a minute.
  private static let watched =
    #"{ cat ticks.csv; n=0; until grep -qa "a secon[d]" typescript || [ $((n+=1)) -gt 300 ]; do sleep 0.2; done; "#
    + #"tail -n +2 ticks.csv; } | "$TICKLINE" run --source csv:- "#

  @Test(arguments: ["> out", "--quiet", "--format json > out", "--quiet --symbols IBM"])
  func `a long run shows its progress on a terminal and takes it away`(options: String) throws {
    try folder.file("ticks.csv", Ticks.csv(300))
    try Outside.using {
      let terminal = try shown(Self.watched + options)
      #expect(terminal.contains(/\r\u{1B}\[K[0-9]+ ticks, [0-9]+ a second/))
      #expect(terminal.components(separatedBy: " a second").last?.hasPrefix("\r\u{1B}[K") == true)
    }
  }

  @Test(arguments: ["2> err", "", "> out 2> err"])
  func `no progress is shown among ticks or away from a terminal`(options: String) throws {
    try folder.file("ticks.csv", Ticks.csv(300))
    try Outside.using {
      let terminal = try shown(Self.long + options)
      #expect(!terminal.contains(" a second"))
      #expect(folder.text("err")?.contains(" a second") != true)
    }
  }

  @Test func `a short run shows no progress`() throws {
    try Outside.using {
      let terminal = try shown(#""$TICKLINE" run --quiet"#)
      #expect(!terminal.contains(" a second"))
    }
  }
}
