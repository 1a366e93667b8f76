// The sink swapped: an audit log has the face of a bot. Good events by send, corrupt ones by throw, the end by close.
import Tickline

let session = FeedSession(symbols: ["AMZN"])
let audit = try AuditLog(path: "/tmp/tickline-audit.log", session: session)
let bridge = Bridge(session: session, bots: [], sinks: [audit])
print(try bridge.run(SimulatedMarket(seed: 3), ticks: 5).total.ticks, "lines written")
