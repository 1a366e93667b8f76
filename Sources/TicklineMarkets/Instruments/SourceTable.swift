/// The sources of a run, numbered in the order they were added.
///
///     let sources = SourceTable()
///     let ticks = sources.add(name: "ticks.csv", unit: .line)
///     sources.text(of: Place(source: ticks, position: 41))   // "ticks.csv:41"
///
/// The table belongs to one run and one thread at a time; it is not `Sendable`.
public final class SourceTable {
  private var sources: [SourceDescription] = []

  /// How many sources a run can have.
  public static var maximumCount: Int { Int(UInt16.max) + 1 }

  /// A table without sources.
  public init() {}

  /// How many sources there are.
  public var count: Int { sources.count }

  /// Adds a source, also where one of that name is there already.
  ///
  /// - Precondition: There are fewer than 65 536 sources.
  public func add(name: String, unit: SourceDescription.Unit) -> SourceID {
    guard let index = UInt16(exactly: sources.count) else { misuse("A run has at most 65536 sources.") }
    sources.append(SourceDescription(name: name, unit: unit))
    return SourceID(index: index)
  }

  /// The source with this id.
  ///
  /// - Precondition: The id is of this table.
  public subscript(id: SourceID) -> SourceDescription {
    guard sources.indices.contains(Int(id.index)) else { misuse("A source was asked for by an id of no source.") }
    return sources[Int(id.index)]
  }

  /// A place in words: `ticks.csv:41` for a line, `dump.bin@1024` for an offset, `sim#7` for a sequence number or a
  /// key.
  ///
  /// - Precondition: The place is in a source of this table.
  public func text(of place: Place) -> String {
    let source = self[place.source]
    return switch source.unit {
    case .line: "\(source.name):\(place.position)"
    case .offset: "\(source.name)@\(place.position)"
    case .sequence, .key: "\(source.name)#\(place.position)"
    }
  }
}

@available(*, unavailable, message: "A SourceTable belongs to one run and one thread at a time.")
extension SourceTable: Sendable {}
