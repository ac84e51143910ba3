import API
import Foundation
import HTTPTypes
import HummingbirdTesting
import Issuance
import Mail
import NIOCore
import Queue
import StoreSQLite
import TestKit
import Testing

/// Whether a mail goes out, nobody learns from the answer or its time.
///
/// Each question takes 60 ms by design: 10,200 of them ten minutes at least.
@Suite(.serialized, .timeLimit(.minutes(30))) struct AskTimeTests {
    /// What a link may stand for. The first three have a mail sent.
    enum Link: String, CaseIterable, Sendable { case live, former, expired, over, used, revoked, locked, limited, unknown }

    private static let perLink = ProcessInfo.processInfo.environment["TIMING_SAMPLES"].flatMap { Int($0) }.map { $0 / 9 } ?? 60
    /// As in ``SameWorkTests``.
    private static let bound = 5.0

    @Test func `asking for a new link cannot be told apart by body, header or time`() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "postduif-ask-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let service = try await Service(
            limits: IssuanceLimits(pageAttemptsPerMinute: 0), location: .directory(directory),
            pause: { _ in try await Task.sleep(for: .milliseconds(60)) })
        var random = SeededRandom(seed: 12)
        var targets: [(link: Link, token: String)] = []
        for link in Link.allCases {
            for number in 0..<Self.perLink { targets.append((link, try await link.token(number, of: service, random: random))) }
        }
        targets.shuffle(using: &random)
        let samples = try await Self.samples(of: targets, from: service)
        #expect(try await service.asked() == 3 * Self.perLink, "who may have a mail got it")
        let known = Set(samples.filter { $0.link != .unknown }.map(\.answer))
        #expect(known.count == 1 && known.first?.hasPrefix("303 ") == true, "\(known)")
        for link in Link.allCases {
            let (these, others) = (samples.filter { $0.link == link }.map(\.took), samples.filter { $0.link != link }.map(\.took))
            let deviation = RankTest.deviation(these, from: others)
            #expect(abs(deviation) < Self.bound, "\(link): \(deviation) deviations")
            #expect(these.allSatisfy { $0 >= .milliseconds(60) })
        }
    }

    private struct Sample: Sendable {
        let link: Link
        let answer: String
        let took: Duration
    }

    private static func samples(of targets: [(link: Link, token: String)], from service: Service) async throws -> [Sample] {
        let headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        let clock = ContinuousClock()
        return try await service.serve { client, _ in
            var samples: [Sample] = []
            for target in targets {
                let began = clock.now
                let response = try await client.execute(
                    uri: "/a/\(target.token)/again", method: .post, headers: headers, body: ByteBuffer(string: "again=1"))
                let took = clock.now - began
                let fields = response.headers.filter { $0.name != .date && $0.name != .requestID }.map { "\($0.name): \($0.value)" }
                let answer = "\(response.status.code) \(fields.joined(separator: "\n"))\n\(String(buffer: response.body))"
                samples.append(Sample(link: target.link, answer: answer, took: took))
            }
            return samples
        }
    }
}

extension AskTimeTests.Link {
    /// A link that stands for this, of an activation of its own.
    fileprivate func token(_ number: Int, of service: Service, random: SeededRandom) async throws -> String {
        let now = service.clock.now
        let (id, token) = (ActivationID(at: now, random: random), LinkToken(random: random))
        guard self != .unknown else { return token.text.revealText() }
        let email = "\(rawValue)\(number)@example.be"
        let state: Activation.State =
            switch self {
            case .used: .redeemed
            case .revoked: .revoked
            case .locked: .locked
            default: .pending
            }
        let life = Duration.seconds(self == .over ? -1 : 86_400)
        let activation = Activation(
            id: id, municipality: "62063", case: .noEID, citizen: random.bytes(32), language: .fr, bindingLanguage: nil,
            sealedAddress: state == .pending ? try service.seal.seal(Array(email.utf8), context: id.bytes) : [], channel: .paper,
            assurance: .normal,
            identification: Identification(document: .passport, country: "MA", checkedWith: .prado, result: .notApplicable), state: state,
            token: service.keyring.hmac(.activationToken, token.text.reveal()), code: random.bytes(32), reference: "K7M-2QX", issued: now,
            expires: self == .expired ? now - .seconds(1) : now + life, codeExpires: now + life, message: QueueID(at: now, random: random))
        let charges = self == .limited ? [try service.recipientMinute(of: email)] : []
        let terms = IssueTerms(now: now, actor: .citizen, idempotency: nil, charges: charges)
        _ = try await service.store.issue(activation, mail: service.linkEntry(activation.message), terms: terms)
        guard self == .former else { return token.text.revealText() }
        let link = ActivationMail(activation: id, token: random.bytes(32), expires: now + life)
        let newer = service.linkEntry(QueueID(at: now, random: random))
        _ = try await service.store.resend(
            link, mail: newer, terms: IssueTerms(now: now, actor: .service, idempotency: nil, charges: []))
        return token.text.revealText()
    }
}

extension Service {
    /// How often a citizen who asked got a mail.
    fileprivate func asked() async throws -> Int {
        try await store.auditEntries(after: 0, limit: 100_000).count { $0.action == "activation_resent" && $0.actor == "citizen" }
    }

    fileprivate func recipientMinute(of email: String) throws -> LimitCharge {
        let subject = keyring.hmac(
            .limit, Array(KindTable.activationLink.utf8), Array(try EmailAddress(email).normalized.utf8))
        return LimitCharge(limit: LimitCharge.recipientMinute, subject: subject, window: .minute, maximum: 1)
    }

    fileprivate func linkEntry(_ id: QueueID) -> QueueEntry {
        QueueEntry(
            id: id, kindName: KindTable.activationLink, lane: .link, language: .fr, bindingLanguage: nil, domain: "example.be",
            municipality: "62063", sealedContent: [0], templateVersion: "1", issued: clock.now, expires: clock.now + .seconds(600),
            due: clock.now, attempt: 0, resends: 0, supersessionKey: nil)
    }
}
