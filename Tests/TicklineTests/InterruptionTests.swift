import Foundation
import Testing

@Suite struct InterruptionTests {
  private static let sentence = "tickline: Interrupted; the bots were closed, and the summary counts what was done.\n"
  private let folder: Folder

  init() throws { folder = try Folder() }

  /// Starts the command on a pipe that stays open, writes to it, and waits until the last price was seen.
  private func started(_ options: String..., writing text: String, until price: String) throws -> (RunningProcess, Pipe)
  {
    let pipe = Pipe()
    let arguments = ["run", "--source", "csv:-", "--format", "json"] + options
    let running = try RunningProcess(Command.path, arguments, pipe: pipe, in: folder)
    try pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try running.waitForOutput(price)
    return (running, pipe)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal closes the bots, flushes the audit and prints the summary`(signal: Int32) throws {
    let text = "symbol,price\nAAPL,149\nAAPL,-1\n,3\nAAPL,151.5\n"
    let (running, pipe) = try started("--audit", "audit.log", writing: text, until: "151.50")
    running.signal(signal)
    let outcome = try running.outcome()
    try pipe.fileHandleForWriting.close()
    #expect(outcome.status == 130)
    #expect(outcome.errors == Self.sentence)
    let summary = try outcome.summary
    #expect(summary["ticks"] as? Int == 3 && summary["resets"] as? Int == 1 && summary["unattributed"] as? Int == 1)
    #expect(folder.text("audit.log")?.lines.count == 4)
  }

  @Test func `half a row that the signal cut off is no tick`() throws {
    let (running, pipe) = try started(writing: "symbol,price\nAAPL,210\nAAPL,14", until: "210.00")
    running.signal(SIGINT)
    let outcome = try running.outcome()
    try pipe.fileHandleForWriting.close()
    #expect(outcome.status == 130)
    #expect(try outcome.summary["ticks"] as? Int == 1)
    #expect(!outcome.output.contains("14.00"))
  }

  @Test func `an endless run ends at the signal`() throws {
    let arguments = ["run", "--ticks", "9000000000000000000", "--audit", "audit.log", "--quiet"]
    let running = try RunningProcess(Command.path, arguments, in: folder)
    #expect(running.waited { folder.text("audit.log")?.isEmpty == false })
    running.signal(SIGINT)
    let outcome = try running.outcome()
    #expect(outcome.status == 130 && outcome.lines.count == 2)
    #expect(folder.text("audit.log")?.hasSuffix("}\n") == true)
  }

  @Test func `a long file none of whose ticks is wanted is left at the signal`() throws {
    try folder.file("ticks.csv", Ticks.csv(20_000, of: "MSFT"))
    // Endless rows of another symbol.
    let line =
      #"{ head -1 ticks.csv; while tail -n +2 ticks.csv 2> /dev/null; do :; done; } | "$0" run --source csv:- --symbols IBM & "#
      + #"pid=$!; sleep 1; kill -INT $pid; wait $pid; echo $?"#
    let outcome = try Command.shell(line, in: folder)
    #expect(outcome.lines.contains("[BRIDGE] Pipeline complete. Processed 0 IBM ticks."))
    #expect(outcome.lines.last == "130")
    #expect(outcome.errors.hasSuffix(Self.sentence))
  }

  @Test func `a named pipe that nobody writes to is left at the signal`() throws {
    #expect(try Command.shell("mkfifo pipe", in: folder).status == 0)
    let running = try RunningProcess(Command.path, ["run", "--source", "csv:pipe"], in: folder)
    // Nothing shows from outside when the process has come to wait.
    Thread.sleep(forTimeInterval: 1)
    running.signal(SIGINT)
    let outcome = try running.outcome()
    #expect(outcome.status == 130 && outcome.errors == Self.sentence)
    #expect(outcome.lines.contains("[BRIDGE] Pipeline complete. Processed 0 ticks."))
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal that comes twice at once, as timeout sends it, is one`(signal: Int32) throws {
    let (running, pipe) = try started(writing: "symbol,price\nAAPL,149\n", until: "149.00")
    // The process must be woken in between, else the system itself makes one signal of two.
    running.signal(signal)
    Thread.sleep(forTimeInterval: 0.000_2)
    running.signal(signal)
    let outcome = try running.outcome()
    try pipe.fileHandleForWriting.close()
    #expect(outcome.status == 130 && outcome.errors == Self.sentence)
    #expect(try outcome.summary["ticks"] as? Int == 1)
  }

  @Test func `a second signal ends a run that can't come to its end`() throws {
    // Nobody reads what it writes, so that the first signal finds it in a write that waits: it sleeps then, and its time
    // does not go on.
    let line =
      #"mkfifo pipe; sleep 100 < pipe & reader=$!; "$0" run --ticks 100000000 > pipe & pid=$!; "#
      + #"look() { awk '{ print $3, $14 + $15 }' /proc/$pid/stat 2>/dev/null; }; sleep 2; n=0; last=; "#
      + #"until now=$(look); [ "${now%% *}" != R ] && [ "$now" = "$last" ] || [ $((n+=1)) -gt 60 ]; do "#
      + #"last=$now; sleep 1; done; "#
      + #"kill -INT $pid; sleep 0.5; kill -0 $pid && echo waits; kill -INT $pid; wait $pid; echo $?; kill $reader"#
    let outcome = try Command.shell(line, in: folder)
    #expect(outcome.lines == ["waits", "130"])
    #expect(outcome.errors == "")
  }
}
