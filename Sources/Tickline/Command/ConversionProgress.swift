internal import SystemPackage
internal import TicklineFeeds

/// A line on the terminal: rows, rate, and the time left where the source's length can be told.
final class ConversionProgress {
  private let clock = ContinuousClock()
  private var startTime: ContinuousClock.Instant
  private let line: StatusLine
  private var start = StorePosition(source: "")
  private var position = StorePosition(source: "")
  /// About how many events the source has: a guess from its size and its first lines.
  private let expectedCount: Double?

  init(sourcePath: String?, isShown: Bool) {
    line = StatusLine(isWanted: isShown)
    startTime = clock.now
    expectedCount = line.isShown ? sourcePath.flatMap(Self.guess) : nil
  }

  /// Begins to count.
  func begin(at position: StorePosition) {
    (start, self.position) = (position, position)
    startTime = clock.now
  }

  /// Shows how far it is, where it is time to.
  func show(_ position: StorePosition) {
    self.position = position
    refresh()
  }

  /// Shows the same anew, where it is time to.
  func refresh() { line.show(text) }

  /// Takes the line away.
  func clear() { line.clear() }

  private func text(_ now: ContinuousClock.Instant) -> String {
    let seconds = startTime.duration(to: now) / .seconds(1)
    let done = Double(position.eventCount - start.eventCount)
    let rate = Int(Double(position.rowCount - start.rowCount) / max(seconds, 0.001))
    let text = "\(position.rowCount) rows, \(rate) a second"
    guard let expectedCount, done > 0, Double(position.eventCount) < expectedCount else { return text }
    let left = (expectedCount - Double(position.eventCount)) / (done / seconds)
    return text + ", about \(Self.text(ofSeconds: Int(left))) left"
  }

  private static func text(ofSeconds seconds: Int) -> String {
    seconds < 60 ? "\(seconds) s" : seconds < 3_600 ? "\(seconds / 60) min" : "\(seconds / 3_600) h"
  }

  /// The size of a file of lines over the length of its first ones; nil for anything else.
  private static func guess(_ path: String) -> Double? {
    guard path != "-", let file = try? FileDescriptor.open(FilePath(path), .readOnly, options: [.closeOnExec]) else {
      return nil
    }
    defer { try? file.close() }
    guard let size = try? file.seek(offset: 0, from: .end), size > 0 else { return nil }
    let sample = TextSample.read(file)
    let lines = sample.count { $0 == UInt8(ascii: "\n") }
    guard lines > 1, !sample.contains(0) else { return nil }
    return Double(size) / Double(sample.count) * Double(lines)
  }
}
