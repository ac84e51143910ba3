import Mail
import Submission
import TestKit
import Testing

/// The session phase against a scripted relay in clear text; TLS is tested with real relays.
@Suite struct RelayConnectionTests {
    private let clock = SteadyClock()

    private func configuration(
        _ relay: ScriptedRelay, credentials: Bool = false,
        tls: RelayConfiguration.TLSMode = .none
    ) -> RelayConfiguration {
        var deadlines = StageDeadlines()
        (deadlines.connect, deadlines.session, deadlines.command) = (.seconds(2), .milliseconds(400), .milliseconds(300))
        return RelayConfiguration(
            name: "test", host: "127.0.0.1", port: relay.port, tls: tls,
            credentials: credentials ? .init(username: "postduif", password: Secret("s3cret")) : nil, ehloName: "send.example.be",
            deadlines: deadlines)
    }

    private func failure(_ relay: ScriptedRelay, credentials: Bool = false, tls: RelayConfiguration.TLSMode = .none) -> ConnectFailure? {
        do throws(ConnectFailure) {
            _ = try RelayConnection(to: configuration(relay, credentials: credentials, tls: tls), clock: clock)
            return nil
        } catch {
            return error
        }
    }

    @Test func `A session knows what the relay offers, and carries octets both ways`() throws {
        let relay = try #require(ScriptedRelay(keywords: ["pipelining", "SIZE 1000"]))
        defer { relay.stop() }
        let connection = try RelayConnection(to: configuration(relay), clock: clock)
        #expect(connection.capabilities.pipelining && connection.capabilities.size == 1_000)
        #expect(relay.events.contains { $0.subject == .command("EHLO send.example.be") })
        #expect(connection.isQuiet())
        try connection.write(Array("NOOP\r\n".utf8)[...], within: .seconds(2))
        #expect(try connection.read(within: .seconds(2)) { String(decoding: $0, as: UTF8.self) } == "250 2.0.0 ok\r\n")
        #expect(connection.isQuiet())
        let plain = try RelayConnection(to: configuration(relay), pipelining: false, clock: clock)
        #expect(!plain.capabilities.pipelining && plain.offered.pipelining)
        let bare = try RelayConnection(to: configuration(relay), parameters: false, clock: clock)
        #expect(!bare.capabilities.declaresSize && bare.capabilities.size == 1_000 && bare.offered.declaresSize)
    }

    /// RFC 8689 §2: in clear text the keyword counts for nothing.
    @Test(arguments: [[], ["REQUIRETLS"]])
    func `No session without REQUIRETLS where it is configured`(keywords: [String]) throws {
        let relay = try #require(ScriptedRelay(keywords: keywords))
        defer { relay.stop() }
        let configuration = RelayConfiguration(
            name: "test", host: "127.0.0.1", port: relay.port, tls: .none, ehloName: "send.example.be", requireTLS: true)
        let failure = #expect(throws: ConnectFailure.self) { _ = try RelayConnection(to: configuration, clock: clock) }
        let result = try #require(failure).result
        #expect(result == .fault(.requireTLSMissing, at: .ehlo))
        #expect(Outcome(classifying: result) == Outcome(.relayMisconfigured, .requireTLSMissing, rule: "fault-require_tls_missing"))
    }

    @Test func `A reply that does not come runs into the deadline`() throws {
        let relay = try #require(ScriptedRelay { $0.verb == "NOOP" ? .hang : .usual })
        defer { relay.stop() }
        let connection = try RelayConnection(to: configuration(relay), clock: clock)
        try connection.write(Array("NOOP\r\n".utf8)[...], within: .seconds(2))
        #expect(throws: TransportFault.timedOut) { try connection.read(within: .milliseconds(50)) { _ in } }
    }

    @Test func `A relay that closes is told from one that waits`() async throws {
        let relay = try #require(ScriptedRelay { $0.verb == "NOOP" ? .sayAndClose("421 4.3.2 bye\r\n") : .usual })
        defer { relay.stop() }
        let connection = try RelayConnection(to: configuration(relay), clock: clock)
        try connection.write(Array("NOOP\r\n".utf8)[...], within: .seconds(2))
        #expect(await eventually { relay.events.last?.subject == .closed })
        #expect(!connection.isQuiet())
        // The 421 was read by the look before: what is left is the end.
        #expect(throws: TransportFault.connectionLost) { try connection.read(within: .seconds(2)) { _ in } }
        #expect(!connection.isQuiet())
    }

    @Test func `Nobody listens`() throws {
        let relay = try #require(ScriptedRelay())
        relay.stop()
        #expect(failure(relay)?.result == .fault(.connectFailed, at: .connect))
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        let name: String
        let keywords: [String]
        let credentials: Bool
        let tls: RelayConfiguration.TLSMode
        let answers: [String: ScriptedRelay.Answer]
        let stage: SubmissionStage
        /// A code of a reply, or a fault.
        let code: Int?
        let fault: TransportFault?
        let disposition: Outcome.Disposition
        var testDescription: String { name }

        init(
            _ name: String, keywords: [String] = [], credentials: Bool = false, tls: RelayConfiguration.TLSMode = .none,
            _ answers: [String: ScriptedRelay.Answer], _ stage: SubmissionStage, code: Int? = nil, fault: TransportFault? = nil,
            _ disposition: Outcome.Disposition
        ) {
            (self.name, self.keywords, self.credentials, self.tls, self.answers) = (name, keywords, credentials, tls, answers)
            (self.stage, self.code, self.fault, self.disposition) = (stage, code, fault, disposition)
        }

        static let all = [
            Refusal("554 as greeting", ["": .sayAndClose("554 5.3.2 no\r\n")], .greeting, code: 554, .relayBusy),
            Refusal("421 as greeting", ["": .sayAndClose("421 4.3.2 full\r\n")], .greeting, code: 421, .relayBusy),
            Refusal("closed before the greeting", ["": .close], .connect, fault: .connectionLost, .relayBusy),
            Refusal("no greeting", ["": .hang], .connect, fault: .connectFailed, .relayBusy),
            Refusal("garbage as greeting", ["": .say("SSH-2.0-OpenSSH_9\r\n")], .connect, fault: .protocolViolation, .relayBusy),
            Refusal("EHLO and HELO refused", ["EHLO": .say("550 no\r\n"), "HELO": .say("550 no\r\n")], .ehlo, code: 550, .relayBusy),
            Refusal(
                "an endless answer to EHLO", ["EHLO": .say(String(repeating: "250-X-MORE\r\n", count: 100) + "250 X-LAST\r\n")], .ehlo,
                fault: .protocolViolation, .relayBusy),
            Refusal("closed at EHLO", ["EHLO": .close], .ehlo, fault: .connectionLost, .relayBusy),
            Refusal("no answer to EHLO", ["EHLO": .hang], .ehlo, fault: .timedOut, .relayBusy),
            Refusal("no AUTH offered", credentials: true, [:], .auth, fault: .authMissing, .relayMisconfigured),
            Refusal(
                "only other mechanisms", keywords: ["AUTH CRAM-MD5"], credentials: true, [:], .auth, fault: .authMissing,
                .relayMisconfigured),
            Refusal(
                "535 to AUTH", keywords: ["AUTH PLAIN"], credentials: true, ["AUTH": .say("535 5.7.8 bad\r\n")], .auth, code: 535,
                .relayMisconfigured),
            Refusal(
                "454 to AUTH", keywords: ["AUTH PLAIN"], credentials: true, ["AUTH": .say("454 4.7.0 later\r\n")], .auth, code: 454,
                .relayBusy),
            Refusal("STARTTLS missing", tls: .startTLS, [:], .tls, fault: .tlsMissing, .relayMisconfigured),
            Refusal(
                "STARTTLS refused", keywords: ["STARTTLS"], tls: .startTLS, ["STARTTLS": .say("454 4.7.0 no\r\n")], .tls, code: 454,
                .relayBusy),
        ]
    }

    @Test(arguments: Refusal.all)
    func `A session that does not come about tells its stage and its cause`(refusal: Refusal) throws {
        let relay = try #require(
            ScriptedRelay(keywords: refusal.keywords) { event in
                if event.subject == .closed { return .usual }
                return refusal.answers[event.verb] ?? .usual
            })
        defer { relay.stop() }
        let found = self.failure(relay, credentials: refusal.credentials, tls: refusal.tls)
        let failure = try #require(found)
        #expect(failure.result.stage == refusal.stage)
        #expect(failure.result.reply?.code.rawValue == refusal.code.map { UInt16($0) })
        if let fault = refusal.fault { #expect(failure.result == .fault(fault, at: refusal.stage)) }
        #expect(Outcome(classifying: failure.result).disposition == refusal.disposition)
        #expect(!"\(failure)".contains("s3cret"))
    }

    @Test func `AUTH PLAIN goes with the first command, and only where it is offered`() throws {
        let relay = try #require(ScriptedRelay(keywords: ["AUTH CRAM-MD5 PLAIN"]) { $0.verb == "AUTH" ? .say("235 2.7.0 ok\r\n") : .usual })
        defer { relay.stop() }
        let connection = try RelayConnection(to: configuration(relay, credentials: true), clock: clock)
        #expect(connection.capabilities.authMechanisms.contains("PLAIN"))
        #expect(relay.events.contains { if case .command(let line) = $0.subject { line.hasPrefix("AUTH PLAIN ") } else { false } })
    }

    @Test func `A relay that knows only HELO is taken without extensions`() throws {
        let relay = try #require(ScriptedRelay { $0.verb == "EHLO" ? .say("502 what\r\n") : .usual })
        defer { relay.stop() }
        let connection = try RelayConnection(to: configuration(relay), clock: clock)
        #expect(connection.capabilities == RelayCapabilities())
    }
}
