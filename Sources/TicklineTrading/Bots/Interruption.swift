public import TicklineMarkets

/// What ends a bot's wait without an event: a corrupt tick, or the end of the run.
///
/// A class, so that it is thrown without a box and told apart by one comparison. Immutable.
public class Interruption: Error, @unchecked Sendable {
  init() {}
}

/// A tick that could not be used. It is thrown in where the bot waits, so that the data the bot sees is good by itself.
///
/// A bot that catches it goes on; one that does not has ended.
public final class CorruptTick: Interruption, @unchecked Sendable, CustomStringConvertible {
  /// What was wrong, when, and where it was read.
  public let corruption: Corruption

  /// A corrupt tick.
  public init(_ corruption: Corruption) {
    self.corruption = corruption
    super.init()
  }

  /// What was wrong: `negative price -171.03`.
  public var description: String { corruption.description }
}

/// The end of the run: thrown where a bot waits when it is closed. `GeneratorExit` in a bot's words.
public final class BotExit: Interruption, @unchecked Sendable, CustomStringConvertible {
  static let shared = BotExit()

  /// A sentence for a person who meets it in a log.
  public var description: String { "The bot was closed while it waited." }
}

/// An order that makes no sense, such as one for nothing, or a wait for a fill that can't come. Nothing was handed out.
public final class InvalidOrder: Interruption, @unchecked Sendable, CustomStringConvertible {
  /// What is wrong, in one sentence.
  public let description: String

  init(_ description: String) {
    self.description = description
    super.init()
  }
}
