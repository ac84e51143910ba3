/// `grant add`.
struct GiveGrant: Codable, Sendable {
    let subject: String
    let name: String
    let role: String
    /// NIS code; `nil`: everywhere.
    let municipality: String?
    let validFrom: String?
    let validUntil: String?
    let email: String?
}

/// `grant list`.
struct GrantQuery: Codable, Sendable {
    /// NIS code; `nil`: all places.
    var municipality: String?
    var cursor: String?
    var limit: Int
}

struct GrantList: Codable, Sendable {
    let grants: [GrantRow]
    let cursor: String?
}

/// `grant erase-name`.
struct PersonRow: Codable, Sendable {
    let id: String
    /// Empty.
    let name: String
}

struct GrantRow: Codable, Sendable {
    let id: String
    let person: String
    let name: String
    let role: String
    let municipality: String?
    let state: String
    let validFrom: String
    let validUntil: String?
    let givenBy: String
    let givenAt: String
    let withdrawnBy: String?
    let withdrawnAt: String?
}
