import Testing
import TicklineMarkets

@Suite struct InstrumentTableTests {
  private let table = InstrumentTable()

  private func id(_ bytes: [UInt8]) -> InstrumentID? { table.id(ofSymbol: bytes.span) }

  @Test func `instruments are numbered in the order of first sight`() {
    #expect(table.id(of: "MSFT") == InstrumentID(index: 0))
    #expect(table.id(of: "A-SYMBOL-OF-TWENTY-B") == InstrumentID(index: 1))
    #expect(table.id(of: "AAPL") == InstrumentID(index: 2))
    #expect(table.id(of: "MSFT") == InstrumentID(index: 0))
    #expect(table.symbols == ["MSFT", "A-SYMBOL-OF-TWENTY-B", "AAPL"])
    #expect(table.count == 3)
  }

  @Test(arguments: [
    "A", "AAPL", "BTCUSDTX", "BTC-USDTX", "日経", "日経225先物", String(repeating: "x", count: 64), "🚀", "BRK.B",
  ])
  func `all ways to a symbol lead to one id`(symbol: String) throws {
    let bytes = Array(symbol.utf8)
    let first = try #require(id(bytes))
    #expect(table.id(of: symbol) == first)
    if bytes.count <= 8 {
      #expect(table.id(packed: InstrumentTable.pack(bytes.span), length: bytes.count) == first)
    }
    #expect(table.count == 1)
    #expect(table[first].symbol == symbol)
  }

  @Test(arguments: [
    [], Array("A B".utf8), Array(" A".utf8), Array("A\u{0}".utf8), Array("A\u{0}B".utf8), [0], Array("\u{7F}".utf8),
    Array("A\n".utf8), Array("\u{85}".utf8), [0xFF], [0xC3], Array("日経".utf8.dropLast()), Array("a\u{202E}b".utf8),
    Array(repeating: 0x41, count: 65), Array("LONGER SYMBOL".utf8), Array("LONGERSYMBOL\u{1B}".utf8),
  ])
  func `what does not show is no symbol`(bytes: [UInt8]) {
    #expect(id(bytes) == nil)
    #expect(table.id(of: String(decoding: [0x20] + bytes, as: UTF8.self)) == .none)
    if bytes.count <= 8 {
      #expect(table.id(packed: InstrumentTable.pack(bytes.span), length: bytes.count) == .none)
    }
    #expect(table.count == 0)
  }

  @Test func `a zero byte is not taken for the end of a known symbol`() {
    #expect(id(Array("AB".utf8)) == InstrumentID(index: 0))
    #expect(id(Array("AB\u{0}".utf8)) == nil)
    #expect(table.id(packed: 0, length: 0) == .none)
  }

  @Test func `symbols are compared byte by byte`() {
    #expect(table.id(of: "caf\u{E9}-of-the-port") != table.id(of: "cafe\u{301}-of-the-port"))
    #expect(table.id(of: "\u{E9}") != table.id(of: "e\u{301}"))
    #expect(table.count == 4)
  }

  @Test(arguments: seeds)
  func `the table agrees with a dictionary`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var model: [[UInt8]: InstrumentID] = [:]
    for _ in 0..<5_000 {
      let count = Int.random(in: 1...11, using: &random)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0x41...0x43, using: &random) }
      let expected = model[bytes] ?? InstrumentID(index: Int32(model.count))
      model[bytes] = expected
      #expect(id(bytes) == expected, "\(bytes)")
    }
    #expect(table.count == model.count)
    #expect(model.allSatisfy { bytes, id in table[id].symbol.utf8.elementsEqual(bytes) })
  }

  @Test func `an instrument is changed in place`() {
    let id = table.id(of: "CL")
    table[id].allowsNegativePrices = true
    table[id].priceStep = 0.01
    #expect(table[id] == Instrument(symbol: "CL", priceStep: 0.01, allowsNegativePrices: true))
  }

  @Test func `packing puts the first byte lowest`() {
    let bytes = Array("AB".utf8)
    #expect(InstrumentTable.pack(bytes.span) == 0x4241)
  }
}
