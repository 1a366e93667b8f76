import Testing

@Suite struct SeedTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  @Test(arguments: [[], ["--walk"], ["--symbols", "MSFT,GOOG"], ["--on-corrupt", "hold"], ["--quiet"]])
  func `the same seed gives the same bytes`(options: [String]) throws {
    let arguments = ["run", "--seed", "7", "--ticks", "300"] + options
    let first = try Command.run(arguments, in: folder)
    let second = try Command.run(arguments, in: folder)
    #expect(first.status == 0 && first.output == second.output)
  }

  @Test func `the same seed gives the same JSON apart from the seconds`() throws {
    let arguments = ["run", "--seed", "18446744073709551615", "--ticks", "300", "--format", "json"]
    let first = try Command.run(arguments, in: folder)
    let second = try Command.run(arguments, in: folder)
    #expect(first.status == 0 && first.output.withoutSeconds == second.output.withoutSeconds)
  }

  @Test func `another seed gives other ticks`() throws {
    let first = try Command.run("run", "--seed", "1", in: folder)
    let second = try Command.run("run", "--seed", "2", in: folder)
    #expect(first.output != second.output)
  }

  @Test func `a seed that was drawn is printed and gives the same again`() throws {
    let drawn = try Command.run("run", in: folder)
    let seed = try #require(drawn.lines.last?.split(separator: "seed ").last?.dropLast())
    #expect(try Command.run("run", "--seed", String(seed), in: folder).output == drawn.output)
  }

  @Test func `a seed that was drawn is in the JSON summary`() throws {
    let drawn = try Command.run("run", "--format", "json", in: folder)
    let seed = try #require(try drawn.summary["seed"] as? UInt64)
    let again = try Command.run("run", "--seed", "\(seed)", "--format", "json", in: folder)
    #expect(again.output.withoutSeconds == drawn.output.withoutSeconds)
  }

  @Test func `two runs without a seed draw two`() throws {
    #expect(try Command.run("run", in: folder).output != Command.run("run", in: folder).output)
  }
}
