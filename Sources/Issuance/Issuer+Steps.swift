import Mail
import Queue

/// Steps that every call is made of.
extension Issuer {
    /// Asks the store; its faults become the refusal that callers can answer.
    func stored<Value: Sendable>(
        _ ask: () async throws(StoreFault) -> Value
    ) async throws(IssuanceRefusal) -> Value {
        do { return try await ask() } catch { throw .unavailable(error) }
    }

    func kind(_ name: String) throws(IssuanceRefusal) -> Kind {
        guard let kind = kinds[name] else { throw .unavailable(.broken("the kind \(name) is not configured")) }
        return kind
    }

    func sealed(_ plaintext: [UInt8], context: [UInt8]) throws(IssuanceRefusal) -> [UInt8] {
        do { return try seal.seal(plaintext, context: context) } catch { throw Self.unavailable(error) }
    }

    func sealed(_ address: EmailAddress, context: [UInt8]) throws(IssuanceRefusal) -> [UInt8] {
        try sealed(Array(address.text.utf8), context: context)
    }

    /// The form under which it is known whether two addresses are one mailbox, without the address.
    func addressHMAC(_ address: EmailAddress) -> [UInt8] { keyring.addressHMAC(address) }

    func address(in box: [UInt8], context: [UInt8]) throws(IssuanceRefusal) -> EmailAddress {
        let text: [UInt8]
        do { text = try seal.open(box, context: context) } catch { throw Self.unavailable(error) }
        guard let address = try? EmailAddress(String(decoding: text, as: UTF8.self)) else {
            throw .unavailable(.broken("a sealed address cannot be read"))
        }
        return address
    }

    /// The word that a mail and the citizen's page share.
    func reference(of mail: QueueID) -> String {
        Reference.of(mail, keyring: keyring)
    }

    /// The queue entry of a mail, due at once.
    func entry(_ draft: MailDraft, now: Instant) throws(IssuanceRefusal) -> QueueEntry {
        let languages = MailLanguages(draft.language, binding: draft.bindingLanguage)
        guard let version = templateVersion(draft.kind.name, languages) else {
            throw .unavailable(.broken("the kind \(draft.kind.name) has no templates"))
        }
        let content = QueueContent(recipient: draft.recipient, variables: draft.variables)
        return QueueEntry(
            id: draft.id, kind: draft.kind, language: draft.language, bindingLanguage: draft.bindingLanguage,
            domain: draft.recipient.domain, municipality: draft.municipality,
            sealedContent: try sealed(content.encoded(), context: draft.id.bytes),
            templateVersion: version, issued: now, expires: draft.expires)
    }

    /// What the issuance is committed with.
    func terms<Issued>(
        _ idempotency: IdempotencyRequest<Issued>?, issued: Issued, charges: [LimitCharge], caller: Caller, now: Instant,
        address: [UInt8]? = nil
    ) -> IssueTerms {
        IssueTerms(
            now: now, actor: caller.principal.actor, idempotency: idempotency?.record(issued, keyring: keyring, now: now),
            charges: charges, address: address)
    }

    /// The answer to what the store made of it.
    func answer<Issued>(_ result: IssueResult, _ issued: Issued) throws(IssuanceRefusal) -> Answer<Issued> {
        switch result {
        case .committed: return .fresh(issued)
        case .replayed(let record): return .replayed(record)
        case .idempotencyConflict: throw .idempotencyConflict
        case .limited(let limit, let retryAfter):
            onLimited(limit)
            throw .tooManyRequests(limit: limit, retryAfter: retryAfter)
        case .notPending: throw .conflict(detail: "It is no longer pending; issue a new one.")
        }
    }

    private static func unavailable(_ fault: SealFault) -> IssuanceRefusal {
        .unavailable(.broken("seal: \(fault.rawValue)"))
    }
}
