import Foundation
import Synchronization
import Testing
import TicklineFeeds
import TicklineMarkets

/// The counts of pieces that an input comes in, for another thread to ask for.
private final class PieceCounts: Sendable {
  private let random: Mutex<SplitMix64>
  private let range: ClosedRange<Int>

  init(seed: UInt64, range: ClosedRange<Int>) {
    random = Mutex(SplitMix64(seed: seed))
    self.range = range
  }

  func next() -> Int { random.withLock { Int.random(in: range, using: &$0) } }
}

@Suite struct CutInputTests {
  private func check(_ kind: TextFeed, _ bytes: [UInt8], seed: UInt64, pieces: ClosedRange<Int>) throws {
    let whole = try withFile(bytes) { try read(kind.feed($0)) }
    let counts = PieceCounts(seed: seed, range: pieces)
    let cut = try withPipe(bytes, pieces: { counts.next() }) { try read(kind.feed($0)) }
    #expect(!whole.events.isEmpty)
    #expect(cut.events == whole.events)
    #expect(cut.remarks.count == whole.remarks.count)
  }

  @Test(arguments: SplitMix64.seeds)
  func `CSV that comes in pieces gives the same events`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let rows = (0..<300).map { _ in RandomRow.any(&random) }
    let bytes = Array("ts_ns,symbol,price,volume\n".utf8) + rows.joined(separator: [0x0A])
    try check(.csv, bytes, seed: seed, pieces: 1...200)
  }

  @Test(arguments: TextFeed.allCases)
  func `input that comes byte by byte gives the same events`(kind: TextFeed) throws {
    let text =
      switch kind {
      case .csv:
        "\u{FEFF}ts,symbol,price\r\n1700000000,A,1\r\n\r\n1700000001,\"A\",-2\r\nx,\u{1F642},1\r\n1,A\r\n1700000002,A,3"
      case .jsonLines:
        "\u{FEFF}{\"symbol\":\"A\",\"price\":1}\n\n{\"symbol\":\"\u{1F642}\",\"price\":-1}\r\n{\n{\"price\":\"1\"}"
      }
    try check(kind, Array(text.utf8), seed: 0, pieces: 1...1)
  }

  @Test(arguments: SplitMix64.seeds)
  func `JSON Lines that come in pieces give the same events`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let rows = (0..<300).map { "{\"symbol\":\"S\($0 % 7)\",\"price\":\(Int.random(in: -5...50, using: &random))}" }
    try check(.jsonLines, Array(rows.joined(separator: "\n").utf8), seed: seed, pieces: 1...200)
  }

  @Test(arguments: SplitMix64.seeds)
  func `rows around the longest give the same events however the input is cut`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var text = "symbol,price,note\n"
    for count in [10, 262_134, 262_140, 262_145, 200_000, 300_000, 10, 500_000, 262_139, 3, 700_000] {
      let note = String(repeating: "x", count: count + Int.random(in: 0...4, using: &random))
      text += "A,1,\nA,2,\(note)\n"
    }
    try check(.csv, Array(text.utf8), seed: seed, pieces: 1_000...100_000)
  }
}
