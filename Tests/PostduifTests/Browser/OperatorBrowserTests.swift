import Inbox
import Mail
import Testing

/// The operator's and the administrator's pages in a real browser.
@Suite(
    "Operator console in a browser", .serialized,
    .enabled(if: BrowserWalk.isInstalled, "scripts/setup.sh test installs Chromium and its driver"))
struct OperatorBrowserTests {
    @Test("by keyboard, at 375 points, without scripts; axe finds nothing")
    func operate() async throws {
        let refusal = ScriptRule(at: .rcpt, recipient: "refused@example.be", do: .reply(550, "5.1.1", "<refused@example.be> unknown"))
        let relay = try await InboxServer.start(
            ServerOptions(), store: InboxStore(clock: WallClock()), script: RelayScript([refusal]))
        let service = try ServiceProcess(relay: ServiceProcess.clear(relay.port), extra: "oidc: { local: true }")
        try await service.prepare()
        try await service.give("operator-1", "operator")
        for role in ["administrator", "auditor"] { try await service.give("admin-1", role) }
        try await service.start()
        #expect(try await service.command(["queue", "pause", "--lane", "link"]).status == 0)
        for name in ["one", "two", "three"] { try await service.issueLink(to: "\(name)@example.be") }
        for name in ["refused", "taken"] { #expect(try await service.postCode("\(name)@example.be").status == 202) }
        try await until("both codes ended", within: .seconds(30)) {
            let list = try await service.command(["queue", "list", "--kind", "one_time_code"]).output
            return list.contains("rejected") && list.contains("accepted")
        }
        let walk = try await BrowserWalk.run(
            "operate",
            [
                "base": service.base, "link": try await service.signInLink("operator-1"),
                "plain": try await service.signInLink("operator-1"), "admin": try await service.signInLink("admin-1"),
            ])
        #expect(walk.looks > 200)
        await service.stop()
        await relay.stop()
    }
}

extension ServiceProcess {
    /// Asks for an activation, whose link then waits or goes.
    fileprivate func issueLink(to address: String) async throws {
        let body = """
            {"citizen_number": "70010199762", "case": "no_eid", "email": "\(address)", "language": "fr", "municipality": "62063", \
            "identification": {"document": "passport", "country": "MA", "checked_with": "prado", "result": "not_applicable"}}
            """
        let answer = try await post("/v1/activations", body)
        #expect(answer.status == 201, "\(answer.body)")
    }
}
