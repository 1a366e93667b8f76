internal import CTicklineFeeds

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Cuts the wanted lines out of memory that holds whole lines.
///
/// Where texts are looked for, they are looked for in all of the memory, and a line's ends only where one was found.
@safe
final class LineScanner {
  private let filter: LineFilter
  private let numbersLines: Bool
  private let kind = line_search_best()
  private let path: String
  private let pathIndex: Int
  private var block: LineBlock?
  /// What is still to be scanned.
  private var start: UnsafePointer<UInt8>?, limit: UnsafePointer<UInt8>?
  /// Where each text begins next, from `start` on; nil for one that does not up to the limit.
  private var places: [UnsafePointer<UInt8>?]
  /// Up to where the lines are counted, and the number of the line there.
  private var counted: UnsafePointer<UInt8>?
  private var lineNumber: Int64 = 1

  init(filter: LineFilter, numbersLines: Bool, path: String, pathIndex: Int) {
    self.filter = filter
    self.numbersLines = numbersLines
    self.path = path
    self.pathIndex = pathIndex
    unsafe places = .init(repeating: nil, count: filter.texts.count)
  }

  /// Takes over memory: whole lines, each with its line feed but perhaps the last. `owner` keeps it alive.
  func scan(from start: UnsafePointer<UInt8>, to limit: UnsafePointer<UInt8>, owner: AnyObject) {
    unsafe self.start = start
    unsafe self.limit = limit
    unsafe counted = start
    if block?.owner !== owner {
      block = LineBlock(path: path, pathIndex: pathIndex, isNumbered: numbersLines, owner: owner)
    }
    for index in filter.texts.indices {
      unsafe places[index] = filter.texts[index].first(from: start, to: limit)
    }
  }

  /// The next wanted lines; nil once there are none left. Then every line is counted.
  func next() -> LineBlock? {
    guard let block, let limit = unsafe limit else { return nil }
    block.removeAll()
    while !block.isFull, let line = unsafe nextCandidate(before: limit) {
      unsafe start = line.end < limit ? line.end + 1 : limit
      let bytes = unsafe UnsafeBufferPointer(start: line.start, count: line.end - line.start)
      if let expression = filter.expression, unsafe !expression.matches(bytes) { continue }
      if numbersLines { unsafe countLines(upTo: line.start) }
      unsafe block.append(bytes, number: lineNumber)
    }
    if !block.isEmpty { return block }
    if numbersLines { unsafe countLines(upTo: limit) }
    unsafe self.limit = nil
    return nil
  }

  /// A file begins anew.
  func restart() { lineNumber = 1 }

  /// The next line that holds one of the texts; any line where there are none.
  private func nextCandidate(
    before limit: UnsafePointer<UInt8>
  ) -> (start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)? {
    guard let start = unsafe start, unsafe start < limit else { return nil }
    if filter.texts.isEmpty { return unsafe (start, lineEnd(from: start, limit)) }
    var first: UnsafePointer<UInt8>?
    for index in filter.texts.indices {
      if let place = unsafe places[index], unsafe place < start {
        unsafe places[index] = filter.texts[index].first(from: start, to: limit)
      }
      if let place = unsafe places[index], unsafe first.map({ unsafe place < $0 }) ?? true { unsafe first = place }
    }
    guard let first = unsafe first else { return nil }
    return unsafe (line_last_end(start, first)!, lineEnd(from: first, limit))
  }

  private func lineEnd(from place: UnsafePointer<UInt8>, _ limit: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
    guard let feed = unsafe memchr(place, Int32(UInt8(ascii: "\n")), limit - place) else { return unsafe limit }
    return unsafe UnsafePointer(feed.assumingMemoryBound(to: UInt8.self))
  }

  private func countLines(upTo place: UnsafePointer<UInt8>) {
    guard let from = unsafe counted, unsafe from < place else { return }
    lineNumber += Int64(unsafe line_feed_count(from, place, kind))
    unsafe counted = place
  }
}
