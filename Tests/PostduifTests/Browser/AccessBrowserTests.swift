import Testing

/// An access manager in a real browser.
@Suite(
    "Access manager in a browser", .serialized,
    .enabled(if: BrowserWalk.isInstalled, "scripts/setup.sh test installs Chromium and its driver"))
struct AccessBrowserTests {
    @Test("sees, gives and ends roles by keyboard; axe finds nothing")
    func manager() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1), extra: "oidc: { local: true }")
        try await service.prepare()
        try await service.give("manager-1", "main_access_manager", in: "62063", name: "A. Manager")
        for number in 0..<26 {
            try await service.give("many-\(number)", "registration_officer", in: "62063", name: "Person \(number)")
        }
        try await service.start()
        let walk = try await BrowserWalk.run("access", ["base": service.base, "link": try await service.signInLink("manager-1")])
        #expect(walk.looks > 80)
        await service.stop()
    }
}
