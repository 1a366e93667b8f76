import Tickline

TicklineCommand.main()
