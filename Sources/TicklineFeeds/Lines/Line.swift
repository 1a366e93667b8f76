/// A line where it lies in a block.
public struct Line {
  /// The block.
  public let block: LineBlock
  /// Its place there, from 0.
  public let index: Int

  /// The line at a place of a block.
  ///
  /// - Precondition: the place is below the block's count.
  public init(block: LineBlock, index: Int) {
    precondition(index >= 0 && index < block.count, "A line of a block is below its count.")
    self.block = block
    self.index = index
  }

  /// The line as text: bytes that are not UTF-8 become U+FFFD.
  public var text: String { block.text(at: index) }

  /// The number of the line in its file, from 1; nil where nobody asked for numbers.
  public var number: Int64? { block.number(at: index) }

  /// The file.
  public var path: String { block.path }
}
