import Testing

/// Signing in, languages and signing out in a real browser.
@Suite(
    "Consoles in a browser", .serialized, .enabled(if: BrowserWalk.isInstalled, "scripts/setup.sh test installs Chromium and its driver"))
struct ShellBrowserTests {
    @Test("by keyboard, at 375 points, without scripts; axe finds nothing")
    func shell() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1), extra: "oidc: { local: true }")
        try await service.prepare()
        try await service.give("officer-1", "registration_officer", in: "62063")
        try await service.start()
        let walk = try await BrowserWalk.run(
            "shell",
            ["base": service.base, "link": try await service.signInLink("officer-1"), "plain": try await service.signInLink("officer-1")])
        #expect(walk.looks > 100)
        await service.stop()
    }
}
