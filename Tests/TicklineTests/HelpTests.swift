import Testing

@Suite struct HelpTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  @Test(arguments: [["run", "--help"], ["run", "-h"], ["help", "run"]])
  func `help shows examples and every option`(arguments: [String]) throws {
    let outcome = try Command.run(arguments, in: folder)
    #expect(outcome.status == 0 && outcome.errors == "")
    #expect(outcome.lines.count { $0.contains("tickline run --") } >= 4)
    let options = [
      "--source", "--symbols", "--ticks", "--seed", "--walk", "--corrupt-rate", "--entry", "--exit", "--on-corrupt",
      "--columns", "--time-format", "--round-prices", "--allow-negative", "--from", "--to", "--speed", "--collar",
      "--collar-window", "--duplicates",
      "--stale", "--skip-conditions", "--audit", "--format", "--quiet",
    ]
    #expect(options.filter { option in !outcome.lines.contains { $0.hasPrefix("  \(option)") } } == [])
    #expect(outcome.lines.allSatisfy { $0.count <= 80 })
  }

  @Test func `the examples of the help are not broken in two`() throws {
    let lines = try Command.run("run", "--help", in: folder).lines
    let start = try #require(lines.firstIndex(of: "EXAMPLES"))
    let examples = lines[(start + 1)...].prefix { !$0.isEmpty }
    #expect(examples.allSatisfy { $0.hasPrefix("  ") && $0.contains("tickline run") })
  }

  @Test func `the simulated examples of the help work`() throws {
    let lines = try Command.run("run", "--help", in: folder).lines
    let simulated = lines.filter { $0.hasPrefix("  tickline run") && !$0.contains("--source") }
    #expect(!simulated.isEmpty)
    for line in simulated {
      #expect(try Command.run(line.split(separator: " ").dropFirst().map(String.init), in: folder).status == 0)
    }
  }

  @Test func `the help of sources shows what it writes and every option`() throws {
    let outcome = try Command.run("sources", "--help", in: folder)
    #expect(outcome.status == 0 && outcome.errors == "" && outcome.lines.allSatisfy { $0.count <= 80 })
    let options = ["--symbols", "--columns", "--time-format", "--from", "--to", "--collar", "--stale", "--format"]
    #expect(options.filter { option in !outcome.lines.contains { $0.hasPrefix("  \(option)") } } == [])
    #expect(outcome.output.contains(#"{"event":"symbol","symbol":"#) && outcome.output.contains("EXIT CODES"))
  }

  @Test func `alone the command shows what it can do`() throws {
    let outcome = try Command.run(in: folder)
    #expect(outcome.status == 0 && outcome.lines.contains { $0.hasPrefix("  run ") })
  }

  @Test func `the version is a version`() throws {
    let outcome = try Command.run("--version", in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.lines.count == 1 && outcome.output.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
  }
}
