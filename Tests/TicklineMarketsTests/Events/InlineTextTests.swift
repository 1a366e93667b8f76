import Testing
import TicklineMarkets

@Suite struct InlineTextTests {
  private func text(_ bytes: [UInt8]) -> String { InlineText(bytes.span).description }

  @Test(arguments: ["", "x", "-171.03", "a b", "日経 225", "🚀", String(repeating: "y", count: 39)])
  func `a short text is kept as it is`(text: String) {
    let inline = InlineText(text)
    #expect(inline.description == text)
    #expect(inline.count == text.utf8.count)
    #expect(inline.isEmpty == text.isEmpty)
    #expect(inline == InlineText(Array(text.utf8).span))
    #expect(written { inline.write(into: &$0) } == text)
  }

  @Test(arguments: 0...8)
  func `a word is a text of so many of its bytes`(count: Int) {
    let word = 0x3837_3635_3433_3231 as UInt64  // 1 to 8
    #expect(InlineText(visibleASCII: word, count: count) == InlineText(String("12345678".prefix(count))))
  }

  @Test(arguments: [
    (String(repeating: "y", count: 40), String(repeating: "y", count: 36) + "…"),
    (String(repeating: "y", count: 4_000), String(repeating: "y", count: 36) + "…"),
    (String(repeating: "日", count: 13), String(repeating: "日", count: 13)),
    (String(repeating: "日", count: 14), String(repeating: "日", count: 12) + "…"),
    (String(repeating: "y", count: 35) + "🚀🚀", String(repeating: "y", count: 35) + "…"),
    (String(repeating: "y", count: 35) + "🚀", String(repeating: "y", count: 35) + "🚀"),
    (String(repeating: "y", count: 36) + "🚀", String(repeating: "y", count: 36) + "…"),
    (String(repeating: "y", count: 35) + "\u{1B}", String(repeating: "y", count: 35) + "…"),
  ])
  func `a long text is cut between characters and marked`(long: String, short: String) {
    #expect(InlineText(long).description == short)
    #expect(text(Array(long.utf8)) == short)
  }

  @Test(arguments: [
    ("a\tb\n", #"a\u{9}b\u{A}"#), ("\u{1B}[31m", #"\u{1B}[31m"#), ("\u{0}", #"\u{0}"#), ("\u{7F}", #"\u{7F}"#),
    ("\u{85}", #"\u{85}"#), ("a\u{202E}b", #"a\u{202E}b"#), ("\u{2028}", #"\u{2028}"#),
  ])
  func `characters that do not print are spelled out`(raw: String, shown: String) {
    #expect(InlineText(raw).description == shown)
    #expect(text(Array(raw.utf8)) == shown)
  }

  @Test(
    arguments: [
      ([0xFF], "\u{FFFD}"), ([0x61, 0xC3], "a\u{FFFD}"), ([0x80, 0x61], "\u{FFFD}a"),
      ([0xED, 0xA0, 0x80, 0x61], "\u{FFFD}\u{FFFD}\u{FFFD}a"),
    ] as [([UInt8], String)])
  func `bytes that are not UTF-8 are replaced`(bytes: [UInt8], shown: String) {
    #expect(text(bytes) == shown)
  }

  @Test func `a literal makes a text, and equal texts are equal`() {
    let literal: InlineText = "row"
    #expect(literal == InlineText("row"))
    #expect(literal != InlineText("rows"))
    #expect(InlineText() == "")
    #expect(Set([literal, InlineText("row"), "other"]).count == 2)
  }

  @Test func `what was cut off leaves no trace`() {
    let start = String(repeating: "y", count: 30)
    #expect(InlineText(start + "\u{202E}zz").description == start + "…")
    #expect(InlineText(start + "\u{202E}zz") == InlineText(start + "\u{2066}zz"))
  }

  @Test(arguments: seeds)
  func `any bytes make a printable text that fits`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<1_000 {
      let bytes = randomBytes(&random)
      let inline = InlineText(bytes.span)
      #expect(inline.description == expected(bytes), "\(bytes)")
      #expect(inline.count <= InlineText.maximumCount)
      #expect(inline == InlineText(String(decoding: bytes, as: UTF8.self)), "\(bytes)")
    }
  }

  private func randomBytes(_ random: inout SplitMix64) -> [UInt8] {
    let pieces =
      ["a", "7", " ", "é", "日", "🚀", "\u{7}", "\u{202E}"].map { Array($0.utf8) } + [[0xFF], [0xE6, 0x97], [0xF0]]
    return (0..<Int.random(in: 0...45, using: &random)).flatMap { _ in
      Bool.random(using: &random) ? [0x78] : pieces.randomElement(using: &random)!
    }
  }

  /// The rule in words: spell out, and where that is too long, keep as many characters as leave room for the mark.
  private func expected(_ bytes: [UInt8]) -> String {
    let pieces = String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
      scalar == "\u{7}" ? #"\u{7}"# : scalar == "\u{202E}" ? #"\u{202E}"# : String(scalar)
    }
    let whole = pieces.joined()
    if whole.utf8.count <= 39 { return whole }
    return (0...pieces.count).map { pieces.prefix($0).joined() }.last { $0.utf8.count <= 36 }! + "…"
  }
}
