/// What the small file beside a file of rows holds: a name and a value a line.
struct FileStoreState {
  var position: StorePosition
  /// The length of the rows.
  var byteCount: Int64 = 0
  /// Whether rows have a time; nil before the first.
  var hasTimes: Bool?

  init(position: StorePosition) { self.position = position }

  /// Reads what ``text`` gives; nil where it is something else.
  init?(_ text: String) {
    var values: [Substring: Substring] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { values[parts[0]] = parts[1] }
    }
    guard let source = values["source"], let byteCount = values["bytes"].flatMap({ Int64($0) }) else { return nil }
    position = StorePosition(source: String(source))
    self.byteCount = byteCount
    hasTimes = values["has_times"].map { $0 == "yes" }
    for count in StorePosition.countNames {
      let number: Substring = values[Substring(count.name)] ?? (count.name == StorePosition.digestName ? "0" : "")
      guard let value = Int64(number) else { return nil }
      position[keyPath: count.path] = value
    }
  }

  var text: String {
    var lines = ["bytes=\(byteCount)"]
    if let hasTimes { lines.append("has_times=\(hasTimes ? "yes" : "no")") }
    lines += StorePosition.countNames.map { "\($0.name)=\(position[keyPath: $0.path])" }
    lines.append("source=\(position.source)")
    return lines.map { $0 + "\n" }.joined()
  }
}
