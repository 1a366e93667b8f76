import Testing
import TicklineMarkets
import TicklineTrading

/// Parameters that make no strategy end the program with a sentence.
@Suite struct StrategyMisuseTests {
  private func sentence(of result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  @Test func `averages the wrong way round`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CrossoverBot(fast: 20, slow: 5)
    }
    #expect(sentence(of: result).contains("The fast average is of fewer closes than the slow one."))
  }

  @Test func `an entry that is nearer to the mean than the exit`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MeanReversionBot(length: 20, entry: 1, exit: 2)
    }
    #expect(sentence(of: result).contains("It enters further from the mean"))
  }

  @Test func `a pair's window of one ratio`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = PairBot(first: "A", second: "B", length: 1)
    }
    #expect(sentence(of: result).contains("the mean of two ratios or more"))
  }

  @Test func `a channel without bars`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BreakoutBot(length: 0)
    }
    #expect(sentence(of: result).contains("A channel has bars"))
  }

  @Test func `a target below the entry`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BracketBot(entry: 150, gain: -1, loss: 1)
    }
    #expect(sentence(of: result).contains("The target is above the entry and the stop below it."))
  }

  @Test func `a market maker without a spread`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MarketMakerBot(halfSpread: 0)
    }
    #expect(sentence(of: result).contains("A market maker's spread and size are positive"))
  }

  @Test func `bars of no length`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BarMaker(.time(.zero))
    }
    #expect(sentence(of: result).contains("A bar has a positive length, volume or count."))
  }

  @Test func `a fill of what the book does not know`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var book = Book(startingCash: [:])
      book.register(InstrumentID(index: 1), Instrument(symbol: "B"))
      book.count(
        Fill(
          order: OrderID(number: 1), instrument: InstrumentID(index: 0), side: .buy, quantity: 1, price: 1,
          time: ScriptedFeed.start))
    }
    #expect(sentence(of: result).contains("A fill of an instrument that the book lacks."))
  }
}
