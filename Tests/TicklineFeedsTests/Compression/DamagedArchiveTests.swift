import Foundation
import Generators
import Testing
import TicklineFeeds
import TicklineMarkets

/// Compressed files that are cut off or spoiled: what is intact comes, and then the place.
@Suite struct DamagedArchiveTests {
  private static let rowCount = 40_000

  /// Rows that do not pack well, so that a cut is felt soon.
  private static let text: [UInt8] = {
    var random = SplitMix64(seed: 11)
    var text = "ts_ns,symbol,price,volume\n"
    for row in 0..<rowCount {
      text +=
        "\(1_700_000_000_000_000_000 + row),S\(random.next() % 9),\(random.next() % 100_000 + 1).25,\(random.next() % 10_000)\n"
    }
    return Array(text.utf8)
  }()

  private static let whole = Result { try withFile(text) { try read(CSVFeed(path: $0)).events } }

  /// The events up to the end, and the error that it came with.
  private func readUntilFailure(_ path: String) throws -> (events: [MarketEvent], error: FeedError?) {
    let generator = CSVFeed(path: path).events(in: FeedSession())
    var events: [MarketEvent] = []
    do {
      while let event = try generator.next() { events.append(event) }
      return (events, nil)
    } catch let error as FeedError {
      return (events, error)
    }
  }

  @Test(arguments: SplitMix64.seeds)
  func `of a gzip file that is cut off every intact row is read`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let whole = try Self.whole.get()
    let packed = Packing.gzip.packed(Self.text)
    for _ in 0..<6 {
      let cut = Array(packed.prefix(Int.random(in: 20..<packed.count - 8, using: &random)))
      let intact = intactPart(ofGzip: cut, capacity: Self.text.count)
      let lineCount = intact.count { $0 == 0x0A }
      let (events, error) = try withFile(cut) { try readUntilFailure($0) }
      #expect(lineCount == 0 || events == Array(whole.prefix(lineCount - 1)))
      guard lineCount > 0 else { continue }
      #expect(error?.code == .readFailed)
      let description = try #require(error?.description)
      #expect(
        description.contains(
          "after \(intact.count) unpacked bytes, in line \(lineCount + 1): the gzip data end too early"),
        "\(description)")
    }
  }

  @Test(arguments: [Packing.zstd, .xz, .bzip2, .zip], SplitMix64.seeds)
  func `of any file that is cut off the rows come up to the cut`(packing: Packing, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let whole = try Self.whole.get()
    let packed = packing.packed(Self.text)
    for _ in 0..<4 {
      let share = Double.random(in: 0.5..<0.95, using: &random)
      let (events, error) = try withFile(Array(packed.prefix(Int(share * Double(packed.count))))) {
        try readUntilFailure($0)
      }
      #expect(error?.code == .readFailed && error?.description.contains("the \(packing.name) data") == true)
      #expect(events == Array(whole.prefix(events.count)))
      // The blocks of zstd hold 128 KiB, those of bzip2 at its first level 100 kB.
      #expect(Double(events.count) > share * Double(Self.rowCount) - 12_000)
    }
  }

  @Test(arguments: Packing.allCases, SplitMix64.seeds)
  func `a byte that is wrong is noticed, and no row before it is lost`(packing: Packing, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let whole = try Self.whole.get()
    let packed = packing.packed(Self.text)
    for _ in 0..<4 {
      var spoiled = packed
      let place = Int.random(in: packed.count / 2..<packed.count * 3 / 4, using: &random)
      spoiled[place] ^= UInt8.random(in: 1...255, using: &random)
      let (events, error) = try withFile(spoiled) { try readUntilFailure($0) }
      #expect(packing == .zstd || error?.code == .readFailed, "zstd has a checksum only where it is asked for.")
      let sameCount = zip(events, whole).prefix { $0 == $1 }.count
      #expect(sameCount > Self.rowCount / 2 - 12_000)
    }
  }

  @Test(arguments: Packing.allCases)
  func `what can't be used because it is damaged is called damaged`(packing: Packing) throws {
    // No column is called price, as where damage has changed the header.
    let packed = packing.packed(Array("a,b,c,d\n".utf8) + Self.text)
    let intact = try withFile(packed) { try readUntilFailure($0) }
    #expect(intact.events == [] && intact.error?.code == .unusableContent)
    #expect(intact.error?.description.contains("no column is called price") == true)
    let cut = try withFile(Array(packed.prefix(packed.count * 3 / 4))) { try readUntilFailure($0) }
    #expect(cut.events == [] && cut.error?.code == .readFailed)
    #expect(cut.error?.description.contains("the \(packing.name) data") == true)
  }

  @Test(arguments: [Packing.gzip, .xz, .bzip2], SplitMix64.seeds)
  func `a byte that is wrong near the header is noticed`(packing: Packing, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let packed = packing.packed(Array(Self.text.prefix(20_000)))
    for _ in 0..<20 {
      var spoiled = packed
      spoiled[Int.random(in: 20..<packed.count / 2, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
      let error = try withFile(spoiled) { try readUntilFailure($0).error }
      #expect(error?.code == .readFailed, "\(error?.description ?? "no error")")
    }
  }

  @Test func `a wrong checksum is noticed at the end of all rows`() throws {
    var packed = Packing.gzip.packed(Self.text)
    packed[packed.count - 8] ^= 1
    let (events, error) = try withFile(packed) { try readUntilFailure($0) }
    #expect(try events == Self.whole.get())
    #expect(error?.code == .readFailed && error?.description.contains("incorrect data check") == true)
  }

  @Test(arguments: Packing.allCases)
  func `bytes that only begin as a compressed file are refused with a sentence`(packing: Packing) throws {
    let start = Array(packing.packed(Array("symbol,price\nA,1\n".utf8)).prefix(6))
    for filler in [UInt8(0x55), UInt8(ascii: "\n")] {
      try withFile(start + [UInt8](repeating: filler, count: 100_000)) { path in
        let (events, error) = try readUntilFailure(path)
        #expect(events == [] && error?.code == .readFailed)
        #expect(error?.description.hasPrefix("Reading \(path) failed after ") == true)
      }
    }
  }
}
