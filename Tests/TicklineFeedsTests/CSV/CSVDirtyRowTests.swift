import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct CSVDirtyRowTests {
  /// What comes of a row of these bytes between two good ones.
  private func line(_ row: [UInt8]) throws -> String {
    let reading = try read(csv: Array("symbol,price,size\nA,1,2\n".utf8) + row + Array("\nA,3,4\n".utf8))
    #expect(reading.lines.count == 3)
    #expect(reading.lines.first == "2 A 1.00 x 2")
    #expect(reading.lines.last == "4 A 3.00 x 4")
    return reading.lines[1]
  }

  @Test func `zero bytes make a row corrupt`() throws {
    #expect(try line(Array("A,1\0,2".utf8)) == "3 A malformedPrice(1\\u{0})")
    #expect(try line(Array("A,1,2\0".utf8)) == "3 A malformedSize(2\\u{0})")
    #expect(try line(Array("A\0,1,2".utf8)) == "3 ? unreadableSymbol(A\\u{0})")
    #expect(try line([0]) == "3 ? fieldCount(\\u{0})")
    #expect(try line([UInt8](repeating: 0, count: 10_000)).hasPrefix("3 ? fieldCount(\\u{0}"))
  }

  @Test(arguments: UInt8.min...UInt8.max)
  func `any byte that is no digit makes a number corrupt`(byte: UInt8) throws {
    guard byte != UInt8(ascii: "\n"), byte != UInt8(ascii: ","), byte != UInt8(ascii: ".") else { return }
    let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    let isExponent = byte | 0x20 == UInt8(ascii: "e")
    let row = Array("A,1".utf8) + [byte] + Array("1,2\nA,1,1".utf8) + [byte] + Array("1".utf8)
    let lines = try read(csv: Array("symbol,price,size\nA,1,2\n".utf8) + row).lines
    #expect(lines.count == 3)
    #expect(lines[1].contains(isDigit || isExponent ? " x 2" : "malformedPrice"), "\(lines)")
    #expect(lines[2].contains(isDigit || isExponent ? "1.00 x 1" : "malformedSize"), "\(lines)")
  }

  @Test func `bytes that are not UTF-8 make a row corrupt`() throws {
    #expect(try line(Array("A,1".utf8) + [0xFF] + Array(",2".utf8)) == "3 A malformedPrice(1\u{FFFD})")
    #expect(try line([0xFF, 0xFE, 0x41]).hasPrefix("3 ? fieldCount("))
  }

  @Test(arguments: SplitMix64.seeds)
  func `a file of any bytes ends without a crash`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let bytes = (0..<60_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    let reading = try read(csv: Array("ts,symbol,price,size\n".utf8) + bytes)
    let newlines = bytes.count { $0 == UInt8(ascii: "\n") }
    #expect(reading.events.allSatisfy { $0.origin.position <= newlines + 2 })
    #expect(zip(reading.events, reading.events.dropFirst()).allSatisfy { $0.origin.position < $1.origin.position })
  }
}
