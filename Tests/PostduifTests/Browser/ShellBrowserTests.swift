import Foundation
import Synchronization
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

    @Test("with an issuer, there and back, and out again; what goes wrong is told; axe finds nothing")
    func issuer() async throws {
        let server = try await CodeServer.start()
        let oidc = """
            oidc: { issuer: "\(server.url)", audience: postduif, jwks_url: "\(server.url)/keys", client_id: \(CodeServer.client) }
            """
        let service = try ServiceProcess(relay: ServiceProcess.clear(1), extra: oidc)
        try await service.prepare()
        try await service.give("officer-1", "registration_officer", in: "62063")
        try await service.start()
        let origin = String(server.url.dropLast("/realm".utf8.count))
        let walk = try await BrowserWalk.run("signin", ["base": service.base, "issuer": origin])
        #expect(walk.looks > 180)
        await service.stop()
        try await server.stop()
        let (prompts, hints) = server.state.withLock { ($0.prompts, $0.hints) }
        #expect(prompts.contains("login") && prompts.first == "" && hints.allSatisfy { $0.split(separator: ".").count == 3 })
        let log = try String(contentsOfFile: service.log, encoding: .utf8)
        for hint in hints { #expect(!log.contains(hint)) }
    }
}
