// One import for those who trade: every room of the house.

@_exported public import Generators
@_exported public import TicklineFeeds
@_exported public import TicklineMarkets
@_exported public import TicklineReports
@_exported public import TicklineTrading
