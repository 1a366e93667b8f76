import Foundation
import Generators
import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct ZipArchiveTests {
  private static let files: [(name: String, bytes: [UInt8])] = [
    ("monday.csv", Array("symbol,price\nA,1\nA,2".utf8)), ("empty.csv", []),
    ("week/tuesday.csv", Array("price;symbol;size\r\n3;B;7\r\nx;B;1\r\n".utf8)),
    ("__MACOSX/monday.csv", [0, 5, 22, 7]),
  ]

  @Test func `each file in an archive has a header, line numbers and a name of its own`() throws {
    try withFile(zipArchive(Self.files)) { path in
      for feed in [CSVFeed(path: path), TicklineFeeds.TextFeed(path: path)] as [any Feed] {
        let reading = try read(feed)
        #expect(reading.lines == ["2 A 1.00 x 1", "3 A 2.00 x 1", "2 B 3.00 x 7", "3 B malformedPrice(x)"])
        let places = reading.events.map { reading.session.sources.text(of: $0.origin.place) }
        #expect(places[0] == "\(path)/monday.csv:2" && places[3] == "\(path)/week/tuesday.csv:3")
      }
    }
  }

  @Test func `an archive that comes through a pipe gives the same`() throws {
    let archive = zipArchive(Self.files)
    let reading = try withPipe(archive, pieces: { 7 }) { try read(CSVFeed(path: $0)) }
    #expect(reading.lines == ["2 A 1.00 x 1", "3 A 2.00 x 1", "2 B 3.00 x 7", "3 B malformedPrice(x)"])
  }

  @Test func `an archive without a file is said to be one`() throws {
    try withFile(zipArchive([])) { path in
      let error = try #require(throws: FeedError.self) { try read(CSVFeed(path: path)) }
      #expect(error == FeedError(.unusableContent, "\(path) is a zip archive without a file in it."))
    }
  }

  @Test func `rows of a second file are not taken for rows of the first's columns`() throws {
    // Both are large enough to be scanned ahead, the second with its columns in another order.
    let first = "symbol,price,a\n" + (1...60_000).map { "A,\($0),9\n" }.joined()
    let second = "a,price,symbol\n" + (1...60_000).map { "9,\($0),A\n" }.joined()
    let archive = zipArchive([("a", Array(first.utf8)), ("b", Array(second.utf8))])
    let reading = try withFile(archive) { try read(CSVFeed(path: $0)) }
    #expect(reading.events.count == 120_000)
    let prices = reading.events.map { event -> Price in
      guard case .trade(let trade) = event else { return 0 }
      return trade.price
    }
    #expect(Array(prices.prefix(60_000)) == Array(prices.suffix(60_000)) && prices[59_999] == 60_000)
  }

  @Test func `a folder and a pattern are their files in the order of names`() throws {
    try withTemporaryFolder { folder in
      for (name, price) in [("b.csv", 2), ("a.csv.gz", 1), ("c.txt", 3), (".hidden", 4)] {
        let text = Array("symbol,price\nA,\(price)\n".utf8)
        try Data(name.hasSuffix("gz") ? Packing.gzip.packed(text) : text).write(
          to: URL(fileURLWithPath: folder + "/" + name))
      }
      #expect(try read(CSVFeed(path: folder)).lines == ["2 A 1.00 x 1", "2 A 2.00 x 1", "2 A 3.00 x 1"])
      #expect(try read(CSVFeed(path: folder + "/*.csv*")).lines == ["2 A 1.00 x 1", "2 A 2.00 x 1"])
      let error = try #require(throws: FeedError.self) { try read(CSVFeed(path: folder + "/*.zip")) }
      #expect(error == FeedError(.noInput, "No file matches \(folder)/*.zip; check the pattern."))
    }
  }
}
