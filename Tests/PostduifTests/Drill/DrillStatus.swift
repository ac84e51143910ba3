/// What `queue status --json` says, as far as the drill asks.
struct DrillStatus: Decodable {
    struct Lane: Decodable {
        let lane: String
        let queued: Int
        let leased: Int
        let held: Int
        let oldestAgeS: Double?
        let willExpire: Int
    }
    struct Relay: Decodable {
        let name: String
        let breaker: String
        let reason: String?
        let inFlight: Int
    }
    struct Paused: Decodable {
        let subject: String
        let name: String
    }
    let lanes: [Lane]
    let relays: [Relay]
    let totals: [String: Int]
    let paused: [Paused]

    func relay(_ name: String) -> Relay? { relays.first { $0.name == name } }
    var codes: Lane? { lanes.first { $0.lane == "code" } }
    /// Of all lanes, whatever they wait for.
    var waiting: Int { lanes.map { $0.queued + $0.leased + $0.held }.reduce(0, +) }
    /// `relay first`
    var pauses: Set<String> { Set(paused.map { "\($0.subject) \($0.name)" }) }
}
