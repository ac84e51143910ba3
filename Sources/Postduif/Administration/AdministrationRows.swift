/// `key create`.
struct CreateKey: Codable, Sendable {
    let name: String
    let scopes: [String]
    let municipality: String?
}

/// The answer to `key create`: the only time the key is shown.
struct CreatedKey: Codable, Sendable {
    let id: String
    let key: String
}

struct KeyRow: Codable, Sendable {
    let id: String
    let name: String
    let scopes: [String]
    let municipality: String?
    let createdAt: String
    let revokedAt: String?
}

struct QueueStatus: Codable, Sendable {
    struct LaneRow: Codable, Sendable {
        let lane: String
        let queued: Int
        let leased: Int
        let held: Int
        let oldestAgeS: Double?
        let willExpire: Int
    }

    struct RelayRow: Codable, Sendable {
        let name: String
        let breaker: String
        let reason: String?
        let priority: Int
        let weight: Int
        let connections: Int
        let concurrency: Int
        let inFlight: Int
        let plain: Bool
        let bare: Bool

        /// What it is spoken to without: for tables.
        var without: String {
            let parts = [plain ? "pipelining" : nil, bare ? "parameters" : nil].compactMap(\.self)
            return parts.isEmpty ? "-" : parts.joined(separator: ", ")
        }
    }

    let lanes: [LaneRow]
    let relays: [RelayRow]
    let totals: [String: Int]
    let paused: [PauseList.Row]
    /// What is wrong with the issuer's keys; `nil`: nothing, or no service runs.
    let signIn: String?
}

struct MessageQuery: Codable, Sendable {
    var state: String?
    var kind: String?
    var lane: String?
    var domain: String?
    var reason: String?
    /// RFC 3339.
    var issuedBefore: String?
    var cursor: String?
    var limit: Int
}

struct MessageList: Codable, Sendable {
    let messages: [MessageRow]
    let cursor: String?
}

struct MessageRow: Codable, Sendable {
    struct AttemptRow: Codable, Sendable {
        let n: Int
        let at: String
        let relay: String
        let stage: String?
        let reply: String?
        let outcome: String
        let reason: String
        let rule: String
    }

    let id: String
    let kind: String
    let lane: String
    let language: String
    let languages: [String]
    let domain: String
    let municipality: String?
    let state: String
    let reason: String
    let attempt: Int
    let issuedAt: String
    let dueAt: String
    let expiresAt: String
    let finishedAt: String?
    let attempts: [AttemptRow]
}
