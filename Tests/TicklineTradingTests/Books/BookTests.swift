import Testing
import TicklineMarkets
import TicklineTrading

/// What an account holds, cost and brought, exactly.
@Suite struct BookTests {
  private let apple = InstrumentID(index: 0)

  private func book(multiplier: Int64 = 1, cash: Money = 1_000) -> Book {
    var book = Book(startingCash: [.usd: cash])
    book.register(apple, Instrument(symbol: "AAPL", multiplier: multiplier))
    return book
  }

  private func fill(_ side: Side, _ quantity: Quantity, _ price: Price, fee: Money = .zero) -> Fill {
    Fill(
      order: OrderID(number: 1), instrument: apple, side: side, quantity: quantity, price: price,
      time: ScriptedFeed.start, fee: fee)
  }

  @Test func `buying and selling leaves the profit without the fees in cash`() throws {
    var book = book()
    book.count(fill(.buy, 2, 100, fee: 1))
    #expect(book[.usd]?.cash == 799)
    #expect(book[.usd]?.equity == 999)
    book.mark(apple, at: 110)
    #expect(book[.usd]?.equity == 1_019)
    #expect(book[apple]?.unrealised == 20)
    book.count(fill(.sell, 2, 120, fee: 1))
    let sums = try #require(book[.usd])
    #expect(sums.cash == 1_038)
    #expect(sums.equity == 1_038)
    #expect(sums.realised == 40)
    #expect(sums.fees == 2)
    #expect(sums.traded == 440)
    #expect(book.held.isEmpty)
  }

  @Test func `a short position gains where the price falls`() {
    var book = book()
    book.count(fill(.sell, 3, 100))
    book.mark(apple, at: 90)
    #expect(book[apple]?.position == -3)
    #expect(book[apple]?.cost == -300)
    #expect(book[apple]?.unrealised == 30)
    book.count(fill(.buy, 1, 80))
    #expect(book[apple]?.realised == 20)
    #expect(book[apple]?.cost == -200)
  }

  @Test func `a fill through zero closes and opens the other way`() {
    var book = book()
    book.count(fill(.buy, 2, 100))
    book.count(fill(.sell, 5, 110))
    #expect(book[apple]?.position == -3)
    #expect(book[apple]?.realised == 20)
    #expect(book[apple]?.cost == -330)
  }

  @Test func `what a division leaves over stays with the open part, and is there in the end`() {
    var book = book()
    // Three for 0.000000001 in all: a third of 1e-18 has no exact part of 1e-18.
    book.count(fill(.buy, 0.000000003, 0.000000001))
    book.count(fill(.buy, 0.000000004, 0.000000002))
    book.count(fill(.sell, 0.000000002, 0.000000005))
    // 11 units of 1e-18 cost, two sevenths of them are 3 and a rest of one seventh.
    #expect(book[apple]?.cost.attos == 8)
    #expect(book[apple]?.realised.attos == 7)
    book.count(fill(.sell, 0.000000005, 0.000000005))
    #expect(book[apple]?.cost == .zero)
    #expect(book[apple]?.realised.attos == 24)
  }

  @Test func `a multiplier counts in everything`() {
    var book = book(multiplier: 50)
    book.count(fill(.buy, 1, 10))
    book.mark(apple, at: 11)
    #expect(book[.usd]?.cash == 500)
    #expect(book[.usd]?.equity == 1_050)
  }

  @Test func `currencies are never added`() {
    var book = Book(startingCash: [.usd: 1_000])
    let euro = InstrumentID(index: 1)
    book.register(apple, Instrument(symbol: "AAPL"))
    book.register(euro, Instrument(symbol: "SAP", currency: Currency("EUR")!))
    book.count(fill(.buy, 1, 100))
    book.count(
      Fill(
        order: OrderID(number: 1), instrument: euro, side: .buy, quantity: 1, price: 70, time: ScriptedFeed.start))
    #expect(book[.usd]?.cash == 900)
    #expect(book[Currency("EUR")!]?.cash == -70)
    #expect(book[Currency("EUR")!]?.equity == .zero)
  }
}
