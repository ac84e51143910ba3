import Issuance
import Mail
import Queue

extension Columns {
    func apiKey() throws(StoreFault) -> APIKey {
        APIKey(
            id: try id(0), name: text(1), scopes: Set(text(2).split(separator: " ").compactMap { APIKey.Scope(rawValue: String($0)) }),
            municipality: optionalText(3), digest: blob(4), created: time(5), revoked: optionalTime(6))
    }

    func activation() throws(StoreFault) -> Activation {
        let identification = Identification(
            document: try word(9), country: text(10), checkedWith: try word(11), result: try word(12))
        return Activation(
            id: try id(0), municipality: text(1), case: try word(2), citizen: blob(3), language: try word(4),
            bindingLanguage: try optionalWord(5), sealedAddress: blob(6), channel: try word(7), assurance: try word(8),
            identification: identification, state: try word(13), token: blob(14), code: blob(15), reference: text(16),
            issued: time(17), expires: time(18), codeExpires: time(19), tries: number(20), triesTotal: number(21),
            message: try id(22), key: try optionalID(23), address: blob(24), evidence: try evidence(from: 25),
            corrected: optionalTime(28), returnTo: optionalText(29), notices: try optionalIDs(30))
    }

    /// Three columns from `first` on.
    private func evidence(from first: Int32) throws(StoreFault) -> ActivationEvidence {
        let issuedBy = optionalText(first + 2)
        let principal = issuedBy.flatMap { Principal(text: $0) }
        if issuedBy != nil, principal == nil { throw .broken("a stored principal is not known: a newer program wrote it") }
        return ActivationEvidence(
            bisRegisteredOn: optionalText(first), confirmedWarnings: text(first + 1).split(separator: " ").map(String.init),
            issuedBy: principal)
    }

    /// Behind the columns of ``activation()``.
    private static let stateOfItem: Int32 = 31

    /// A row of `Statements.activationPage`.
    func activationItem() throws(StoreFault) -> ActivationPage.Item {
        ActivationPage.Item(
            activation: try activation(), messageState: isNull(Self.stateOfItem) ? nil : try state(Self.stateOfItem))
    }

    func digitalKey() throws(StoreFault) -> DigitalKey {
        DigitalKey(
            id: try id(0), activation: try id(1), municipality: text(2), citizen: blob(3), sealedAddress: blob(4),
            language: try word(5), bindingLanguage: try optionalWord(6), assurance: try word(7), created: time(8),
            revoked: optionalTime(9), address: blob(10), corrected: optionalTime(11))
    }

    func challenge() throws(StoreFault) -> CodeChallenge {
        CodeChallenge(
            id: try id(0), key: try optionalID(1), municipality: optionalText(2), subject: blob(3), purpose: text(4),
            binding: blob(5), code: blob(6), sealedAddress: blob(7), language: try word(8), bindingLanguage: try optionalWord(9),
            state: try word(10), reference: text(11), issued: time(12), expires: time(13), tries: number(14),
            triesTotal: number(15), message: try id(16), triesSubject: blob(17))
    }

    /// The columns of `Statements.limitCounters`. What an older program left, numbers of windows, reads
    /// as windows long over.
    func limitCounters() -> LimitCounters {
        LimitCounters(
            minute: .init(since: time(0), count: number(1)), hour: .init(since: time(2), count: number(3)),
            day: .init(since: time(4), count: number(5)))
    }

    func idempotency() -> IdempotencyRecord {
        IdempotencyRecord(key: blob(0), fingerprint: blob(1), status: number(2), answer: blob(3), expires: time(4))
    }
}
