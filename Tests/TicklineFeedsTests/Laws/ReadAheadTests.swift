import Generators
import Testing
import TicklineFeeds
import TicklineMarkets

/// Files that are large enough to be read, and scanned, ahead by a second thread. `read(csv:)` compares their events with
/// those of the exact reader, row by row, and blocks with single events.
@Suite("Large files, read ahead") struct ReadAheadTests {
  private let header = Array("ts_ns,symbol,price,volume\n".utf8)

  /// Rows of the usual shape, `count` bytes of them or a little more, in which one of `rarity` is replaced.
  private func rows(_ count: Int, rarity: Int, seed: UInt64, replacing make: (inout SplitMix64, Int) -> [UInt8])
    -> [UInt8]
  {
    var random = SplitMix64(seed: seed)
    var bytes = header
    bytes.reserveCapacity(count + 1024)
    var (time, line) = (1_700_000_000_000_000_000, 1)
    while bytes.count < count {
      line += 1
      time += Int(random.next() % 1_000_000)
      if random.next() % UInt64(rarity) == 0 {
        bytes += make(&random, line) + [0x0A]
        continue
      }
      let (symbol, cents) = (["AAPL", "MSFT", "GOOG"][Int(random.next() % 3)], Int(random.next() % 30_000) - 3_000)
      let sign = cents < 0 ? "-" : ""
      let (whole, rest) = (cents.magnitude / 100, cents.magnitude % 100)
      bytes += "\(time),\(symbol),\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest),\(random.next() % 1_000)\n".utf8
    }
    return bytes
  }

  @Test(arguments: SplitMix64.seeds)
  func `dirty rows here and there change nothing about the others`(seed: UInt64) throws {
    let bytes = rows(2_500_000, rarity: 300, seed: seed) { random, _ in RandomRow.any(&random) }
    let reading = try read(csv: bytes)
    #expect(reading.events.count > 60_000)
  }

  @Test func `symbols that are first seen late are read from their first row on`() throws {
    let bytes = rows(2_500_000, rarity: 500, seed: 1) { _, line in
      Array("1800000000000000000,NEW\(line % 97),5.00,1".utf8)
    }
    let reading = try read(csv: bytes)
    #expect(reading.session.instruments.count > 50)
  }

  @Test func `only the wanted symbol's events come, with their own line numbers`() throws {
    let bytes = rows(2_500_000, rarity: 1_000, seed: 2) { random, _ in RandomRow.any(&random) }
    let all = try withFile(bytes) { try read(CSVFeed(path: $0)) }.lines.filter { $0.contains(" MSFT ") }
    let wanted = try withFile(bytes) { try read(CSVFeed(path: $0), symbols: ["MSFT"]) }
    #expect(wanted.lines.filter { $0.contains(" MSFT ") } == all)
  }

  @Test(arguments: [262_000, 262_100, 262_144, 262_200, 300_000])
  func `long lines at the edges of pieces are one row each`(length: Int) throws {
    let bytes = rows(3_000_000, rarity: 9_000, seed: UInt64(length)) { _, line in
      Array("1800000000000000000,AAPL,5.00,".utf8) + [UInt8](repeating: UInt8(ascii: "7"), count: length)
    }
    _ = try read(csv: bytes)
  }

  @Test func `a change of the times' form in the middle is followed`() throws {
    var bytes = rows(1_500_000, rarity: 1_000_000, seed: 3) { random, _ in RandomRow.any(&random) }
    for n in 0..<60_000 { bytes += "\(1_700_000_001_000 + n),AAPL,5.25,1\n".utf8 }
    let reading = try read(csv: bytes)
    #expect(reading.remarks.count == 2)
  }

  @Test func `the last line may have no end, and lines may end with carriage returns`() throws {
    var bytes = rows(1_600_000, rarity: 1_000_000, seed: 4) { random, _ in RandomRow.any(&random) }
    bytes.removeLast()
    _ = try read(csv: bytes)
    _ = try read(csv: bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] })
  }

  @Test func `a generator that is dropped half-way ends the thread`() throws {
    let bytes = rows(4_000_000, rarity: 1_000_000, seed: 5) { random, _ in RandomRow.any(&random) }
    try withFile(bytes) { path in
      for count in [0, 1, 5_000, 30_000] {
        let events = CSVFeed(path: path).events(in: FeedSession())
        for _ in 0..<count { _ = try events.next() }
        try events.close()
      }
    }
  }
}
