internal import Generators
internal import TicklineFeeds

/// Does what `tickline convert` is to do.
struct ConvertProgram {
  private let plan: ConvertPlan
  private let output = StandardOutput()

  init(_ plan: ConvertPlan) { self.plan = plan }

  /// - Throws: ``CommandFailure``, ``FeedError`` or ``StoreError``.
  func run() throws {
    Interrupt.watch()
    try checkStore()
    if let path = plan.rejects { try checkRejects(path) }
    let remarks = Remarks(areShown: !plan.isQuiet)
    let sources = plan.input.sources
    let progress = ConversionProgress(
      sourcePath: sources.count == 1 ? sources[0].path : nil, isShown: !plan.isQuiet)
    let session = FeedSession(
      symbols: plan.input.symbols, reading: plan.input.reading, remark: remarks.add,
      isInterrupted: {
        progress.refresh()
        return Interrupt.isRequested
      })
    // An input that can't be read shows before anything is made.
    let feed = plan.input.feed.blocks(in: session)
    let first = try feed.next()
    let blocks = Generator<EventBlock, any Error> { yield in
      guard let first else { return }
      try yield(first)
      try yield(from: feed)
    }
    let start = try openStore()
    let rejects = try plan.rejects.map { path throws(StoreError) in
      try requireWhole(path, start)
      return try RejectsFile(path: path, byteCount: start.rejectedByteCount, session: session)
    }
    remarks.show()
    let conversion = Conversion(
      session: session, store: plan.store, position: start, rejects: rejects, batchCount: plan.batchCount)
    progress.begin(at: start)
    defer { progress.clear() }
    try conversion.run(blocks, limit: plan.input.ticks, progress: progress.show)
    progress.clear()
    report(from: start, to: conversion.committed)
    try output.finish()
    if Interrupt.isRequested {
      throw CommandFailure(
        .interrupted, "Interrupted; \(conversion.committed.rowCount) rows are kept, and the same command goes on there."
      )
    }
  }

  /// Opens the store and says how far it is.
  private func openStore() throws(StoreError) -> StorePosition {
    let known = try plan.store.open(source: plan.inputText)
    guard let known else { return StorePosition(source: plan.inputText) }
    guard known.source == plan.inputText else {
      throw StoreError(
        .cantMake,
        "\(plan.store.name) was written from '\(known.source)', not from '\(plan.inputText)'; name another store, or remove it."
      )
    }
    if !plan.isQuiet, known.eventCount > 0 {
      StandardError.say("\(plan.store.name) has \(known.rowCount) rows; going on behind them.")
    }
    return known
  }

  /// Refuses a store in the very file that is read: a database is locked while it is read.
  private func checkStore() throws(StoreError) {
    let inputs = Set(plan.input.files.compactMap(FileIdentity.init(of:)))
    guard plan.store.files.contains(where: { FileIdentity(of: $0).map(inputs.contains) ?? false }) else { return }
    throw StoreError(.wrongUsage, "--to \(plan.store.name) is the file that is read; write into another.")
  }

  /// Refuses a file of corrupt rows that another use has, before anything is opened: it would be emptied.
  private func checkRejects(_ path: String) throws(StoreError) {
    if plan.store.files.contains(where: { FilePlace.areSame($0, path) }) {
      throw StoreError(.wrongUsage, "--rejects \(path) is the store that is written; give it a name of its own.")
    }
    guard let file = FileIdentity(of: path) else { return }
    if plan.input.files.contains(where: { FileIdentity(of: $0) == file }) {
      throw StoreError(.wrongUsage, "--rejects \(path) is the file that is read; give it a name of its own.")
    }
  }

  /// Refuses a file of corrupt rows where the store has counted some that went into none: it would seem to have them all.
  private func requireWhole(_ rejects: String, _ start: StorePosition) throws(StoreError) {
    guard start.corruptCount > 0, start.rejectedByteCount == 0 else { return }
    throw StoreError(
      .cantMake,
      "\(plan.store.name) was begun without --rejects; \(start.corruptCount) corrupt rows would be missing in \(rejects). "
        + "Leave --rejects out, or remove the store and start anew.")
  }

  private func report(from start: StorePosition, to end: StorePosition) {
    let rows = end.rowCount - start.rowCount
    var parts = ["\(rows) \(rows == 1 ? "row" : "rows") written to \(plan.store.name)"]
    if start.rowCount > 0 { parts.append("\(end.rowCount) in all") }
    if end.corruptCount > 0 {
      parts.append(
        "\(end.corruptCount) corrupt" + (plan.rejects.map { ", in \($0)" } ?? ", left out; --rejects keeps them"))
    }
    if end.otherCount > 0 { parts.append("\(end.otherCount) events are no trades and were left out") }
    output.write(parts.joined(separator: "; ").printable + ".\n")
  }
}
