import Foundation
import Testing

@Suite struct BadInputTests {
  /// An input that can't be used: the source, the exit code, and what the sentence must name.
  struct BadInput: Sendable, CustomTestStringConvertible {
    let source: String
    let status: Int32
    let words: [String]
    var options: [String] = []
    var testDescription: String { ([source] + options).joined(separator: " ") }
  }

  private static let missing = ["can't be opened", "no such file", "check the path"]
  private static let inputs = [
    BadInput(source: "csv:none.csv", status: 66, words: ["none.csv"] + missing),
    BadInput(source: "none.csv", status: 66, words: ["none.csv"] + missing),
    BadInput(source: "none.csv", status: 66, words: ["none.csv"] + missing, options: ["--ticks", "0"]),
    BadInput(source: "jsonl:none.jsonl", status: 66, words: ["none.jsonl"] + missing),
    BadInput(source: "csv:folder/none.csv", status: 66, words: ["folder/none.csv"] + missing),
    BadInput(source: "dangling", status: 66, words: ["dangling"] + missing),
    BadInput(source: "csv:plain.csv/x", status: 66, words: ["plain.csv/x"]),
    BadInput(source: "folder", status: 66, words: ["folder is a directory without a file in it"]),
    BadInput(source: "csv:folder", status: 66, words: ["folder is a directory without a file in it"]),
    BadInput(source: "jsonl:folder", status: 66, words: ["folder is a directory without a file in it"]),
    BadInput(
      source: "csv:other.csv", status: 65, words: ["other.csv, line 1", "no column is called price", "--columns"]),
    BadInput(source: "other.csv", status: 65, words: ["other.csv, line 1", "no column is called price", "--columns"]),
    BadInput(source: "nosymbol.csv", status: 65, words: ["nosymbol.csv, line 1", "called symbol", "--symbols"]),
    BadInput(
      source: "plain.csv", status: 65, words: ["plain.csv, line 1", "no column 'last'", "symbol, price", "--columns"],
      options: ["--columns", "price=last"]),
    BadInput(
      source: "plain.csv", status: 65, words: ["plain.csv, line 1", "there are 2 columns", "number 9", "--columns"],
      options: ["--columns", "price=9"]),
    BadInput(
      source: "plain.csv", status: 64,
      words: ["plain.csv, line 1", "the symbol and for the price", "name two columns"],
      options: ["--columns", "price=2,symbol=price"]),
    BadInput(
      source: "plain.csv", status: 65, words: ["plain.csv, line 1", "'symbol' for the price", "--columns symbol=NAME"],
      options: ["--columns", "price=symbol"]),
    BadInput(source: "array.json", status: 65, words: ["array.json, line 1", "one array of JSON", "jq -c"]),
    BadInput(
      source: "two\nlines \u{1B}[31m\u{202E}", status: 66, words: ["two\\u{A}lines \\u{1B}[31m\\u{202E}"] + missing),
    BadInput(source: "ticks.csv.gz", status: 65, words: ["ticks.csv.gz is compressed", "zcat"]),
    BadInput(source: "csv:long", status: 65, words: ["long, line 1", "is longer than"]),
    BadInput(source: "/dev/zero", status: 65, words: ["/dev/zero, line 1", "is longer than"]),
  ]

  private let folder: Folder

  init() throws {
    folder = try Folder()
    try FileManager.default.createDirectory(atPath: folder.path("folder"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: folder.path("dangling"), withDestinationPath: "nowhere")
    try folder.file("plain.csv", "symbol,price\nAAPL,149\n")
    try folder.file("other.csv", "a,b,c\n1,2,3\n")
    try folder.file("array.json", " [\n {\"symbol\":\"AAPL\",\"price\":1}]\n")
    try folder.file("nosymbol.csv", "time,price\n1700000000,149\n")
    try folder.file("long", String(repeating: "x", count: 600_000))
    try folder.file("ticks.csv.gz", Data([0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3, 0x2B, 0x0A]))
  }

  @Test(arguments: inputs)
  func `an input that can't be used is told in one line, and nothing else happens`(input: BadInput) throws {
    try folder.file("audit.log", "what was there\n")
    let arguments = ["run", "--source", input.source, "--audit", "audit.log"] + input.options
    let outcome = try Command.run(arguments, in: folder)
    #expect(outcome.status == input.status)
    #expect(outcome.output == "")
    #expect(outcome.errors.lines.count == 1 && outcome.errors.hasPrefix("tickline: "), "\(outcome.errors)")
    #expect(input.words.allSatisfy { outcome.errors.contains($0) }, "\(outcome.errors)")
    #expect(folder.text("audit.log") == "what was there\n")
  }

  @Test(arguments: inputs.prefix(1))
  func `no audit log is made for an input that can't be read`(input: BadInput) throws {
    _ = try Command.run("run", "--source", input.source, "--audit", "audit.log", in: folder)
    #expect(!folder.has("audit.log"))
  }

  @Test func `a file without the right to read it is told so`() throws {
    try folder.file("secret.csv", "symbol,price\nAAPL,149\n")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: folder.path("secret.csv"))
    try Outside.using {
      // The superuser reads everything, unless it gives that right away.
      let isSuperuser = getuid() == 0
      if isSuperuser { _ = try Outside.program("setpriv", in: folder) }
      let prefix = isSuperuser ? "setpriv --bounding-set -dac_override,-dac_read_search " : ""
      let outcome = try Command.shell(prefix + #""$0" run --source secret.csv"#, in: folder)
      #expect(outcome.status == 66 && outcome.output == "")
      #expect(
        outcome.errors == "tickline: secret.csv can't be opened: permission denied; you need the right to read it.\n")
    }
  }

  @Test func `a file that can't be read from is told so`() throws {
    guard FileManager.default.fileExists(atPath: "/proc/self/mem") else {
      return print("SKIPPED a file that can't be read from is told so: there is no /proc.")
    }
    let outcome = try Command.run("run", "--source", "/proc/self/mem", in: folder)
    #expect(outcome.status == 74 && outcome.output == "")
    #expect(outcome.errors.lines.count == 1 && outcome.errors.contains("Reading /proc/self/mem failed"))
  }
}
