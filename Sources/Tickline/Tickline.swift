// One import for those who trade: every room of the house, and the parser that a bot's options are declared with.

@_exported public import ArgumentParser
@_exported public import Generators
@_exported public import TicklineFeeds
@_exported public import TicklineMarkets
@_exported public import TicklineReports
@_exported public import TicklineTrading
