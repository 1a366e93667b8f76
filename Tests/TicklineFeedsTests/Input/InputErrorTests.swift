import Foundation
import Testing
import TicklineFeeds
import TicklineMarkets

/// The feeds of text, by the way they read a file.
enum TextFeed: CaseIterable {
  case csv, jsonLines

  func feed(_ path: String) -> any Feed {
    switch self {
    case .csv: CSVFeed(path: path)
    case .jsonLines: JSONLinesFeed(path: path)
    }
  }
}

@Suite struct InputErrorTests {
  @Test(arguments: TextFeed.allCases)
  func `a file that is not there is said`(kind: TextFeed) throws {
    let error = try #require(throws: FeedError.self) { try read(kind.feed("/no/such/file")) }
    #expect(error == FeedError(.noInput, "/no/such/file can't be opened: there is no such file; check the path."))
  }

  @Test(arguments: TextFeed.allCases, ["", "no\0such", "/dev/null/x", String(repeating: "x", count: 5_000)])
  func `a path that can be none is said`(kind: TextFeed, path: String) throws {
    #expect(try #require(throws: FeedError.self) { try read(kind.feed(path)) }.code == .noInput)
  }

  @Test(arguments: TextFeed.allCases)
  func `a folder is said to be one`(kind: TextFeed) throws {
    try withTemporaryFolder { folder in
      let error = try #require(throws: FeedError.self) { try read(kind.feed(folder)) }
      #expect(
        error
          == FeedError(
            .noInput, "\(folder) is a directory without a file in it; name a file, or the directory that has them."))
    }
  }

  @Test func `a file that may not be read is said`() async {
    // A process of its own, since the superuser may read anything and is somebody else for a while here.
    await #expect(processExitsWith: .success) {
      try withFile(Array("symbol,price\n".utf8)) { path in
        #expect(unsafe chmod(path, 0) == 0)
        let user = geteuid()
        if user == 0 { #expect(seteuid(65_534) == 0) }
        defer { if user == 0 { seteuid(0) } }
        let error = try #require(throws: FeedError.self) { try read(CSVFeed(path: path)) }
        #expect(
          error == FeedError(.noInput, "\(path) can't be opened: permission denied; you need the right to read it."))
      }
    }
  }

  #if os(Linux)
    @Test(arguments: TextFeed.allCases)
    func `a file whose reading fails is said`(kind: TextFeed) throws {
      let error = try #require(throws: FeedError.self) { try read(kind.feed("/proc/self/mem")) }
      #expect(error.code == .readFailed)
      #expect(error.description.hasPrefix("Reading /proc/self/mem failed after 0 bytes, in line 1: "))
    }

    @Test func `an endless first line is no header`() throws {
      #expect(try #require(throws: FeedError.self) { try read(CSVFeed(path: "/dev/zero")) }.code == .unusableContent)
    }
  #endif
}
