import Foundation
import RegexBuilder

/// What bodies are likely to ask of Foundation and of the standard library. Each case needs as much stack as the
/// dearest of its kind; Documentation/Decisions/0007-stack-sizes.md has the figures.
enum FoundationWork: String, CaseIterable, Codable, Sendable {
  case format, formatOfManyDigits
  case dateStyle, dateFormatter, calendar, timeZone
  case numberStyle, numberFormatter, decimal
  case jsonEncoder, jsonDecoder, jsonDecoderError, jsonOfManyLevels, propertyList
  case regexLiteral, regexAtRunTime, regexBuilder, regexBacktracking, nsRegularExpression
  case url, file, folder, process
  case printing, dumping, mirror, typeName, errorText
  case comparison, dispatch

  /// Does it once. Everything in it is used, so that the optimiser leaves nothing out.
  func run() throws {
    switch self {
    case .format: use(String(format: "%05d %x %.2f %g %@", 1, 255, 1.5, 2.5, "text" as NSString))
    case .formatOfManyDigits: use(String(format: "%.300f", 1e300))
    case .dateStyle:
      use(Self.date.formatted(date: .complete, time: .complete), Self.date.ISO8601Format())
      try use(Date("2024-01-02T03:04:05Z", strategy: .iso8601))
    case .dateFormatter:
      let formatter = DateFormatter()
      formatter.dateStyle = .full
      formatter.timeStyle = .full
      use(formatter.string(from: Self.date), ISO8601DateFormatter().string(from: Self.date))
    case .calendar:
      let calendar = Calendar.current
      let hour = DateComponents(hour: 3)
      use(calendar.nextDate(after: Self.date, matching: hour, matchingPolicy: .nextTime) as Any)
    case .timeZone: use(TimeZone(identifier: "America/New_York")?.secondsFromGMT() as Any)
    case .numberStyle: use(1234.5.formatted(), 0.5.formatted(.percent), 1234.5.formatted(.currency(code: "USD")))
    case .numberFormatter:
      let formatter = NumberFormatter()
      formatter.numberStyle = .spellOut
      use(formatter.string(from: 1234.5) as Any)
    case .decimal: use(Decimal(string: "1234.5678") as Any, (Decimal(1) / 3).formatted())
    default: try runCoderOrExpression()
    }
  }

  private func runCoderOrExpression() throws {
    switch self {
    case .jsonEncoder: use(try JSONEncoder().encode(Sample()))
    case .jsonDecoder: use(try JSONDecoder().decode(Sample.self, from: JSONEncoder().encode(Sample())))
    case .jsonDecoderError:
      do { use(try JSONDecoder().decode(Sample.self, from: Data(#"{"name":1}"#.utf8))) } catch { use("\(error)") }
    case .jsonOfManyLevels:
      let text = String(repeating: #"{"next":"#, count: 32) + "null" + String(repeating: "}", count: 32)
      use(try JSONDecoder().decode(Chain.self, from: Data(text.utf8)))
    case .propertyList: use(try PropertyListDecoder().decode(Sample.self, from: PropertyListEncoder().encode(Sample())))
    case .regexLiteral: use("2024-01-02 abc".firstMatch(of: /(?<year>\d+)-(\d+)-(\d+)\s+(\w+)/)?.year as Any)
    case .regexAtRunTime: use(try Regex(#"((a|b)+(c|d)*)+[^x]{2,5}?|\bfoo\p{L}+"#).firstMatch(in: "ababccé") as Any)
    case .regexBuilder:
      let date = Regex { Capture(.iso8601Date(timeZone: .gmt)) }
      use("2024-01-02".firstMatch(of: date)?.1 as Any)
    case .regexBacktracking:
      use((String(repeating: "ab", count: 20_000) + "c").firstMatch(of: /(?:a|b|ab)*c/)?.output.count as Any)
    case .nsRegularExpression:
      let text = String(repeating: "ab", count: 20_000) + "c 12-ab"
      let expression = try NSRegularExpression(pattern: #"(\d+)-(\w+)|(a|b)*c"#)
      use(expression.numberOfMatches(in: text, range: NSRange(text.startIndex..., in: text)))
      use("a1b2".replacingOccurrences(of: "[0-9]+", with: "#", options: .regularExpression))
    case .url:
      use(URL(string: "https://u:p@example.com:80/a/b c?q=1#f")?.host as Any)
      use(URLComponents(string: "a?b=c")?.queryItems as Any)
    default: try runOther()
    }
  }

  private func runOther() throws {
    switch self {
    case .file:
      let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      defer { try? FileManager.default.removeItem(at: url) }
      try Data("hello".utf8).write(to: url, options: .atomic)
      use(try Data(contentsOf: url).base64EncodedString(), try String(contentsOf: url, encoding: .utf8))
    case .folder:
      use(try FileManager.default.contentsOfDirectory(atPath: "/").count)
      use(FileManager.default.homeDirectoryForCurrentUser)
    case .process:
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/true")
      try process.run()
      process.waitUntilExit()
    case .printing: use("\(Tree.of(depth: 8))")
    case .dumping:
      var text = ""
      dump(Sample(), to: &text)
      use(text)
    case .mirror: use(Mirror(reflecting: Sample()).children.map { Mirror(reflecting: $0.value).children.count })
    case .typeName: use(String(reflecting: [1].lazy.map { $0 + 1 }.filter { $0 > 1 }.enumerated().self))
    case .errorText: use((CocoaError(.fileNoSuchFile) as NSError).localizedDescription)
    case .comparison:
      use("äb".localizedStandardCompare("ac").rawValue, "é".folding(options: .diacriticInsensitive, locale: nil))
    case .dispatch: DispatchQueue(label: "queue").sync { use("inside") }
    default: fatalError("\(self) is no work.")
    }
  }

  private static let date = Date(timeIntervalSince1970: 1_700_000_000)
}

@inline(never)
private func use(_ values: Any...) {
  if values.isEmpty { print(values) }
}

private struct Sample: Codable {
  struct Part: Codable {
    var number = 1
    var fraction = 2.5
    var list = [1, 2, 3]
    var date = Date(timeIntervalSince1970: 0)
  }
  var name = "sample"
  var parts = [Part(), Part()]
  var byName = ["one": Part()]
  var place = URL(string: "http://example.com/path")
  var amount: Decimal = 1.5
}

/// A list as objects in objects.
private final class Chain: Codable {
  let next: Chain?
}

private indirect enum Tree {
  case leaf(Int)
  case node([String: Tree], [Tree])

  static func of(depth: Int) -> Tree {
    depth == 0 ? .leaf(1) : .node(["a": of(depth: depth - 1)], [of(depth: depth - 1)])
  }
}
