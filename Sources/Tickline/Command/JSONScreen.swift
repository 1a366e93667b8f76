internal import TicklineFeeds
internal import TicklineMarkets
internal import TicklineTrading

/// Shows a run as JSON, an object a line.
final class JSONScreen: RunObserver {
  private var json: EventJSON
  private let output: StandardOutput

  init(session: FeedSession, output: StandardOutput) {
    json = EventJSON(session: session)
    self.output = output
  }

  func handled(_ record: TickRecord) {
    json.write(record.event, state: record.botRuns ? (record.wasOpen ? "ACTIVE" : "WATCHING") : nil)
    for signal in record.signals { json.write(signal, time: record.event.time) }
    flush()
  }

  func botStarted(symbols: [String]) {}

  func logged(_ text: String, symbols: [String]) {
    say("log", symbols, text)
  }

  func botEnded(symbols: [String], failure: (any Error)?) {
    say("botEnded", symbols, failure.map { "\($0)" })
  }

  private func say(_ event: String, _ symbols: [String], _ text: String?) {
    let names = symbols.map(JSONText.quoted).joined(separator: ",")
    let text = text.map(JSONText.quoted) ?? "null"
    output.write("{\"event\":\"\(event)\",\"symbols\":[\(names)],\"text\":\(text)}\n")
  }

  private func flush() {
    output.write(json.bytes)
    json.removeAll()
  }
}
