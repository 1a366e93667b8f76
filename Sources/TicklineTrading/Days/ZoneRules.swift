/// How far a time zone is from UTC, at every moment. Read from the system's time zone files.
///
/// Source: RFC 9636 (TZif), version 2 and later; the rule behind the last change is that of POSIX, section 8.3.
struct ZoneRules: Sendable {
  /// When the offset changes, in seconds since 1970, ascending; and to what, in seconds east of UTC.
  private var changes: [(second: Int64, offset: Int64)] = []
  private var firstOffset: Int64 = 0
  private var later: PosixZone?

  /// The zone of UTC itself.
  static let utc = ZoneRules()

  private init() {}

  /// The zone with an IANA name, such as `America/New_York`; nil where the system does not know it.
  init?(named name: String) {
    if name == "UTC" {
      self = .utc
      return
    }
    guard !name.isEmpty, !name.hasPrefix("/"), !name.split(separator: "/").contains(".."),
      let bytes = SmallFile.bytes(of: "/usr/share/zoneinfo/\(name)")
    else { return nil }
    self.init(bytes)
  }

  /// The zone in the bytes of a file; nil where they are none of version 2 or later.
  init?(_ bytes: [UInt8]) {
    guard let first = TZifHeader(bytes, at: 0), first.version >= UInt8(ascii: "2"),
      let header = TZifHeader(bytes, at: 44 + first.size(ofTime: 4))
    else { return nil }
    var place = header.end
    guard bytes.count >= place + header.size(ofTime: 8) else { return nil }
    let times = place
    let kinds = times + header.times * 8
    let types = kinds + header.times
    let offsets = (0..<header.types).map { Int64(Int32(truncatingIfNeeded: bytes.number(at: types + $0 * 6, 4))) }
    guard let firstOffset = offsets.first else { return nil }
    self.firstOffset = firstOffset
    for index in 0..<header.times {
      let kind = Int(bytes[kinds + index])
      guard kind < offsets.count else { return nil }
      changes.append((bytes.number(at: times + index * 8, 8), offsets[kind]))
    }
    place += header.size(ofTime: 8)
    guard place < bytes.count, bytes[place] == UInt8(ascii: "\n") else { return }
    later = PosixZone(bytes[(place + 1)...].prefix { $0 != UInt8(ascii: "\n") })
  }

  /// Seconds east of UTC at a moment, in seconds since 1970.
  func offset(at second: Int64) -> Int64 {
    guard let last = changes.last else { return later?.offset(at: second) ?? firstOffset }
    if second >= last.second { return later?.offset(at: second) ?? last.offset }
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].second <= second { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? firstOffset : changes[low - 1].offset
  }
}

/// The counts of one block of a time zone file.
private struct TZifHeader {
  let version: UInt8
  /// Where what follows the header begins.
  let end: Int
  let times: Int
  let types: Int
  private let others: (utc: Int, standard: Int, leaps: Int, letters: Int)

  init?(_ bytes: [UInt8], at place: Int) {
    guard bytes.count >= place + 44, bytes[place..<place + 4].elementsEqual("TZif".utf8) else { return nil }
    version = bytes[place + 4]
    end = place + 44
    let counts = (0..<6).map { Int(UInt32(truncatingIfNeeded: bytes.number(at: place + 20 + $0 * 4, 4))) }
    guard counts.allSatisfy({ $0 < 100_000 }) else { return nil }
    others = (counts[0], counts[1], counts[2], counts[5])
    times = counts[3]
    types = counts[4]
  }

  func size(ofTime width: Int) -> Int {
    times * width + times + types * 6 + others.letters + others.leaps * (width + 4) + others.standard + others.utc
  }
}

extension [UInt8] {
  /// A big-endian number of some bytes.
  fileprivate func number(at place: Int, _ count: Int) -> Int64 {
    guard place + count <= self.count else { return 0 }
    return self[place..<place + count].reduce(0) { $0 << 8 | Int64($1) }
  }
}
