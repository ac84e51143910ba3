import Issuance
import Mail
import Queue
import TestKit

/// Entries and records with values of no meaning.
struct Samples {
    let random: SeededRandom
    let clock: ManualClock
    let kinds = KindTable()
    /// Who asks for all of it.
    let actor = AuditActor(APIKeyID(high: 1, low: 1))

    /// Of an entry, if no others are asked for.
    static let languages = MailLanguages(.nl, binding: .fr)

    init(_ clock: ManualClock, seed: UInt64 = 1) {
        self.clock = clock
        self.random = SeededRandom(seed: seed)
    }

    /// An entry issued now; `minutes` is its whole life.
    func entry(
        _ kind: String = KindTable.oneTimeCode, lane: Lane? = nil, dueIn: Duration = .zero, life: Duration = .seconds(600),
        supersession: [UInt8]? = nil, content: [UInt8]? = nil, domain: String = "example.be", municipality: String? = "44021",
        in languages: MailLanguages = Samples.languages, issued: Instant? = nil
    ) -> QueueEntry {
        let now = issued ?? clock.now
        return QueueEntry(
            id: QueueID(at: now, random: random), kindName: kind, lane: lane ?? kinds[kind]?.lane ?? .notice, language: languages.language,
            bindingLanguage: languages.binding, domain: domain, municipality: municipality, sealedContent: content ?? random.bytes(40),
            templateVersion: "1f2e", issued: now, expires: now + life, due: now + dueIn, attempt: 0, resends: 0,
            supersessionKey: supersession)
    }

    func attempt(_ number: Int = 1) throws -> AttemptRecord {
        AttemptRecord(
            number: number, at: clock.now, relay: "primary", stage: .finalDot,
            reply: Reply(code: .ok, enhanced: EnhancedStatusCode(2, 0, 0), text: "queued"), outcome: "accepted",
            reason: .relayAccepted, rule: "250")
    }

    func settlement(_ lease: Lease, _ next: Settlement.Next, reason: Reason = .relayAccepted) throws -> Settlement {
        Settlement(lease: lease, next: next, reason: reason, at: clock.now, attempt: try attempt())
    }

    func activation(
        mail: QueueEntry, code: [UInt8]? = nil, expires: Duration = .seconds(86_400), municipality: String = "44021",
        case: Activation.Case = .noEID, citizen: [UInt8]? = nil, address: [UInt8]? = nil,
        evidence: ActivationEvidence = ActivationEvidence(), returnTo: String? = nil
    ) -> Activation {
        Activation(
            id: ActivationID(at: clock.now, random: random), municipality: municipality, case: `case`,
            citizen: citizen ?? random.bytes(32),
            language: .en, bindingLanguage: .nl, sealedAddress: random.bytes(60), channel: .paper, assurance: .normal,
            identification: Identification(document: .passport, country: "PT", checkedWith: .checkdoc, result: .noHit),
            token: random.bytes(32), code: code ?? random.bytes(32), reference: "zwaan-7", issued: clock.now,
            expires: clock.now + expires, codeExpires: clock.now + .seconds(7 * 86_400), message: mail.id,
            address: address ?? random.bytes(32), evidence: evidence, returnTo: returnTo)
    }

    func key(for activation: Activation) -> DigitalKey {
        DigitalKey(
            id: DigitalKeyID(at: clock.now, random: random), activation: activation.id, municipality: activation.municipality,
            citizen: activation.citizen, sealedAddress: random.bytes(60), language: .en, bindingLanguage: .nl, assurance: .normal,
            created: clock.now, address: activation.address)
    }

    func redemption(of activation: Activation, code: [UInt8]? = nil, result: KeptResult? = nil) -> Redemption {
        Redemption(
            token: activation.token, code: code ?? activation.code, now: clock.now, key: key(for: activation),
            notice: entry(KindTable.keyActivated, life: .seconds(86_400)), actor: actor, result: result)
    }

    func challenge(
        mail: QueueEntry, subject: [UInt8]? = nil, life: Duration = .seconds(600), key: DigitalKeyID?? = nil,
        triesSubject: [UInt8]? = nil
    ) -> CodeChallenge {
        CodeChallenge(
            id: CodeID(at: clock.now, random: random), key: key ?? DigitalKeyID(at: clock.now, random: random), municipality: "44021",
            subject: subject ?? random.bytes(32), purpose: "login", binding: random.bytes(32), code: random.bytes(32),
            sealedAddress: random.bytes(60), language: .nl, bindingLanguage: nil, reference: "zwaan-7", issued: clock.now,
            expires: clock.now + life, message: mail.id, triesSubject: triesSubject ?? random.bytes(SubjectTries.subjectOctets))
    }

    func attempt(at challenge: CodeChallenge, code: [UInt8]? = nil, binding: [UInt8]? = nil) -> VerificationAttempt {
        VerificationAttempt(
            challenge: challenge.id, code: code ?? challenge.code, binding: binding ?? challenge.binding, now: clock.now)
    }

    func revocation(of activation: Activation) -> Revocation {
        Revocation(activation: activation.id, actor: actor, now: clock.now)
    }

    func pair(for activation: Activation) -> ActivationPair {
        ActivationPair(
            activation: activation.id, token: random.bytes(32), code: random.bytes(32), reference: "uil-3",
            expires: clock.now + .seconds(86_400), codeExpires: clock.now + .seconds(7 * 86_400))
    }

    func terms(_ record: IdempotencyRecord? = nil, _ charges: [LimitCharge] = [], address: [UInt8]? = nil) -> IssueTerms {
        IssueTerms(now: clock.now, actor: actor, idempotency: record, charges: charges, address: address)
    }

    func record(key: [UInt8], body: UInt8 = 1) -> IdempotencyRecord {
        IdempotencyRecord(
            key: key, fingerprint: [UInt8](repeating: body, count: 32), status: 201, answer: Array("{}".utf8),
            expires: clock.now + IdempotencyRecord.lifetime)
    }
}
