/// What the demo saw.
struct DemoResult: Encodable, Sendable {
    struct Row: Encodable, Sendable {
        let kind: String
        let language: String
        let recipient: String
        let state: String
        let attempts: Int
        let reference: String
        let subject: String
    }

    let rows: [Row]
    /// One activation was redeemed with link and code.
    let redeemed: Bool
    /// One code was verified.
    let verified: Bool

    /// Two kinds in four languages accepted, one redeemed, one verified.
    var isComplete: Bool {
        rows.count == 8 && rows.allSatisfy { $0.state == "accepted" } && Set(rows.map { $0.kind + $0.language }).count == 8 && redeemed
            && verified
    }

    var text: String {
        var table = TextTable("kind", "lang", "recipient", "state", "attempts", "subject")
        for row in rows { table.add(row.kind, row.language, row.recipient, row.state, "\(row.attempts)", row.subject) }
        return """
            \(table.text(empty: "No mails."))

            accepted \(rows.count { $0.state == "accepted" }) of 8
            activation redeemed with link and code: \(redeemed ? "yes" : "NO")
            one-time code verified: \(verified ? "yes" : "NO")
            """
    }
}
