import Foundation
import Testing
import Tickline

/// A command of one's own: `TicklineCommand.main(bots:)`.
@Suite struct OwnBotCommandTests {
  struct Patient: Bot {
    let size: Quantity
    func run(_ market: Market) throws {
      _ = try market.nextTrade()
      try market.buy(size)
      while true { do { _ = try market.nextTrade() } catch is CorruptTick { continue } }
    }
  }

  struct PatientOptions: CommandBot {
    static let botName = "patient"
    @Option(help: "How long it waits.") var patience = 5
    func bot(size: Quantity) -> any Bot { Patient(size: size) }
  }

  private func text(_ result: ExitTest.Result?) throws -> String {
    String(decoding: try #require(result).standardOutputContent, as: UTF8.self)
  }

  @Test func `the help of run names one's own bots first, and has their options`() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
      TicklineCommand.main(["run", "--help"], bots: [PatientOptions.self, PatientOptions.self])
    }
    let help = try text(result)
    #expect(help.contains("The bots are patient, patient.") && help.contains("--patience"))
  }

  @Test func `the help of backtest names them, too`() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
      TicklineCommand.main(["backtest", "--help"], bots: [PatientOptions.self])
    }
    let help = try text(result)
    #expect(help.contains("The bots are patient.") && help.contains("--patience"))
  }

  @Test func `run and backtest run one's own bot where none is named`() async throws {
    let run = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
      TicklineCommand.main(
        ["run", "--seed", "1", "--patience", "3", "--size", "7", "--on-corrupt", "hold", "--quiet"],
        bots: [PatientOptions.self])
    }
    #expect(try text(run).contains("1 entry, 0 exits"))
    let backtest = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
      TicklineCommand.main(["backtest", "--seed", "1", "--ticks", "50"], bots: [PatientOptions.self])
    }
    #expect(try text(backtest).hasPrefix("Backtest of patient on "))
  }
}
