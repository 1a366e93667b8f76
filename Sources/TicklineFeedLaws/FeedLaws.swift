public import TicklineFeeds

/// The laws that every feed keeps, to test a feed of one's own by.
///
/// ```swift
/// try FeedLaws { CSVFeed(path: path) }.check()                               // in a test of any framework
/// try FeedLaws(isOpen: { OpenFiles.contain(path) }) { MyFeed(path: path) }.check()
/// ```
///
/// The feed is made and read several times over, each time in a session of its own. What is read must be the same each
/// time: a file, or a simulation with a seed, not a pipe.
///
/// - Complexity: ten passes of at most `limit` events, which are held in memory twice.
public struct FeedLaws {
  /// One law, by name.
  public enum Law: String, CaseIterable, Sendable {
    /// Nothing is opened or said before the first event is asked for, and a feed that is never asked never opens.
    case startsLazily
    /// The same feed gives the same events again.
    case isDeterministic
    /// Blocks have the events that are yielded one by one, in the same order, and none is empty.
    case blocksAreTheEvents
    /// An event's source and instrument are the session's, and places never go back within a source.
    case placesIncrease
    /// What is passed on as good is: prices are positive unless the instrument allows others, sizes are not negative, only
    /// a corrupt event has no instrument.
    case goodEventsAreGood
    /// Times never go back, of the events that have one and are not corrupt. Checked only of a feed that promises it.
    case timesIncrease
    /// A session that wants one symbol gets that symbol's good events, and no good event is lost.
    case keepsWantedSymbols
    /// After the end there is nothing more, however often it is asked for, and what was opened is given back.
    case endsForGood
    /// A feed that is closed, or dropped, half-way gives back what it opened; closing twice is closing once.
    case givesBackHalfWay
  }

  /// A law that was broken, and how: a sentence.
  public struct Violation: Error, Hashable, CustomStringConvertible {
    /// Which law.
    public let law: Law
    /// What was seen.
    public let description: String
  }

  let limit: Int
  let reading: ReadingOptions
  let promisesTimeOrder: Bool
  let isOpen: (() -> Bool)?
  let makeFeed: () throws -> any Feed

  /// The laws for one feed.
  ///
  /// - Parameters:
  ///   - limit: how many events are looked at, for feeds without end.
  ///   - reading: how values in text are read.
  ///   - promisesTimeOrder: whether the feed promises that times never go back.
  ///   - isOpen: whether what the feed reads is open; nil where it opens nothing. ``OpenFiles`` answers for a file.
  ///   - feed: makes the feed anew.
  public init(
    limit: Int = 10_000, reading: ReadingOptions = ReadingOptions(), promisesTimeOrder: Bool = false,
    isOpen: (() -> Bool)? = nil, feed: @escaping () throws -> any Feed
  ) {
    precondition(limit > 0, "At least one event is looked at.")
    self.limit = limit
    self.reading = reading
    self.promisesTimeOrder = promisesTimeOrder
    self.isOpen = isOpen
    makeFeed = feed
  }

  /// Checks all laws.
  ///
  /// - Throws: the first ``Violation``; what the feed throws where it can't be read, which breaks no law.
  public func check() throws {
    for law in Law.allCases { try check(law) }
  }

  /// Checks one law.
  ///
  /// - Throws: a ``Violation``; what the feed throws where it can't be read.
  public func check(_ law: Law) throws {
    switch law {
    case .startsLazily: try checkStart()
    case .isDeterministic: try checkRepetition()
    case .blocksAreTheEvents: try checkBlocks()
    case .placesIncrease: try checkPlaces()
    case .goodEventsAreGood: try checkGoodEvents()
    case .timesIncrease: try checkTimes()
    case .keepsWantedSymbols: try checkSymbols()
    case .endsForGood: try checkEnd()
    case .givesBackHalfWay: try checkGivingBack()
    }
  }
}
