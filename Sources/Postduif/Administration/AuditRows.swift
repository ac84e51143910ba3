/// `audit list`.
struct AuditQuery: Codable, Sendable {
    var action: String?
    var object: String?
    var actor: String?
    var municipality: String?
    /// A day, or a time as in RFC 3339.
    var since: String?
    /// Exclusive.
    var until: String?
    var cursor: String?
    var limit: Int
}

struct AuditList: Codable, Sendable {
    let entries: [AuditRow]
    let cursor: String?
}

struct AuditRow: Codable, Sendable {
    let number: Int64
    let at: String
    let actor: String
    let action: String
    let object: String
    let municipality: String?
    let details: [String]
    let mac: String
}

/// A part of the log as it is on disk, for whoever verifies it: the times in microseconds, the details as one text.
struct AuditPart: Codable, Sendable {
    struct Entry: Codable, Sendable {
        let number: Int64
        let atMicroseconds: Int64
        let actor: String
        let action: String
        let object: String
        let municipality: String?
        let details: String
        let mac: String
    }

    struct Checkpoint: Codable, Sendable {
        /// `number:mac`
        let end: String
        let proof: String
    }

    let entries: [Entry]
    let checkpoint: Checkpoint?
}

/// From which entry on.
struct AuditPartQuery: Codable, Sendable {
    let after: Int64
}
