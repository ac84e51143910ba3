import API
import HTTPTypes
import Mail
import TestKit
import Testing

@testable import Console

/// What programs look for at fixed places.
@Suite(.timeLimit(.minutes(1))) struct PublicFileTests {
    @Test func `nothing is for an index`() async throws {
        let answer = try await Service().ask(.get, "/robots.txt", key: .some(nil))
        #expect(answer.status == 200 && answer.text == "User-agent: *\nDisallow: /\n")
        #expect(answer.headers[.contentType] == "text/plain; charset=utf-8")
    }

    @Test func `a browser that asks for an icon need not ask again`() async throws {
        let answer = try await Service().ask(.get, "/favicon.ico", key: .some(nil))
        #expect(answer.status == 204 && answer.bytes.isEmpty && answer.headers[.cacheControl] == "public, max-age=86400")
    }

    /// RFC 9116: one `Expires` in the form of RFC 3339, less than a year ahead.
    @Test func `weaknesses are told to whom the operator says, until a day to come`() async throws {
        let service = try await Service()
        service.clock.advance(by: .seconds(4_321))
        let answer = try await service.ask(.get, "/.well-known/security.txt", key: .some(nil))
        #expect(answer.status == 200 && answer.headers[.contentType] == "text/plain; charset=utf-8")
        let lines = answer.text.split(separator: "\n")
        #expect(lines[0] == "Contact: mailto:security@example.be" && lines[2] == "Preferred-Languages: nl, fr, de, en")
        #expect(lines[3] == "Canonical: https://sleutels.example.be/.well-known/security.txt" && lines.count == 4)
        let end = try #require(Instant(rfc3339: String(lines[1].dropFirst("Expires: ".count))))
        let days = (end - service.clock.now).components.seconds / 86_400
        #expect((170...180).contains(days) && end.seconds % 86_400 == 0)
    }

    @Test func `without a contact there is no such file`() async throws {
        let routes = publicFiles(securityEmail: nil, publicURL: Service.publicURL, clock: ManualClock())
        let route = try #require(routes.first { $0.path == "/.well-known/security.txt" })
        #expect(route.access == .open)
        let files = PublicFiles(securityEmail: nil, publicURL: Service.publicURL, clock: ManualClock())
        #expect(throws: Problem.notFound) { try files.securityDocument() }
    }
}
