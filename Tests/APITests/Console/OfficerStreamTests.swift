import HTTPTypes
import Mail
import TestKit
import Testing

@testable import API
@testable import Console

/// What an officer's page follows.
@Suite(.timeLimit(.minutes(5))) struct OfficerStreamTests {
    @Test func `a stream ends when its officer signs out, at once, and tells nothing more; another's goes on`() async throws {
        let service = try await Service()
        let id = try await service.issued().id
        try await service.serve { _, port async throws in
            let (browser, other) = (try await service.browser(), try await service.browser("officer-2"))
            func follow(_ browser: Browser) async throws -> EventClient {
                let cookie = browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
                let client = try await EventClient.open(
                    port, "/console/activations/\(id)/events", key: "", fields: "Cookie: \(cookie)\r\n")
                _ = try await client.events(2)
                return client
            }
            let (own, others) = (try await follow(browser), try await follow(other))
            #expect(await eventually { service.clock.waiting == 2 })
            try await browser.get("/console/activations")
            #expect(try await browser.post("/console/sign-out").status == 303)
            // The clock stands: no sign of life is due.
            #expect(await eventually { own.isComplete })
            #expect(own.events.count == 2 && !others.isComplete)
            #expect(await eventually { service.events.count == 1 && service.clock.waiting == 1 })
        }
    }
}
