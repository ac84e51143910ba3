import Issuance
import Mail

/// Look-ups by what a stranger gives in: one that finds nothing reads another row, so that it takes as long.
extension Connection {
    /// What a token or an identifier led to.
    struct Found<Row> {
        /// What was asked for; `nil` when there is none.
        let asked: Row?
        /// Stands in where there is none: read, compared and touched like it. `nil` in an empty table.
        let read: Row?
    }

    func activation(token: [UInt8]) throws -> Found<Activation> {
        let read = try row(Statements.activationByToken, .blob(token)) { try $0.activation() }
        return Found(asked: read.flatMap { constantTimeEqual($0.token, token) ? $0 : nil }, read: read)
    }

    func challenge(_ id: CodeID) throws -> Found<CodeChallenge> {
        let read = try row(Statements.challengeOrNewest, .id(id)) { try $0.challenge() }
        return Found(asked: read.flatMap { $0.id == id ? $0 : nil }, read: read)
    }
}
