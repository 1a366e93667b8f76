public import TicklineMarkets

/// A file of comma-separated values or of JSON Lines.
///
/// How far the source was read stands in a small file beside it, `ticks.csv.position`, which is replaced as a whole once
/// the rows before it are safe. Whatever comes behind the length that is written there is cut off when the work goes on.
/// The small file stays: a further run adds what has come to the source since.
public final class FileStore: TickStore {
  /// How rows are written.
  public enum Form: String, Sendable {
    case csv, jsonl
  }

  private static let header = "ts_ns,symbol,price,volume\n", headerWithoutTime = "symbol,price,volume\n"

  private let path: String
  private let form: Form
  private var file: StoreFile?
  private var state: FileStoreState?
  /// Rows that are not yet written.
  private var bytes: [UInt8] = []

  /// A store of a file. Nothing is opened yet.
  public init(path: String, form: Form) {
    self.path = path
    self.form = form
  }

  /// The form and the path.
  public var name: String { "\(form.rawValue):\(path)" }

  private var positionPath: String { path + ".position" }

  /// The file, the small one beside it, and the one that replaces that.
  public var files: [String] { [path, positionPath, positionPath + ".new"] }

  /// Opens the file, or makes it.
  public func open(source: String) throws(StoreError) -> StorePosition? {
    let known = try StoreFile.text(of: positionPath).map { text throws(StoreError) in
      guard let state = FileStoreState(text) else {
        throw StoreError(
          .cantMake, "\(positionPath) is not what tells how far \(path) is; remove both, or name another file.")
      }
      return state
    }
    if known == nil, let size = StoreFile.size(of: path), size > 0 {
      throw StoreError(
        .cantMake,
        "\(path) is there already, and no \(positionPath) tells what it is of; remove it, or name another file.")
    }
    var state = known ?? FileStoreState(position: StorePosition(source: source))
    // First the small file, then the other: a file without it could not be told from somebody else's.
    if known == nil { try StoreFile.replace(positionPath, with: state.text) }
    let file = try StoreFile(path: path)
    try file.truncate(to: state.byteCount)
    if state.byteCount == 0 { state.hasTimes = nil }
    self.file = file
    self.state = state
    return known?.position
  }

  /// Adds a row.
  ///
  /// - Throws: ``StoreError/Code/wrongUsage`` where the rows of separated values have times and this one has none, or the
  ///   other way round.
  public func append(_ trade: Trade, symbol: String) throws(StoreError) {
    let hasTime = trade.time.isKnown
    if state?.hasTimes == nil { begin(hasTimes: hasTime) }
    switch form {
    case .csv:
      guard hasTime == state?.hasTimes else {
        throw StoreError(
          .wrongUsage,
          "Some rows have a time and some have none, which \(name) can't keep; write jsonl: or sqlite: instead.")
      }
      if hasTime {
        TradeText.append(trade.time, to: &bytes)
        bytes.append(UInt8(ascii: ","))
      }
      TradeText.append(csv: symbol, to: &bytes)
      bytes.append(UInt8(ascii: ","))
      trade.price.write(into: &bytes)
      bytes.append(UInt8(ascii: ","))
      trade.size.write(into: &bytes)
    case .jsonl:
      bytes.append(contentsOf: "{".utf8)
      if hasTime {
        bytes.append(contentsOf: "\"ts_ns\":".utf8)
        TradeText.append(trade.time, to: &bytes, quoted: true)
        bytes.append(UInt8(ascii: ","))
      }
      bytes.append(contentsOf: "\"symbol\":".utf8)
      TradeText.append(json: symbol, to: &bytes)
      bytes.append(contentsOf: ",\"price\":\"".utf8)
      trade.price.write(into: &bytes)
      bytes.append(contentsOf: "\",\"volume\":\"".utf8)
      trade.size.write(into: &bytes)
      bytes.append(contentsOf: "\"}".utf8)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Writes the header, where there is one.
  private func begin(hasTimes: Bool) {
    state?.hasTimes = hasTimes
    if form == .csv { bytes.append(contentsOf: (hasTimes ? Self.header : Self.headerWithoutTime).utf8) }
  }

  /// Writes the rows, and then how far the source was read.
  public func commit(_ position: StorePosition) throws(StoreError) {
    guard let file, var state else { throw StoreError(.writeFailed, "\(name) is not open.") }
    if state.hasTimes == nil, position.rowCount == 0, bytes.isEmpty, form == .csv {
      bytes.append(contentsOf: Self.header.utf8)  // A source without rows makes a file that says so.
      try file.replaceContent(with: bytes)
    } else {
      try file.write(bytes)
      state.byteCount += Int64(bytes.count)
    }
    bytes.removeAll(keepingCapacity: true)
    state.position = position
    try file.synchronize()
    try StoreFile.replace(positionPath, with: state.text)
    self.state = state
  }
}
