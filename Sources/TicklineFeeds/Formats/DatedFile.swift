internal import Generators
internal import TicklineMarkets

/// A file whose name tells the instrument and the day in New York that it is of.
struct DatedFile<Kind> {
  let path: String
  let symbol: String
  let kind: Kind
  let day: NewYorkDay
  /// The day as a number that sorts: 20131010.
  let date: Int

  /// Nil where the text is no day from 1987 on, as `20131010` or `2013-10-10`.
  init?(path: String, symbol: String, kind: Kind, date: some StringProtocol) {
    let digits = date.utf8.filter { $0 != UInt8(ascii: "-") }
    guard digits.count == 8, digits.count == date.utf8.count || date.utf8.count == 10,
      digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
      let number = Int(String(decoding: digits, as: UTF8.self)),
      let day = NewYorkDay(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    else { return nil }
    self.path = path
    self.symbol = symbol
    self.kind = kind
    self.day = day
    self.date = number
  }
}

extension Yielder where Output == EventBlock, Failure == any Error, Input == Void {
  /// Yields the blocks of files in the order of their days; several of one day are merged by time. A file is opened when its
  /// day comes.
  func callAsFunction<Kind>(
    daysOf files: [DatedFile<Kind>], _ blocks: (DatedFile<Kind>) -> Generator<EventBlock, any Error>
  ) throws {
    let days = Dictionary(grouping: files, by: \.date)
    for date in days.keys.sorted() {
      let generators = (days[date] ?? []).map(blocks)
      if generators.count == 1 {
        try self(from: generators[0])
      } else {
        try self(merging: generators)
      }
    }
  }
}

enum FileName {
  /// The last component of a path without the endings that say how it is packed or separated, in parts between underscores.
  static func parts(_ path: String) -> [Substring] {
    var name = path.split(separator: "/").last ?? ""
    while let dot = name.lastIndex(of: "."), endings.contains(name[name.index(after: dot)...].lowercased()) {
      name = name[..<dot]
    }
    return name.split(separator: "_", omittingEmptySubsequences: false)
  }

  private static let endings: Set<String> = ["csv", "zip", "gz", "zst", "xz", "bz2", "txt", "json", "jsonl"]
}
