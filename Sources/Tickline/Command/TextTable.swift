/// A table of text: columns as wide as what is in them, two blanks between.
struct TextTable {
  private var rows: [[String]]
  private let leftCount: Int

  /// A table with the names of its columns. The first `leftAligned` of them begin at the left, the rest, numbers, end at
  /// the right.
  init(_ names: [String], leftAligned: Int = 1) {
    rows = [names]
    leftCount = leftAligned
  }

  /// Whether there is nothing but names.
  var isEmpty: Bool { rows.count == 1 }

  /// Adds a row of as many cells as there are names.
  mutating func add(_ row: [String]) { rows.append(row.map(\.printable)) }

  /// The table, a line a row, none with blanks at its end.
  var text: String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let blanks = String(repeating: " ", count: widths[column] - cell.count)
        line += (column == 0 ? "" : "  ") + (column < leftCount ? cell + blanks : blanks + cell)
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
