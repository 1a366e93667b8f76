import TicklineMarkets

/// What a row of `time,symbol,price,size` means, found by other means than the feeds': strings and rows of digits.
///
/// Rows have no quotation marks and no bytes beyond printable ASCII and letters.
struct RowModel {
  private var known: Set<String> = []

  /// The line of the row's event, as `Reading.lines` has it; nil for a blank row.
  mutating func line(of row: String, number: Int) -> String? {
    if row.isEmpty { return nil }
    let fields = row.split(separator: ",", omittingEmptySubsequences: false).map { trimmed($0) }
    guard fields.count == 4 else {
      let symbol = fields.count > 1 && known.contains(fields[1]) ? fields[1] : "?"
      return "\(number) \(symbol) fieldCount(\(cut(row)))"
    }
    guard !fields[1].isEmpty, !fields[1].contains(" "), fields[1].utf8.count <= 64 else {
      return "\(number) ? unreadableSymbol(\(cut(fields[1])))"
    }
    known.insert(fields[1])
    let start = "\(number) \(fields[1]) "
    if fields[0].isEmpty { return start + "missingField(time)" }
    guard let time = nanoseconds(fields[0]) else { return start + "malformedTime(\(cut(fields[0])))" }
    let corruptOrTrade = outcome(price: fields[2], size: fields[3])
    return "\(start)\(corruptOrTrade) at \(time)"
  }

  private func outcome(price: String, size: String) -> String {
    if price.isEmpty { return "missingField(price)" }
    switch nanos(price) {
    case .failure(.malformed): return "malformedPrice(\(cut(price)))"
    case .failure(.tooFine): return "tooFine(\(cut(price)))"
    case .failure(.tooLarge): return "tooLarge(\(cut(price)))"
    case .success(0): return "zeroPrice(\(cut(price)))"
    case .success(..<0): return "negativePrice(\(cut(price)))"
    case .success(let price): return trade(price: price, size: size)
    }
  }

  private func trade(price: Int64, size: String) -> String {
    if size.isEmpty { return "missingField(size)" }
    switch nanos(size) {
    case .failure(.malformed): return "malformedSize(\(cut(size)))"
    case .failure(.tooFine): return "sizeTooFine(\(cut(size)))"
    case .failure(.tooLarge): return "sizeTooLarge(\(cut(size)))"
    case .success(..<0): return "negativeSize(\(cut(size)))"
    case .success(let size): return "\(Price(nanos: price)) x \(Quantity(nanos: size))"
    }
  }

  private func nanoseconds(_ text: String) -> Int64? {
    switch text {
    case "2023-11-14T22:13:20Z": return 1_700_000_000_000_000_000
    case "2023-11-14": return 1_699_920_000_000_000_000
    default: break
    }
    let zeros = [10: 9, 13: 6, 16: 3, 19: 0][text.count]
    guard let zeros, text.allSatisfy({ "0123456789".contains($0) }) else { return nil }
    return Int64(text + String(repeating: "0", count: zeros))
  }

  /// A decimal number in units of 1e-9, by moving its point about in a string.
  private func nanos(_ text: String) -> Result<Int64, NumberFault> {
    var rest = text[...]
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    let parts = rest.split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
    guard let exponent = parts.count == 1 ? 0 : Int(parts[1]) else { return .failure(.malformed) }
    let halves = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let digits = halves.joined()
    guard halves.count <= 2, !digits.isEmpty, digits.allSatisfy({ "0123456789".contains($0) }) else {
      return .failure(.malformed)
    }
    let zeroCount = 9 + exponent - (halves.count == 2 ? halves[1].count : 0)
    let padded =
      String(repeating: "0", count: max(0, -zeroCount)) + digits + String(repeating: "0", count: max(0, zeroCount))
    let kept = padded.dropLast(max(0, -zeroCount)).drop { $0 == "0" }
    guard let magnitude = kept.isEmpty ? 0 : Int64(kept) else { return .failure(.tooLarge) }
    let excess = padded.suffix(max(0, -zeroCount))
    return excess.allSatisfy { $0 == "0" } ? .success(isNegative ? -magnitude : magnitude) : .failure(.tooFine)
  }

  private func trimmed(_ text: Substring) -> String {
    var rest = text.drop { $0 == " " }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }

  /// A text as a corrupt event keeps it: 39 bytes, or 36 and the sign that it goes on.
  private func cut(_ text: String) -> String {
    if text.utf8.count <= 39 { return text }
    var kept = text
    while kept.utf8.count > 36 { kept.removeLast() }
    return kept + "…"
  }
}
