import Foundation
import Synchronization
import TestKit
import Testing

/// An officer at the counter, in a real browser, with a relay that takes, refuses and puts off.
@Suite("Officer in a browser", .serialized, .enabled(if: BrowserWalk.isInstalled, "scripts/setup.sh test installs Chromium and its driver"))
struct OfficerBrowserTests {
    /// What a relay does for the recipient of each connection, and when it refused.
    private final class Recipients: Sendable {
        private let refused = Mutex<Date?>(nil)

        var refusedAt: Date? { refused.withLock { $0 } }

        func answer(_ event: ScriptedRelay.Event) -> ScriptedRelay.Answer {
            guard case .command(let line) = event.subject, event.verb == "RCPT" else { return .usual }
            if line.contains("gone@") {
                refused.withLock { $0 = Date() }
                return .say("550 5.1.1 No such user here\r\n")
            }
            return line.contains("full@") ? .say("452 4.2.2 Mailbox full\r\n") : .usual
        }
    }

    @Test("issues by keyboard, sees a refusal within a second of the relay's reply, corrects, revokes; and without scripts")
    func officer() async throws {
        let recipients = Recipients()
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
            ["base": service.base, "link": try await service.signInLink("officer-1"), "plain": try await service.signInLink("officer-1")])
        #expect(walk.looks > 220)
        let seen = try #require(walk.values["refused_seen"].flatMap(Double.init))
        let refused = try #require(recipients.refusedAt)
        let replied = refused.timeIntervalSince1970
        #expect(seen - replied < 1, "the refusal was seen \(seen - replied) s after the relay's reply")
        await service.stop()
        relay.stop()
        let log = try String(contentsOfFile: service.log, encoding: .utf8)
        for secret in ["gone@", "fine@", "997.62", "99762"] { #expect(!log.contains(secret)) }
    }
}
