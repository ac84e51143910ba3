/// `citizen show`, `citizen erase`: the number goes from standard input to the admin socket, and nowhere else.
struct CitizenRequest: Codable, Sendable {
    let citizenNumber: String
}

/// What is held about one citizen.
struct CitizenRow: Codable, Sendable {
    struct ActivationRow: Codable, Sendable {
        let id: String
        let state: String
        let municipality: String
        let `case`: String
        let email: String?
        let language: String
        let bindingLanguage: String?
        let assurance: String
        let channel: String
        let document: String
        let country: String
        let checkedWith: String
        let result: String
        let issuedAt: String
        let expiresAt: String
        let keyId: String?
        let returnTo: String?
    }

    struct DigitalKeyRow: Codable, Sendable {
        let id: String
        let activationId: String
        let municipality: String
        let email: String?
        let language: String
        let bindingLanguage: String?
        let assurance: String
        let createdAt: String
        let revokedAt: String?
    }

    struct CodeRow: Codable, Sendable {
        let id: String
        let keyId: String?
        let purpose: String
        let state: String
        let issuedAt: String
        let expiresAt: String
    }

    let exportedAt: String
    let activations: [ActivationRow]
    let digitalKeys: [DigitalKeyRow]
    let codes: [CodeRow]
    let messages: [MessageRow]
    let audit: [AuditRow]

    var text: String {
        var table = TextTable("kind", "id", "state", "municipality", "email", "since")
        for row in activations { table.add("activation", row.id, row.state, row.municipality, row.email ?? "-", row.issuedAt) }
        for row in digitalKeys {
            table.add("digital key", row.id, row.revokedAt == nil ? "in force" : "ended", row.municipality, row.email ?? "-", row.createdAt)
        }
        for row in codes { table.add("code", row.id, row.state, "-", "-", row.issuedAt) }
        for row in messages { table.add("message", row.id, row.state, row.municipality ?? "-", "-", row.issuedAt) }
        for row in audit { table.add("audit entry", "\(row.number)", row.action, row.municipality ?? "-", "-", row.at) }
        return table.text(empty: "Nothing is held about this number.")
    }
}

/// The receipt of an erasure.
struct ErasureRow: Codable, Sendable {
    let activations: Int
    let digitalKeys: Int
    let codes: Int
    let cancelledMails: Int
    let mailsInFlight: Int
    let wipedMessages: Int
    let limitCounters: Int
    let logEmptied: Bool
    let auditEntry: AuditRow

    var text: String {
        var lines = [
            "Erased: \(activations) activations, \(digitalKeys) digital keys, \(codes) codes, \(limitCounters) limit counters; "
                + "\(cancelledMails) mails cancelled, \(wipedMessages) messages wiped.",
            "Entry \(auditEntry.number) of the audit log, \(auditEntry.at): \(auditEntry.mac)",
        ]
        if mailsInFlight > 0 { lines.append("\(mailsInFlight) mails are with a relay now: they end with this attempt.") }
        if !logEmptied { lines.append("The write-ahead log is emptied in the next quiet moment.") }
        return lines.joined(separator: "\n")
    }
}
