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

    /// The newest link or a former one: three reads for each of them, and for one that nobody has.
    func link(token: [UInt8]) throws -> KnownLink? {
        let newest = try activation(token: token)
        let former = try row(Statements.formerLink, .blob(token)) { try $0.formerLink() }
        let id = newest.asked?.id ?? former?.activation ?? newest.read?.id
        guard let activation = try row(Statements.activation, .id(id), read: { try $0.activation() }) else { return nil }
        if newest.asked != nil {
            return KnownLink(activation: activation, message: activation.message, expires: activation.expires, mayAsk: true)
        }
        return former.map { KnownLink(activation: activation, message: $0.message, expires: $0.expires, mayAsk: $0.mayAsk) }
    }

    func challenge(_ id: CodeID) throws -> Found<CodeChallenge> {
        let read = try row(Statements.challengeOrNewest, .id(id)) { try $0.challenge() }
        return Found(asked: read.flatMap { $0.id == id ? $0 : nil }, read: read)
    }
}
