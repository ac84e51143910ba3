package import Issuance
package import Queue

extension SQLiteStore: ActivationStore {
    package func issue(_ activation: Activation, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult {
        try await writer.write { try $0.issue(activation, mail: mail, terms: terms) }
    }

    package func activation(_ id: ActivationID) async throws(StoreFault) -> Activation? {
        try await read { try $0.row(Statements.activation, .id(id)) { try $0.activation() } }
    }

    package func activation(token: [UInt8]) async throws(StoreFault) -> Activation? {
        try await read { try $0.activation(token: token).asked }
    }

    package func link(token: [UInt8]) async throws(StoreFault) -> KnownLink? {
        try await read { try $0.link(token: token) }
    }

    package func askAgain(_ asked: AskedLink) async throws(StoreFault) -> IssueResult {
        try await writer.write { try $0.askAgain(asked) }
    }

    package func resend(_ replacement: ActivationMail, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult {
        try await writer.write { try $0.resend(replacement, mail: mail, terms: terms) }
    }

    package func redeem(_ redemption: Redemption) async throws(StoreFault) -> RedeemResult {
        try await writer.write { try $0.redeem(redemption) }
    }

    package func take(_ taking: ResultTaking) async throws(StoreFault) -> RedeemedActivation? {
        try await writer.write { try $0.take(taking) }
    }
}
