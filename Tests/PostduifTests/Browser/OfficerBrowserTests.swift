import Foundation
import Synchronization
import TestKit
import Testing

/// An officer at the counter, in a real browser, with a relay that takes, refuses and puts off.
@Suite("Officer in a browser", .serialized, .enabled(if: BrowserWalk.isInstalled, "scripts/setup.sh test installs Chromium and its driver"))
struct OfficerBrowserTests {
    /// What a relay does for each recipient, and when it answered: not before the walk says that it saw the mail on its way.
    private final class Recipients: Sendable {
        private let gates: String
        private let answers = Mutex<[String: Date]>([:])

        init(gates: String) { self.gates = gates }

        /// When the relay answered about a recipient for the first time.
        subscript(name: String) -> Date? { answers.withLock { $0[name] } }

        func answer(_ event: ScriptedRelay.Event) -> ScriptedRelay.Answer {
            switch event.subject {
            case .message(let octets) where String(decoding: octets, as: UTF8.self).contains("fine@"):
                wait(for: "fine")
                return .usual
            case .command(let line) where event.verb == "RCPT" && line.contains("gone@"):
                wait(for: "gone")
                return .say("550 5.1.1 No such user here\r\n")
            case .command(let line) where event.verb == "RCPT" && line.contains("full@"): return .say("452 4.2.2 Mailbox full\r\n")
            default: return .usual
            }
        }

        /// On the connection's own thread, a minute at most.
        private func wait(for name: String) {
            let end = Date() + 60
            while !FileManager.default.fileExists(atPath: "\(gates)/\(name)"), Date() < end { usleep(2_000) }
            answers.withLock { if $0[name] == nil { $0[name] = Date() } }
        }
    }

    @Test("issues by keyboard, sees a refusal within a second of the relay's reply, corrects, revokes; and without scripts")
    func officer() async throws {
        let gates = try TemporaryFolder()
        let recipients = Recipients(gates: gates.path)
        let made = ScriptedRelay(script: { event in recipients.answer(event) })
        let relay = try #require(made)
        let service = try ServiceProcess(
            relay: ServiceProcess.clear(relay.port),
            extra: "oidc: { local: true }\nlimits: { per_recipient_per_minute: 0, per_recipient_per_hour: 0, per_recipient_per_day: 0 }")
        try await service.prepare()
        try await service.give("officer-1", "registration_officer", in: "62063")
        try await service.start()
        let walk = try await BrowserWalk.run(
            "officer",
            [
                "base": service.base, "link": try await service.signInLink("officer-1"), "gates": gates.path,
                "plain": try await service.signInLink("officer-1"),
            ])
        #expect(walk.looks > 220)
        for (value, name) in [("accepted_seen", "fine"), ("refused_seen", "gone")] {
            let seen = try #require(walk.values[value].flatMap(Double.init))
            let replied = try #require(recipients[name]).timeIntervalSince1970
            #expect(seen > replied && seen - replied < 1, "\(value) \(seen - replied) s after the relay's reply")
        }
        await service.stop()
        relay.stop()
        let log = try String(contentsOfFile: service.log, encoding: .utf8)
        for secret in ["gone@", "fine@", "997.62", "99762"] { #expect(!log.contains(secret)) }
    }
}
