import Inbox
import TestKit
import Testing

/// The start card on paper, and the page that it leads to, in a real browser.
@Suite(
    "Start card in a browser", .serialized,
    .enabled(if: BrowserWalk.isInstalled, "scripts/setup.sh test installs Chromium and its driver"))
struct StartCardBrowserTests {
    @Test("is one A4 sheet in each language with the code or its boxes, a QR code without a secret, and never the link")
    func card() async throws {
        let inbox = InboxStore(clock: ManualClock())
        let relay = try await InboxServer.start(ServerOptions(), store: inbox)
        let service = try ServiceProcess(
            relay: ServiceProcess.clear(relay.port),
            extra: "oidc: { local: true }\nlimits: { per_recipient_per_minute: 0 }")
        try await service.prepare()
        try await service.give("officer-1", "registration_officer", in: "62063")
        try await service.start()
        let walk = try await BrowserWalk.run("card", ["base": service.base, "link": try await service.signInLink("officer-1")])
        #expect(walk.looks > 120)
        let sheets = walk.values.filter { $0.key.hasPrefix("sheet") }
        #expect(sheets.count == 8)
        #expect(await inbox.wait(untilCount: 2, timeout: .seconds(60)))
        let first = try #require(inbox.newest(limit: 2).last)
        let words = first.plainText.split(whereSeparator: \.isWhitespace)
        let token = try #require(words.first { $0.hasPrefix(service.base + "/a/") }).suffix(22)
        let subject = first.subject.filter { !$0.isWhitespace }
        for (name, text) in sheets {
            #expect(!text.contains(token) && !text.contains("997.62") && !text.contains("gilles"), "\(name)")
            #expect(text.contains(subject), "\(name): \(subject)")
        }
        await service.stop()
        await relay.stop()
    }
}
