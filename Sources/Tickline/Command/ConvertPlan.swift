internal import ArgumentParser
internal import TicklineFeeds

/// What `tickline convert` is to do: the options, checked and with their defaults.
struct ConvertPlan {
  /// What is read, and how: exactly as `tickline run` with the same options would.
  let input: RunPlan
  /// The options that say so, by which a store knows its source.
  let inputText: String
  let store: any TickStore
  let rejects: String?
  let batchCount: Int
  let isQuiet: Bool

  /// - Throws: ``CommandFailure`` where the options make no sense.
  init(_ options: ConvertCommand) throws {
    var span = try SliceOptions.parse([])
    (span.from, span.to) = try Self.slice(options)
    input = try RunPlan(
      RunOptions.parse([]), input: options.input, slice: span, instruments: InstrumentPlan(InstrumentOptions.parse([])))
    if input.seed != nil, options.input.seed == nil {
      throw CommandFailure(
        .wrongUsage,
        "--source sim is another market each time; give it a --seed, so that the work can go on after an end.")
    }
    let slice = [("--from", options.from), ("--until", options.until)]
      .flatMap { name, time in time.map { [name, $0] } ?? [] }
    inputText = (options.input.arguments + slice).joined(separator: " ").withoutPasswords.replacing("\n", with: " ")
    store = try StoreSpec.store(options.to)
    rejects = options.rejects
    batchCount = options.batch
    guard batchCount > 0 else {
      throw CommandFailure(.wrongUsage, "--batch \(batchCount) is no number of rows; give a count of 1 or more.")
    }
    isQuiet = options.quiet
  }

  /// The span of time, whose end has another name here than where nothing is written.
  private static func slice(_ options: ConvertCommand) throws(CommandFailure) -> (from: String?, until: String?) {
    let start = try options.from.map { text throws(CommandFailure) in try OptionText.moment(text, option: "--from") }
    let end = try options.until.map { text throws(CommandFailure) in try OptionText.moment(text, option: "--until") }
    if let start, let end, start >= end {
      throw CommandFailure(.wrongUsage, "--from \(start) is not before --until \(end); nothing lies between them.")
    }
    return (options.from, options.until)
  }
}

/// Where rows go, as a command line says it.
enum StoreSpec {
  /// - Throws: ``CommandFailure`` where there is no such kind of store.
  static func store(_ text: String) throws(CommandFailure) -> any TickStore {
    do throws(FeedError) {
      if let (database, table) = try Database.parse(text) {
        return switch database {
        case .sqlite(let path): SQLiteStore(path: path, table: table)
        case .postgreSQL(let address): PostgreSQLStore(address, table: table)
        }
      }
    } catch {
      throw CommandFailure(error)
    }
    for form in [FileStore.Form.csv, .jsonl] where text.hasPrefix("\(form.rawValue):") {
      let path = String(text.dropFirst(form.rawValue.count + 1))
      if path == "-" {
        throw CommandFailure(
          .wrongUsage, "--to \(text): standard output can't be gone on with after an end; name a file.")
      }
      if !path.isEmpty { return FileStore(path: path, form: form) }
    }
    throw CommandFailure(
      .wrongUsage, "--to '\(text)' is no store; write csv:PATH, jsonl:PATH, sqlite:PATH or postgres://USER@HOST/DB.")
  }
}
