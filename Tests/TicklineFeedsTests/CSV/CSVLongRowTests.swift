import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct CSVLongRowTests {
  /// The longest line that is read.
  static let longest = 256 * 1024

  @Test(arguments: [50, 63, 64, 65, 127, 128, 129, 500, 2_000, 2_047, 2_048, 2_049, 2_112, 2_113, 5_000, 100_000])
  func `a row may be long`(noteCount: Int) throws {
    let note = String(repeating: "n", count: noteCount)
    for row in ["A,\(note),2", "\(note.prefix(60)),\(note),2"] {
      let symbol = row.prefix { $0 != "," }
      let reading = try read(csv: "symbol,note,price\nA,,1\n\(row)\n\(row)\nA,,3\n")
      #expect(reading.lines == ["2 A 1.00 x 1", "3 \(symbol) 2.00 x 1", "4 \(symbol) 2.00 x 1", "5 A 3.00 x 1"])
    }
  }

  @Test func `a row of 10 MB in the middle is corrupt, and the line numbers go on`() throws {
    let long = "A,2," + String(repeating: "x", count: 10_000_000)
    let reading = try read(csv: "symbol,price,note\nA,1,\n\(long)\nA,3,\n")
    #expect(
      reading.lines == ["2 A 1.00 x 1", "3 ? rowTooLong(A,2,\(String(repeating: "x", count: 32))…)", "4 A 3.00 x 1"])
  }

  @Test func `a row of 10 MB at the end is corrupt, with and without an end`() throws {
    let long = String(repeating: "x", count: 10_000_000)
    for end in ["", "\n"] {
      let reading = try read(csv: "symbol,price\nA,1\n\(long)\(end)")
      #expect(reading.lines == ["2 A 1.00 x 1", "3 ? rowTooLong(\(String(repeating: "x", count: 36))…)"])
    }
  }

  @Test(arguments: [0, 1, 100, 200, 262])
  func `the longest row is the same wherever it lies`(fillerCount: Int) throws {
    let filler = String(repeating: "A,1,\(String(repeating: "x", count: 995))\n", count: fillerCount)
    for (count, isRead) in [(Self.longest, true), (Self.longest + 1, false)] {
      let row = "A,2," + String(repeating: "x", count: count - 4)
      for end in ["", "\n"] {
        let reading = try read(csv: "symbol,price,note\n\(filler)A,1,\n\(row)\(end)")
        let line = try #require(reading.lines.last)
        #expect(line.contains(isRead ? "A 2.00 x 1" : "? rowTooLong("), "\(count)")
        #expect(line.hasPrefix("\(fillerCount + 3) "))
      }
    }
  }

  @Test(arguments: [0, 10, 100, 1_000, 2_000])
  func `a short row at the end of a full buffer is read within it`(restCount: Int) throws {
    // A longest row keeps the buffer from being emptied before it is full; the last whole row, which has too few fields,
    // lies `restCount` bytes before the buffer's end, and no byte behind it ends a field.
    let head = "symbol,price\nA,1\nA," + String(repeating: "x", count: Self.longest - 2) + "\n"
    let fillCount = 2 * Self.longest - restCount - head.utf8.count - 4
    let fill = "A," + String(repeating: "0", count: fillCount - 4) + "1\n"
    let reading = try read(csv: head + fill + "A,1\nA\n" + String(repeating: "y", count: 3_000) + "\nA,2")
    let cut = String(repeating: "y", count: 36)
    #expect(
      reading.lines.suffix(4) == ["5 A 1.00 x 1", "6 A fieldCount(A)", "7 ? fieldCount(\(cut)…)", "8 A 2.00 x 1"])
  }
}
