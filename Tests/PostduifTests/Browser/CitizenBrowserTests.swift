import Foundation
import Inbox
import TestKit
import Testing

/// The citizen's pages in a real browser, from the link of a mail to the end.
@Suite(
    "Citizen's pages in a browser", .serialized,
    .enabled(if: BrowserWalk.isInstalled, "scripts/setup.sh test installs Chromium and its driver"))
struct CitizenBrowserTests {
    @Test("by keyboard, at 320 points, at twice the size, without scripts; axe finds nothing")
    func pages() async throws {
        let inbox = InboxStore(clock: ManualClock())
        let relay = try await InboxServer.start(ServerOptions(), store: inbox)
        let service = try ServiceProcess(relay: ServiceProcess.clear(relay.port))
        try await service.prepare()
        try await service.start()
        let first = try await issue(service, inbox, number: "70.01.01-998.61", "first@example.be", mails: 1)
        let second = try await issue(service, inbox, number: "70.01.01-997.62", "second@example.be", mails: 2)
        let walk = try await BrowserWalk.run(
            "citizen", ["base": service.base, "french": first.link, "newest": second.link, "code": second.code])
        #expect(walk.looks > 140)
        await service.stop()
        await relay.stop()
    }

    private func issue(
        _ service: ServiceProcess, _ inbox: InboxStore, number: String, _ email: String, mails: Int
    ) async throws -> (link: String, code: String) {
        let issued = try await service.post(
            "/v1/activations",
            """
            {"citizen_number": "\(number)", "case": "no_eid", "email": "\(email)", "language": "fr", "municipality": "62063", \
            "identification": {"document": "passport", "country": "MA", "checked_with": "prado", "result": "not_applicable"}}
            """)
        try #require(issued.status == 201, "\(issued.body)")
        #expect(await inbox.wait(untilCount: mails, timeout: .seconds(60)))
        let newest = try #require(inbox.newest(limit: 1).first)
        let words = newest.plainText.split(whereSeparator: \.isWhitespace)
        let link = try #require(words.first { $0.hasPrefix(service.base + "/a/") }.map(String.init))
        let object = try JSONSerialization.jsonObject(with: Data(issued.body.utf8)) as? [String: Any]
        return (link, try #require(object?["activation_code"] as? String))
    }
}
