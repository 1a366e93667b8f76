import Foundation
import Testing

/// Libraries that are loaded when they are needed, on a machine that has them not.
@Suite struct MissingLibraryTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  #if os(Linux)
    /// Runs the command where a library can't be loaded: the first place that is looked at has an empty file.
    private func run(without library: String, _ arguments: String) throws -> Outcome {
      try folder.file(library, "")
      return try Command.shell("LD_LIBRARY_PATH=. exec \"$0\" \(arguments)", in: folder)
    }

    @Test func `without libpq a server can't be reached, and everything else works`() throws {
      try folder.file("ticks.csv", Ticks.csv(3))
      let outcome = try run(without: "libpq.so.5", "run --source postgres://me@localhost/market")
      #expect(outcome.status == 69 && outcome.output.isEmpty)
      #expect(outcome.errors.contains("PostgreSQL's client library is not installed"), "\(outcome.errors)")
      #expect(try run(without: "libpq.so.5", "run --source ticks.csv").status == 0)
    }

    @Test func `without libarchive a zip archive can't be read, and everything else works`() throws {
      try Data([0x50, 0x4B, 3, 4, 0, 0, 0, 0]).write(to: folder.url.appendingPathComponent("ticks.zip"))
      try folder.file("ticks.csv", Ticks.csv(3))
      let outcome = try run(without: "libarchive.so.13", "run --source csv:ticks.zip")
      #expect(outcome.status == 74)
      #expect(outcome.errors.contains("the zip data can't be read: libarchive is not installed"), "\(outcome.errors)")
      #expect(try run(without: "libarchive.so.13", "run --source ticks.csv").status == 0)
    }
  #endif
}
