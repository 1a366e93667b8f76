import Tickline

struct DipBuyer: Bot {
  var dip: Price, gain: Price, size: Quantity
  func run(_ market: Market) throws {
    while true {
      do {
        var price = try market.nextTrade().price
        var high = price
        while price > high - dip {  // WATCHING
          price = try market.nextTrade().price
          high = max(high, price)
        }
        let bought = price
        try market.move(to: size)
        while price < bought + gain { price = try market.nextTrade().price }  // HOLDING
        try market.move(to: 0)
      } catch is CorruptTick { continue }
    }
  }
}

struct DipBuyerOptions: CommandBot {
  static let botName = "dip-buyer"
  @Option(help: "How far below its high the price falls before it buys.") var dip: Price = 5
  @Option(help: "How far above what it saw then it sells.") var gain: Price = 5
  func bot(size: Quantity) -> any Bot { DipBuyer(dip: dip, gain: gain, size: size) }
}

TicklineCommand.main(bots: DipBuyerOptions.self)
