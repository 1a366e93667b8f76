internal import Generators
internal import TicklineMarkets

extension Yielder where Output == EventBlock, Failure == any Error, Input == Void {
  /// Reads the files that a path stands for, one after the other, and of archives each file in them. Each has lines, a header
  /// and a name of its own.
  ///
  /// - Throws: what `read` does; of a file whose content can't be used because it is packed and damaged, that it is damaged.
  func callAsFunction(filesOf path: String, in session: FeedSession, _ read: (LineReader) throws -> Void) throws {
    for file in try InputPaths.files(of: path) {
      guard session.sources.count < SourceTable.maximumCount else {
        throw FeedError(
          .wrongUsage,
          "\(file) is one source too many: a run has at most \(SourceTable.maximumCount); read fewer files.")
      }
      let input = try ByteInput(path: file, isInterrupted: session.isInterrupted)
      repeat {
        do {
          try read(LineReader(input))
        } catch let error as FeedError where error.code == .unusableContent {
          try input.lookForDamage()
          throw error
        }
      } while input.goToNextFile()
      if input.isCutOff { return }
    }
  }
}
