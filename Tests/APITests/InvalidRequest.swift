import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit

/// One request to redeem or to verify that is refused, and why.
struct InvalidRequest: Sendable {
    let reason: InvalidReason
    let path: String
    let body: String

    /// A live pair or code bears five wrong tries; the fifth would make it a locked one.
    static let triesOfOne = TryLimits.perCode - 1

    /// So many requests in a random order, as many for each reason; what they ask for lies in the service's store.
    static func prepare(_ count: Int, at door: Door, of service: Service, random: SeededRandom) async throws -> [InvalidRequest] {
        var requests: [InvalidRequest] = []
        let perReason = count / InvalidReason.allCases.count
        for reason in InvalidReason.allCases {
            // As many different ones for each reason: what the caches hold is the same then.
            let targets = try await withThrowingTaskGroup(of: InvalidRequest.self) { group in
                for number in 0..<max(1, (perReason + triesOfOne - 1) / triesOfOne) {
                    group.addTask { try await door.target(reason, number, of: service, random: random) }
                }
                return try await group.reduce(into: [InvalidRequest]()) { $0.append($1) }
            }
            requests += (0..<perReason).map { targets[$0 % targets.count] }
        }
        var generator = random
        return requests.shuffled(using: &generator)
    }

    /// Where secrets are given in.
    enum Door: String, CaseIterable, Sendable {
        case redeem, verify

        func target(_ reason: InvalidReason, _ number: Int, of service: Service, random: SeededRandom) async throws -> InvalidRequest {
            switch self {
            case .redeem: try await InvalidRequest.pair(reason, number, of: service, random: random)
            case .verify: try await InvalidRequest.code(reason, number, of: service, random: random)
            }
        }
    }

    private static func pair(
        _ reason: InvalidReason, _ number: Int, of service: Service, random: SeededRandom
    ) async throws -> InvalidRequest {
        let now = service.clock.now
        let id = ActivationID(at: now, random: random)
        let (token, code) = (LinkToken(random: random), ActivationCode(random: random))
        // What is over is met before and after its address was wiped.
        let isSwept = reason == .expired && number % 2 == 0
        let state: Activation.State =
            switch reason {
            case .wrong, .unknown: .pending
            case .used: .redeemed
            case .expired: isSwept ? .expired : .pending
            case .revoked: .revoked
            case .locked: .locked
            }
        let expires = reason == .expired ? now - .seconds(1) : now + .seconds(86_400)
        let address = try service.seal.seal(Array("citizen\(number)@example.be".utf8), context: id.bytes)
        let mail = QueueID(at: now, random: random)
        let activation = Activation(
            id: id, municipality: "62063", case: .noEID, citizen: random.bytes(32), language: .fr, bindingLanguage: nil,
            sealedAddress: state == .pending ? address : [], channel: .paper, assurance: .normal,
            identification: Identification(document: .passport, country: "MA", checkedWith: .prado, result: .notApplicable),
            state: state, token: service.keyring.hmac(.activationToken, token.text.reveal()),
            code: service.keyring.hmac(.activationCode, id.bytes, code.canonical.reveal()), reference: "K7M-2QX", issued: now,
            expires: expires, codeExpires: expires, message: mail)
        if reason != .unknown {
            _ = try await service.store.issue(
                activation, mail: service.entry(mail, KindTable.activationLink), terms: service.unlimited)
        }
        let typed = reason == .wrong ? ActivationCode(random: random) : code
        return InvalidRequest(
            reason: reason, path: "/v1/activations/redeem",
            body: #"{"token":"\#(token.text.revealText())","code":"\#(typed.grouped.revealText())"}"#)
    }

    private static func code(
        _ reason: InvalidReason, _ number: Int, of service: Service, random: SeededRandom
    ) async throws -> InvalidRequest {
        let now = service.clock.now
        let id = CodeID(at: now, random: random)
        let isEven = number % 2 == 0
        let state: CodeChallenge.State =
            switch reason {
            case .wrong, .unknown: .pending
            case .used: .verified
            case .expired: isEven ? .expired : .pending
            case .revoked: isEven ? .cancelled : .superseded
            case .locked: .locked
            }
        let mail = QueueID(at: now, random: random)
        let challenge = CodeChallenge(
            id: id, key: DigitalKeyID(at: now, random: random), municipality: "62063", subject: random.bytes(32), purpose: "sign-in",
            binding: service.keyring.hmac(.binding, id.bytes, Array("session-1".utf8)),
            code: service.keyring.hmac(.oneTimeCode, id.bytes, Array("123456".utf8)),
            sealedAddress: state == .pending ? random.bytes(120) : [], language: .fr, bindingLanguage: nil, state: state,
            reference: "K7M-2QX", issued: now, expires: reason == .expired ? now - .seconds(1) : now + .seconds(600), message: mail,
            triesSubject: random.bytes(SubjectTries.subjectOctets))
        if reason != .unknown {
            _ = try await service.store.issue(challenge, mail: service.entry(mail, KindTable.oneTimeCode), terms: service.unlimited)
        }
        return InvalidRequest(
            reason: reason, path: "/v1/codes/\(id)/verify",
            body: #"{"code":"\#(reason == .wrong ? "654321" : "123456")","binding":"session-1"}"#)
    }
}

extension Service {
    /// A mail with nothing in it.
    fileprivate func entry(_ id: QueueID, _ kind: String) -> QueueEntry {
        QueueEntry(
            id: id, kindName: kind, lane: KindTable()[kind]?.lane ?? .notice, language: .fr, bindingLanguage: nil, domain: "example.be",
            municipality: "62063", sealedContent: [0], templateVersion: "1", issued: clock.now, expires: clock.now + .seconds(600),
            due: clock.now, attempt: 0, resends: 0, supersessionKey: nil)
    }

    fileprivate var unlimited: IssueTerms { IssueTerms(now: clock.now, actor: .citizen, idempotency: nil, charges: []) }
}
