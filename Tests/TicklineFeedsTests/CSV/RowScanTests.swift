import CTicklineFeeds
import Testing

/// The scan of rows by wide vectors against the same scan by the instructions that any processor has.
@Suite struct RowScanTests {
  /// A scan of some bytes from one place on, and what it found.
  private struct Scan: Equatable {
    var position: row_scan
    var rows: [row]

    static func == (one: Scan, other: Scan) -> Bool {
      one.position.offset == other.position.offset && one.position.line == other.position.line
        && one.rows.map(describe) == other.rows.map(describe)
    }

    static func describe(_ row: row) -> String {
      let text = row.price_text & (row.price_length < 8 ? (1 << (UInt64(row.price_length) * 8)) - 1 : .max)
      return "\(row.time) \(row.price) \(row.size) \(text) \(row.offset) \(row.line) \(row.instrument) "
        + "\(row.price_start) \(row.price_length) \(row.allows_negative)"
    }
  }

  private typealias Function = (
    UnsafeMutablePointer<row_scan>?, UnsafeMutablePointer<row>?, Int, UnsafePointer<UInt8>?, Int,
    UnsafePointer<row_shape>?, UnsafePointer<row_symbols>?, UnsafeMutablePointer<row_template>?
  ) -> Int

  /// Scans lines to their end, behind each row of another shape again, with room for a few rows at a time.
  private func scans(
    of bytes: [UInt8], _ shape: row_shape, _ places: inout [row_symbol], _ function: Function
  ) -> [Scan] {
    let bits = UInt32(places.count.trailingZeroBitCount)
    var templates = [row_template](repeating: row_template(), count: Int(row_templates))
    var rows = [row](repeating: row(), count: 7)
    var (shape, position, scans) = (shape, row_scan(), [Scan]())
    let padded = bytes + [UInt8](repeating: 0x2C, count: Int(row_slack))
    unsafe places.withUnsafeMutableBufferPointer { places in
      var symbols = unsafe row_symbols(places: places.baseAddress, count: places.count, shift: 64 - bits)
      while position.offset < bytes.count {
        let before = position.offset
        let count = unsafe function(
          &position, &rows, rows.count, padded, bytes.count, &shape, &symbols, &templates)
        scans.append(Scan(position: position, rows: Array(rows.prefix(count))))
        guard position.offset == before else { continue }
        position.offset = (bytes[before...].firstIndex(of: 0x0A) ?? bytes.count - 1) + 1
        position.line += 1
      }
    }
    return scans
  }

  /// A table of the symbols that random rows have, of which every second one is wanted.
  private func symbols(_ names: [String]) -> [row_symbol] {
    var places = [row_symbol](repeating: row_symbol(), count: 64)
    for (index, name) in names.enumerated() where name.utf8.count <= 8 {
      let bytes = name.utf8.reversed().reduce(0) { $0 << 8 | UInt64($1) }
      var place = Int((bytes &* 0x9E37_79B9_7F4A_7C15) >> 58)
      while places[place].bytes != 0 && places[place].bytes != bytes { place = (place + 1) % 64 }
      places[place] = row_symbol(
        bytes: bytes, instrument: Int32(index), is_wanted: index % 2 == 0, allows_negative: index % 4 == 0)
    }
    return places
  }

  private func shape(hasCarriageReturns: Bool) -> row_shape {
    row_shape(
      column_count: 4, time_column: 0, symbol_column: 1, price_column: 2, size_column: 3, time_digits: 19, time_unit: 1,
      separator: 0x2C, has_carriage_returns: hasCarriageReturns)
  }

  /// Rows that are mostly of the usual shape, some of which were spoilt.
  private func rows(_ count: Int, _ names: [String], end: String, _ random: inout SplitMix64) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<count {
      let whole = digits(1...9, &random)
      let fraction = digits(0...9, &random)
      let point = fraction.isEmpty ? "" : "."
      let sign = Int.random(in: 0..<4, using: &random) == 0 ? "-" : ""
      let size = Int.random(in: 0..<100_000, using: &random)
      let time = 1_700_000_000_000_000_000 + Int.random(in: 0..<1_000_000_000, using: &random)
      var row = Array(
        "\(time),\(names.randomElement(using: &random)!),\(sign)\(whole)\(point)\(fraction),\(size)\(end)".utf8)
      if Int.random(in: 0..<20, using: &random) == 0 { RandomRow.spoil(&row, &random) }
      bytes += row + [0x0A]
    }
    return bytes
  }

  private func digits(_ count: ClosedRange<Int>, _ random: inout SplitMix64) -> String {
    String((0..<Int.random(in: count, using: &random)).map { _ in "0123456789".randomElement(using: &random)! })
  }

  @Test(arguments: SplitMix64.seeds)
  func `wide vectors find the rows and the values that plain instructions find`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let names = ["AAPL", "A", "BRK.B", "7203", "12345678", "X-Y", "LONGERTHANEIGHT"]
    for end in ["", "\r"] {
      let bytes = rows(2_000, names, end: end, &random)
      let shape = shape(hasCarriageReturns: end == "\r")
      var places = symbols(names)
      let wide = unsafe scans(of: bytes, shape, &places) { unsafe row_scan($0, $1, $2, $3, $4, $5, $6, $7) }
      let plain = unsafe scans(of: bytes, shape, &places) { unsafe row_scan_portably($0, $1, $2, $3, $4, $5, $6, $7) }
      #expect(wide == plain, "seed \(seed)")
      #expect(plain.reduce(0) { $0 + $1.rows.count } > 300, "seed \(seed)")
    }
  }

  @Test func `the values of a row are those of its text`() throws {
    let rows = [
      ("1700000000000000001,A,149.20,100", 149_200_000_000, 100_000_000_000),
      ("1700000000000000001,A,-0.000000001,0", -1, 0),
      ("1700000000000000001,A,999999999.999999999,9.000000001", 999_999_999_999_999_999, 9_000_000_001),
      ("1700000000000000001,A,7.,1.5", 7_000_000_000, 1_500_000_000),
      ("1700000000000000001,A,12345678,1", 12_345_678_000_000_000, 1_000_000_000),
      ("1700000000000000001,A,1234.5678,12345.678", 1_234_567_800_000, 12_345_678_000_000),
    ]
    for (text, price, size) in rows {
      var places = symbols(["A"])
      let found = unsafe scans(of: Array((text + "\n").utf8), shape(hasCarriageReturns: false), &places) {
        unsafe row_scan($0, $1, $2, $3, $4, $5, $6, $7)
      }
      let row = try #require(found.first?.rows.first, "\(text)")
      #expect(row.time == 1_700_000_000_000_000_001 && row.price == price && row.size == size, "\(text)")
      #expect(Int(row.price_length) == text.split(separator: ",")[2].utf8.count, "\(text)")
    }
  }
}
