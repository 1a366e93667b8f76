import Foundation
import Generators
import Testing
import TicklineFeeds
import TicklineMarkets

#if os(Linux)
  /// Bytes of this process that are in memory.
  private func residentByteCount() throws -> Int {
    let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
    return try #require(Int(fields[1])) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// How far memory may grow. A sanitizer keeps what was freed for a while, so that only the events are counted there.
  private let mostGrowth = unsafe dlsym(nil, "__asan_init") == nil ? 4_000_000 : Int.max

  /// Reads a stream of `byteCount` bytes or a little more, and returns how many events there were and how many bytes of
  /// memory were added after the first of them.
  ///
  /// - Parameter packing: how each piece of a megabyte is packed, as a stream of its own.
  private func growth(
    reading kind: TextFeed, row: String, header: String, byteCount: Int, packing: Packing? = nil
  ) throws -> (events: Int, bytes: Int) {
    let text = Array(String(repeating: row, count: 1 << 20 / row.utf8.count + 1).utf8)
    let pieceCount = byteCount / text.count + 1
    let piece = packing?.packed(text) ?? text
    let head = packing?.packed(Array(header.utf8)) ?? Array(header.utf8)
    return try withTemporaryFolder { folder in
      let path = folder + "/pipe"
      #expect(unsafe mkfifo(path, 0o600) == 0)
      Thread.detachNewThread {
        guard let pipe = FileHandle(forWritingAtPath: path) else { return }
        pipe.write(Data(head))
        let data = Data(piece)
        for _ in 0..<pieceCount { pipe.write(data) }
        try? pipe.close()
      }
      let blocks = kind.feed(path).blocks(in: FeedSession())
      var eventCount = try #require(try blocks.next()).count
      let start = try residentByteCount()
      var most = start
      while let block = try blocks.next() {
        if eventCount % 4_096 < 256 { most = max(most, try residentByteCount()) }
        eventCount += block.count
      }
      return (eventCount, max(most, try residentByteCount()) - start)
    }
  }

  /// Each test runs in a process of its own, whose memory no other test shares. The rows are long, so that the stream is
  /// large and the test short.
  @Suite struct MemoryTests {
    @Test func `200 MB of CSV are read within a few of memory`() async {
      await #expect(processExitsWith: .success) {
        let row = "1700000000000000001,AAPL,150.25,100," + String(repeating: "x", count: 1_500) + "\n"
        let (events, bytes) = try growth(
          reading: .csv, row: row, header: "ts,symbol,price,size,note\n", byteCount: 200_000_000)
        #expect(events * row.utf8.count >= 200_000_000)
        #expect(bytes < mostGrowth, "\(bytes)")
      }
    }

    @Test func `200 MB of CSV that are compressed are read within a few of memory`() async {
      await #expect(processExitsWith: .success) {
        for packing in [Packing.gzip, .zstd] {
          let row = "1700000000000000001,AAPL,150.25,100," + String(repeating: "x", count: 1_500) + "\n"
          let (events, bytes) = try growth(
            reading: .csv, row: row, header: "ts,symbol,price,size,note\n", byteCount: 200_000_000, packing: packing)
          #expect(events * row.utf8.count >= 200_000_000)
          // What the thread's pieces and rows take is touched after the first block.
          #expect(mostGrowth == .max || bytes < mostGrowth + 8_000_000, "\(packing.name): \(bytes)")
        }
      }
    }

    @Test func `40 MB of JSON Lines are read within a few of memory`() async {
      await #expect(processExitsWith: .success) {
        let row = #"{"symbol":"A","price":1,"x":"\#(String(repeating: "x", count: 10_000))"}"# + "\n"
        let (events, bytes) = try growth(reading: .jsonLines, row: row, header: "", byteCount: 40_000_000)
        #expect(events * row.utf8.count >= 40_000_000)
        #expect(bytes < mostGrowth, "\(bytes)")
      }
    }

    @Test func `a line of 200 MB is passed within a few of memory`() async {
      await #expect(processExitsWith: .success) {
        let (events, bytes) = try growth(
          reading: .csv, row: String(repeating: "x", count: 1_000), header: "symbol,price\nA,1\n",
          byteCount: 200_000_000)
        #expect(events == 2)
        #expect(bytes < mostGrowth, "\(bytes)")
      }
    }
  }
#endif
