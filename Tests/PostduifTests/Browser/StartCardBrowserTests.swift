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
        try await longAddress(service)
        await relay.stop()
    }

    /// An address whose QR code has four blocks (version 6), on the card of the API.
    private func longAddress(_ service: ServiceProcess) async throws {
        let url = "https://digitale-sleutels.burgerzaken.gemeente-voorbeeld.example.be"
        try await service.start(environment: ["POSTDUIF_HTTP_PUBLIC_URL=\(url)"])
        let body = """
            {"citizen_number": "70010199762", "case": "no_eid", "email": "fine@example.be", "language": "fr", "municipality": "62063", \
            "identification": {"document": "passport", "country": "MA", "checked_with": "prado", "result": "not_applicable"}}
            """
        let answer = try await service.post("/v1/activations", body)
        #expect(answer.status == 201, "\(answer)")
        let id = try #require(answer.body.firstMatch(of: /"(act_[^"]+)"/)).output.1
        let walk = try await BrowserWalk.run(
            "card", ["base": service.base, "card": "/v1/activations/\(id)/card", "key": service.key, "start": "\(url)/start"])
        #expect(walk.looks == 8)
        await service.stop()
    }
}
