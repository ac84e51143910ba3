import API
import Foundation
import Mail
import Queue
import TestKit
import Testing

@testable import Delivery
@testable import Postduif

/// What the readiness probe tells an operator of canaries and certificates.
@Suite("Rules of what stands still or ends")
struct StandingRuleTests {
    private let now = Instant(seconds: 1_795_435_200)

    private func relay(_ name: String, ends: Instant? = nil, canaries: [Lane: Instant] = [:]) -> RelayStatus {
        RelayStatus(
            name: name, breaker: .closed, reason: nil, weight: 1, priority: 1, connections: 0, inFlight: 0, concurrency: 1, isPlain: false,
            isBare: false, isPaused: false, certificateEnds: ends, canaries: canaries)
    }

    @Test(
        "a canary is missed after three intervals, of a relay that never accepted one after three from the start",
        arguments: [(179, 0), (180, 0), (181, 3)])
    func missed(_ age: Int64, _ count: Int) {
        let rule = CanaryRule(every: .seconds(60), started: now)
        #expect(rule.overdue([relay("a")], now: now + .seconds(age)).count == count)
    }

    @Test("only the lane that stands still is told of, with its relay and how long")
    func lane() {
        let rule = CanaryRule(every: .seconds(60), started: now)
        let later = now + .seconds(1_000)
        let standing = [relay("a", canaries: [.code: later, .link: now + .seconds(100), .notice: later])]
        #expect(rule.overdue(standing, now: later).map(\.text) == ["no canary was accepted by relay a through lane link for 900 s"])
        #expect(rule.last(standing[0], .link) == now + .seconds(100))
    }

    @Test("certificates are told of in their last week, and once they have ended")
    func certificates() {
        let rule = CertificateRule(own: now + .seconds(3_600))
        let relays = [
            relay("clear"), relay("fresh", ends: now + .seconds(8 * 86_400)), relay("old", ends: now - .seconds(1)),
            relay("soon", ends: now + .seconds(6 * 86_400)),
        ]
        #expect(rule.ends(relays).map(\.name) == ["http", "fresh", "old", "soon"])
        #expect(
            rule.ending(relays, now: now).map(\.text) == [
                "the certificate of http.tls ends at \((now + .seconds(3_600)).rfc3339)",
                "the certificate of relay old has ended at \((now - .seconds(1)).rfc3339)",
                "the certificate of relay soon ends at \((now + .seconds(6 * 86_400)).rfc3339)",
            ])
        #expect(CertificateRule(own: nil).ending([relay("clear")], now: now) == [])
    }

    @Test("our own certificate ends when the first of its file does")
    func own() async throws {
        let folder = try TemporaryFolder()
        for (name, days) in [("long", "90"), ("short", "30")] {
            let made = try await Command.run([
                "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", days, "-subj", "/CN=a", "-keyout",
                folder.file("\(name).key"), "-out", folder.file(name),
            ])
            try #require(made.status == 0, "\(made.errors)")
        }
        let both = try ["long", "short"].map { try String(contentsOfFile: folder.file($0), encoding: .utf8) }.joined()
        try folder.write(both, to: "chain")
        let rule = try CertificateRule(Configuration.HTTP.TLS(certificate: folder.file("chain"), key: folder.file("long.key")))
        let end = try #require(rule.own)
        let left = end - SystemClock().now
        #expect(left < .seconds(30 * 86_400 + 60) && left > .seconds(30 * 86_400 - 600))
        #expect(try CertificateRule(Configuration.HTTP.TLS?.none).own == nil)
    }
}
