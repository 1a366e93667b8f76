import Foundation
import Testing
import TicklineFeeds
import TicklineMarkets

/// Calls `body` with the path of a folder that holds these files, which is removed afterwards.
func withFiles<Result>(_ files: [(name: String, text: String)], _ body: (String) throws -> Result) throws -> Result {
  try withTemporaryFolder { folder in
    for (name, text) in files {
      let url = URL(fileURLWithPath: folder + "/" + name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    return try body(folder)
  }
}

/// Reads a feed of a file, and checks the laws that hold for any: blocks give the events that single ones are, and so does the
/// file packed in each way.
func read(
  _ text: String, named name: String, symbols: [String]? = nil, options: ReadingOptions = ReadingOptions(),
  sourceLocation: SourceLocation = #_sourceLocation, by feed: (String) -> any Feed
) throws -> Reading {
  let reading = try withFiles([(name, text)]) { folder in
    let reading = try read(feed(folder + "/" + name), symbols: symbols, options: options)
    let blocks = try readBlocks(feed(folder + "/" + name), symbols: symbols, options: options)
    #expect(blocks == reading.events, "blocks", sourceLocation: sourceLocation)
    return reading
  }
  for packing in Packing.streams {
    try withTemporaryFolder { folder in
      let url = URL(fileURLWithPath: folder + "/" + name + ".gz")
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(packing.packed(Array(text.utf8))).write(to: url)
      let packed = try read(feed(url.path), symbols: symbols, options: options)
      #expect(packed.events == reading.events, "\(packing.name)", sourceLocation: sourceLocation)
    }
  }
  return reading
}

/// The events of a stream that comes through a pipe in pieces of some bytes.
func readPieces(_ text: String, named name: String, count: Int, by feed: (String) -> any Feed) throws -> [MarketEvent] {
  try withPipe(Array(text.utf8), named: name, pieces: { count }) { try read(feed($0)).events }
}

/// Calls `body` with the path of a zip archive of texts, which is removed afterwards.
func withZip<Result>(_ name: String, _ files: [String: String], _ body: (String) throws -> Result) throws -> Result {
  try withTemporaryFolder { folder in
    let url = URL(fileURLWithPath: folder + "/" + name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(zipArchive(files.map { ($0.key, Array($0.value.utf8)) })).write(to: url)
    return try body(url.path)
  }
}
