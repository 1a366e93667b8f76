import Testing
import TicklineFeeds
import TicklineMarkets

/// A valid file, and the same with most of its lines spoiled.
@Suite struct MutationTests {
  private static let symbols = ["AAPL", "GOOG", "MSFT", "AMZN"]

  private func good(_ kind: TextFeed, _ number: Int, _ random: inout SplitMix64) -> [UInt8] {
    let time = 1_700_000_000_000_000_000 + number
    let symbol = Self.symbols[number % 4]
    let price = "\(Int.random(in: 100...300, using: &random)).\(Int.random(in: 10...99, using: &random))"
    return switch kind {
    case .csv: Array("\(time),\(symbol),\(price),\(number)".utf8)
    case .jsonLines: Array("{\"ts_ns\":\(time),\"symbol\":\"\(symbol)\",\"price\":\(price),\"volume\":\(number)}".utf8)
    }
  }

  private func events(_ kind: TextFeed, _ rows: [[UInt8]]) throws -> [MarketEvent] {
    switch kind {
    case .csv: try read(csv: Array("ts_ns,symbol,price,volume\n".utf8) + rows.joined(separator: [0x0A])).events
    case .jsonLines: try read(jsonLines: Array(rows.joined(separator: [0x0A]))).events
    }
  }

  @Test(arguments: TextFeed.allCases, SplitMix64.seeds)
  func `thousands of spoiled lines leave the others and the line numbers alone`(kind: TextFeed, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let rows = (0..<2_000).map { good(kind, $0, &random) }
    var spoiled = rows
    var isTouched = [Bool](repeating: false, count: rows.count)
    for index in 4..<rows.count where Int.random(in: 0..<3, using: &random) > 0 {
      RandomRow.spoil(&spoiled[index], &random)
      if Int.random(in: 0..<8, using: &random) == 0 {
        spoiled[index].insert(0x0A, at: Int.random(in: 0...spoiled[index].count, using: &random))
      }
      isTouched[index] = true
    }

    let before = try events(kind, rows)
    let after = try events(kind, spoiled)
    #expect(before.count == rows.count)
    #expect(zip(after, after.dropFirst()).allSatisfy { $0.origin.position < $1.origin.position })

    let byLine = Dictionary(uniqueKeysWithValues: after.map { ($0.origin.position, $0) })
    var line: Int64 = before[0].origin.position
    for index in rows.indices {
      if !isTouched[index] {
        guard case .trade(var trade) = before[index] else {
          Issue.record("A good row is a trade.")
          return
        }
        trade.origin.position = line
        #expect(byLine[line] == .trade(trade))
      }
      line += Int64(spoiled[index].count { $0 == 0x0A }) + 1
    }
    #expect(after.allSatisfy { $0.origin.position < line })
  }

  @Test(arguments: TextFeed.allCases, SplitMix64.seeds)
  func `a file that is spoiled anywhere is read or refused with a sentence`(kind: TextFeed, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<100 {
      let rows = (0..<4).map { good(kind, $0, &random) }
      var bytes = Array((kind == .csv ? "ts_ns,symbol,price,volume\n" : "").utf8) + rows.joined(separator: [0x0A])
      for _ in 0..<Int.random(in: 1...6, using: &random) { RandomRow.spoil(&bytes, &random) }
      try withFile(bytes) { path in
        do {
          _ = try read(kind.feed(path))
        } catch let error as FeedError {
          #expect(error.code == .unusableContent)
          #expect(error.description.hasPrefix(path))
        }
      }
    }
  }
}
