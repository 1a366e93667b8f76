import Testing

@Suite struct UsageTests {
  /// A command line that makes no sense, and what the sentence about it must name.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let options: [String]
    let words: [String]
    var testDescription: String { options.joined(separator: " ") }

    init(_ options: String..., names words: String...) {
      self.options = options
      self.words = words
    }
  }

  private static let mistakes = [
    Mistake("--entry", "200", "--exit", "150", names: "--entry 200.00", "--exit 150.00"),
    Mistake("--entry", "150", "--exit", "150", names: "--entry 150.00", "--exit 150.00"),
    Mistake("--entry", "abc", names: "--entry 'abc'", "149.20"),
    Mistake("--exit", "", names: "--exit ''", "149.20"),
    Mistake("--entry", "nan", names: "--entry 'nan'", "149.20"),
    Mistake("--entry", "150.0000000001", names: "finer than 1e-9", "nine digits"),
    Mistake("--exit", "1e30", names: "too large", "9223372036.854775807"),
    Mistake("--ticks", "-1", names: "--ticks -1", "0 or more"),
    Mistake("--ticks", "x", names: "--ticks", "'x'"),
    Mistake("--ticks", "1.5", names: "--ticks", "'1.5'"),
    Mistake("--ticks", "99999999999999999999", names: "--ticks"),
    Mistake("--ticks", names: "--ticks"),
    Mistake("--seed", "-1", names: "--seed", "'-1'"),
    Mistake("--seed", "18446744073709551616", names: "--seed"),
    Mistake("--corrupt-rate", "2", names: "--corrupt-rate", "from 0 to 1"),
    Mistake("--corrupt-rate", "-0.1", names: "--corrupt-rate", "from 0 to 1"),
    Mistake("--corrupt-rate", "nan", names: "--corrupt-rate", "from 0 to 1"),
    Mistake("--on-corrupt", "panic", names: "'panic'", "'reset', 'hold', 'flatten' or 'halt'"),
    Mistake("--format", "xml", names: "'xml'", "'text'", "'json'"),
    Mistake("--time-format", "rfc", names: "'rfc'", "'iso8601'"),
    Mistake("--symbols", "", names: "--symbols", "separate symbols by commas"),
    Mistake("--symbols", "AAPL, MSFT", names: "' MSFT'", "without blanks"),
    Mistake("--symbols", "AAPL,,MSFT", names: "''", "separate symbols by commas"),
    Mistake("--columns", "price", names: "'price'", "--columns time=when"),
    Mistake("--columns", "price=a,price=b", names: "the price twice", "once"),
    Mistake("--columns", "time=a,size=A", names: "'A' for the time and for the size", "two columns"),
    Mistake("--symbols", "A", "--symbols", "", names: "''", "1 to 64 visible characters"),
    Mistake("--symbols", String(repeating: "A", count: 65), names: "1 to 64 visible characters"),
    Mistake("--symbols", "A\nB", names: "'A\\u{A}B'"),
    Mistake("--columns", "cost=2", names: "'cost=2'", "--columns time=when"),
    Mistake("--source", "ftp:x", names: "'ftp:x'", "csv:PATH", "./ftp:x"),
    Mistake("--source", "", names: "--source", "csv:PATH"),
    Mistake("--source", "csv:", names: "names no file", "csv:PATH"),
    Mistake("--source", "-", "--source", "csv:-", names: "Standard input", "twice"),
    Mistake("--source", "sim", "--source", "sim", names: "--source sim", "twice"),
    Mistake("--from", "yesterday", names: "--from 'yesterday'", "2013-10-10"),
    Mistake("--to", "2013-02-30", names: "--to '2013-02-30'", "2013-10-10"),
    Mistake("--from", "2013-10-10", "--source", "sim", names: "--from", "--ticks"),
    Mistake("--source", "a.csv", "--from", "2013-10-10", "--to", "2013-10-10", names: "--from", "--to", "nothing"),
    Mistake("--speed", "0x", names: "--speed '0x'", "10x"),
    Mistake("--speed", "-1", names: "--speed '-1'", "10x"),
    Mistake("--speed", "fast", names: "--speed 'fast'", "max"),
    Mistake("--collar", "two", names: "--collar 'two'", "2%"),
    Mistake("--collar", "-2%", names: "--collar '-2%'", "2%"),
    Mistake("--collar", "1001%", names: "--collar '1001%'", "from 0 to 1000"),
    Mistake("--collar", "1%", "--collar-window", "0", names: "--collar-window 0", "1 to 100000"),
    Mistake("--collar-window", "10", names: "--collar-window", "--collar 2%"),
    Mistake("--duplicates", "maybe", names: "'maybe'", "'refuse'"),
    Mistake("--stale", "5 parsecs", names: "--stale '5 parsecs'", "250ms"),
    Mistake("--stale", "-5s", names: "--stale '-5s'", "250ms"),
    Mistake("--skip-conditions", "32", names: "'32'", "0 to 31"),
    Mistake("--skip-conditions", "0x", names: "'0x'", "0x2000"),
    Mistake("--source", "a.csv", "--seed", "1", names: "--seed", "--source sim"),
    Mistake("--source", "a.csv", "--walk", names: "--walk", "--source sim"),
    Mistake("--source", "a.csv", "--corrupt-rate", "0", names: "--corrupt-rate", "--source sim"),
    Mistake("--seeed", "1", names: "'--seeed'", "Did you mean '--seed'?"),
    Mistake("--nonsense", names: "'--nonsense'"),
    Mistake("extra", names: "'extra'"),
  ]

  private let folder: Folder

  init() throws { folder = try Folder() }

  @Test(arguments: mistakes)
  func `wrong usage is told in a line that names the option and the mend`(mistake: Mistake) throws {
    let outcome = try Command.run(["run", "--audit", "audit.log"] + mistake.options, in: folder)
    #expect(outcome.status == 64)
    #expect(outcome.output == "")
    #expect(outcome.errors.lines.count == 1 && outcome.errors.hasPrefix("tickline: "))
    #expect(mistake.words.allSatisfy { outcome.errors.contains($0) }, "\(outcome.errors)")
    #expect(outcome.errors.lines.last?.last == ".")
    #expect(!folder.has("audit.log"))
  }

  @Test func `an unknown subcommand is wrong usage`() throws {
    let outcome = try Command.run("walk", in: folder)
    #expect(outcome.status == 64 && outcome.output == "" && outcome.errors.contains("'walk'"))
  }

  @Test func `numbers may be written with exponents`() throws {
    let plain = try Command.run("run", "--seed", "1", "--entry", "150", "--exit", "200", in: folder)
    let exponents = try Command.run("run", "--seed", "1", "--entry", "1.5e2", "--exit", "2E+2", in: folder)
    #expect(plain.output == exponents.output)
  }

  @Test func `symbols may be named in several options`() throws {
    let options = ["run", "--seed", "42", "--ticks", "100", "--symbols"]
    let together = try Command.run(options + ["AAPL,MSFT"], in: folder)
    #expect(try Command.run(options + ["AAPL", "--symbols", "MSFT,AAPL"], in: folder).output == together.output)
  }

  @Test func `a symbol named twice counts once`() throws {
    let outcome = try Command.run("run", "--symbols", "AAPL,AAPL", "--seed", "42", in: folder)
    #expect(try outcome.output == Command.run("run", "--seed", "42", in: folder).output)
  }
}
